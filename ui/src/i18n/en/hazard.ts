/** Reading and changing one report, and the lists of them, in English. */
import type { hazard as source } from "../zh-Hans/hazard";

export const hazard: typeof source = {
  hazard: {
    title: "This report", overdue: "Overdue", where: "Where", who: "Reported by", when: "When", severity: "How urgent", words: "Words", noWords: "No words", photos: "Photos",
    steps: "Where it stands", story: "What happened", grid: "Grid", you: "You", assigned: "Assigned to", edit: "Change", addPhoto: "Add a photo",
    arrived: "arrived {when}", unsentStep: "not sent yet", clockOff: "That device’s clock was off when it was reported", received: "Received",
    photoComing: "Photo on its way", photoLabel: "See large: photo {n}",
    unreadable: "A newer version wrote this one; this device cannot read it yet. Nothing is lost.",
    unreadableTodo: "Please update the app; then you can see it.", merged: "{name} changed this one too; both are in it", photoSaved: "Photo saved",
    actSaved: "Saved: {act}", editSaved: "Changed", choiceSaved: "Chosen", done: "done", now: "now", later: "not yet", stepsLabel: "{step}: {state}",
    changes: "Every change", changedFields: "Changed: {fields}", late: "written before hearing that it is looked after by others now", changesNone: "No other changes",
  },
  clash: {
    title: "{name} changed this one too. Both are kept: which is right?", titleNobody: "There are two of these. Both are kept: which is right?", use: "Use this one",
    waits: "{name} changed this one too. Both are kept until {who} chooses", waitsNobody: "There are two of these. Both are kept until {who} chooses",
    staff: "a grid worker, the police or the office", reporter: "who reported it, a grid worker or the office", walkers: "somebody who walks along, or a grid worker",
    keepers: "the building head, a grid worker or the office", office: "the office",
    by: "{name} · {when}", chip: "Two, please choose", point: "Point on the map",
  },
  comment: { label: "Say something", hint: "For example: I just passed, the car is gone", send: "Say it", sending: "Saving…", saved: "Saved", empty: "Write something first" },
  assign: {
    property: "Property company", person: "People of this grid", find: "Find by name", all: "Everybody", none: "Nobody found",
    pick: "Choose one first",
  },
  edit: { title: "Change", nothing: "You have not changed anything yet" },
  records: {
    title: "Records", which: "Which ones", todo: "To do", mine: "Mine", all: "All", search: "Search", searchHint: "Search", empty: "Nothing found", found: "{n} record | {n} records",
  },
};
