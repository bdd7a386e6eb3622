/** Words for the codes of a hazard: kinds, levels, steps, fields, in English. */
import type { codes as source } from "../zh-Hans/codes";

export const codes: typeof source = {
  category: {
    fire_lane: "Fire lane blocked", abandoned_bike: "Abandoned bike", stairwell_clutter: "Cluttered stairwell", wire_charging: "Unsafe charging",
    litter: "Litter", spoilt_green: "Spoilt green", basement_living: "Lived-in basement", suspicious: "Suspicious", other: "Something else",
    unknown: "A new kind",
  },
  severity: { normal: "Normal", urgent: "Urgent", danger: "Danger", unknown: "A new level" },
  status: {
    reported: "Reported", accepted: "Accepted", assigned: "Assigned", assignedTo: "Assigned to {name}", working: "Being handled",
    verifying: "To be checked", closed: "Closed", unknown: "A new step",
  },
  delivery: { unsent: "Not sent yet", refused: "Came back" },
  assignee: { property: "property company", unknown: "somebody else" },
  act: {
    accept: "Accept", assign: "Assign…", start: "Start work", finish: "It is fixed", close: "Close", reopen: "Not fixed, report again",
    unknown: "A new step",
  },
  ask: {
    accept: "Accept this report?", assign: "Assign to whom?", start: "Start work now?", finish: "Is it fixed?", close: "Checked, and ready to close?",
    reopen: "Not fixed: report it again?", unknown: "Take this step?", note: "A few words (optional)", noteReopen: "What is not fixed (optional)",
  },
  did: {
    accept: "accepted it", assign: "assigned it to {name}", start: "started work", finish: "says it is fixed; please check", close: "closed it",
    reopen: "says it is not fixed and reported it again", unknown: "took a step", report: "reported it", comment: "says",
  },
  writing: {
    report: "A report", edit: "Changes", comment: "A comment", photo: "A photo added", act: "A step", patrol: "A patrol began",
    tick: "Something checked", team: "Who walks along", checklist: "A checklist", home: "A home written down", resident: "A person written down",
    move: "moved it", visit: "A visit", look: "Why a home was opened", upload: "A photo", case: "A quarrel written down", talk: "A talk", name: "Who may see it", card: "A card sent", seen: "A card opened", answer: "A card answered", care: "Somebody to look in on", contact: "A look in", watch: "Somebody watched", unknown: "A note",
  },
  move: {
    hazard: "Move to another grid", hazardAsk: "Which grid does it belong to?", hazardTold: "The people of that grid will see it and deal with it; words and photos go along.",
    home: "Move to another stairwell", homeAsk: "Which stairwell does it belong to?", homeTold: "The building head there will see it; its people and notes go along.",
    find: "Find one", hint: "part of the name", more: "{n} more; type a few letters to find it", none: "Nothing found. Try other letters.", pick: "Choose one first", confirm: "Move it here",
    saved: "Noted: it goes to {place}", moving: "Goes to {place} once the community has received it",
  },
  field: {
    category: "what is wrong", severity: "how urgent", place: "place", building: "building", unit: "unit", point: "position", status: "where it stands",
    assignee: "assigned to", words: "words", area: "area", name: "name", state: "put away or not", versions: "lines", team: "who walks along", ticks: "ticks", comments: "comments", photos: "photos", moved_to: "where it belongs", steps: "steps", unknown: "something else",
  },
};
