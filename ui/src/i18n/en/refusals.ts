/** What was not taken, as those read it who look after the place, in English. */
import type { refusals as source } from "../zh-Hans/refusals";

export const refusals: typeof source = {
  refusals: {
    title: "Not taken", intro: "What people wrote and the community did not take is kept here, for those who look after the place. Report it once more where you can; where nothing is to be done, tap “Seen”.",
    open: "To be looked at ({n})", openNone: "Nothing to be looked at", done: "Looked at", more: "{n} more not listed; look at these first",
    why: "Why it was not taken", wrote: "What was written", by: "By {who}", mine: "You wrote it yourself", look: "Look at the record",
    gone: "What was written is no longer kept; ask who wrote it", photos: "{n} pictures went with it; they never arrived and are left out",
    there: "It was written again since; “Seen” is enough", refile: "Report it for them", settle: "Seen", refiled: "Reported again by {who}, {when}", seen: "Seen by {who}, {when}",
    refileSaved: "Reported once more under your name", settled: "Noted as seen",
  },
  boxed: {
    group: "What goes together with it was not taken", role: "Who wrote it may not take this step", transition: "It could not be done then; somebody may have done it already",
    closed: "It was closed by then", space: "Who wrote it no longer looked after this place", not_author: "It carries somebody else’s name", already_there: "It was there already",
    not_there: "Its beginning was not taken", not_plain: "Somebody changed the same thing at once", generation: "Personal details were erased; nothing of it is kept",
    erased: "Personal details were erased", too_long: "It is too long", foreign_actor: "It does not seem to come from their device", actor_fork: "What is on their device was copied",
    seq_gap: "Something before it has not arrived", start_op: "The community’s computer could not read it", schema: "The community’s computer could not read it",
    unknown_schema: "The community’s computer is older than this", depends_on_refused: "What it was written on was not taken", replaced: "It is there already",
    revoked: "Their device had been taken out of use", unknown: "The community did not take it",
  },
};
