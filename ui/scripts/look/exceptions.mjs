/**
 * What may break a rule, and why. `kind` is the rule, `within` the thing on the screen. An exception that nothing needs any more
 * fails a full run, so that the list stays short.
 */
export const EXCEPTIONS = [
  {
    kind: "cut", within: ".desk-list .said",
    reason: "At the desk a row shows the first line of what was said, as a preview; a tap shows all of it beside the list.",
  },
  {
    kind: "cut", within: "[data-testid=found-hazards] .said",
    reason: "What was found shows the first line of what was said, as the desk's list does.",
  },
];
