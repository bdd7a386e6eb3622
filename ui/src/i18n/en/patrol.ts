/** Patrols: setting out, walking, and what was found, in English. */
import type { patrol as source } from "../zh-Hans/patrol";

export const patrol: typeof source = {
  patrol: {
    title: "Patrol", walkingTitle: "On patrol", endedTitle: "This patrol", doorWalking: "On patrol · {time}", doorResting: "Resting · walked {time}",
    doorLead: "You lead: tap to set out",
    minutes: "{n} minute | {n} minutes", hours: "{n} hour | {n} hours", short: "under a minute", walked: "Walked", somewhere: "Area not given", rests: "Resting; not counted",
    lead: "Led by", along: "Walking along", alone: "Nobody else", when: "When", since: "since {from}", grid: "Grid", list: "Checklist",
    noList: "No checklist",
    clockOff: "That device’s clock was off when it began", received: "Received",
    looked: "{done} of {all} checked", problems: "{n} problem | {n} problems", found: "{n} hazard found | {n} hazards found", withTeam: "{n} person | {n} people",
    notLooked: "Not checked", tickBy: "{name} · {when}", tickTimes: "Changed; noted {n} times", ticked: "Saved: {answer}",
    noteSave: "Save this note", noteWaits: "Tap “All right” or “A problem”; the note is saved with it", noteSaved: "Note saved", makeHazard: "Report as a hazard",
    hazardWords: "{item}: {note}",
    hazards: "Hazards found on it", wordsLabel: "About this walk (optional)", wordsHint: "For example: two lamps are out by the south wall",
    wordsSave: "Save these words", wordsSaved: "Words saved",
    story: "What happened", commentHint: "For example: thank you, I shall see to the lamps", startedSaved: "Saved; the patrol begins", endedSaved: "Saved: patrol finished", restSaved: "Saved: taking a rest",
    goOnSaved: "Saved: walking on",
    notFinished: "Not finished; walk on", backTo: "Back to the patrol", onPatrol: "This goes with the patrol you are on", offPatrol: "Not part of it",
    foundOn: "Found on patrol", see: "See that patrol",
  },
  patrolStart: {
    title: "Set out", start: "Start the patrol", starting: "Saving…", area: "Area", areaHint: "Change it if wrong, or leave it empty", underWay: "You have a patrol under way",
    goOn: "Go on with it",
    list: "Which checklist", noList: "No checklist", items: "{n} line | {n} lines", team: "Who walks along",
    teamHint: "Tap to add, tap again to take off. Leave it if you go alone.", find: "Find by name", name: "Name", nobody: "Nobody found",
    chosen: "{n} person chosen | {n} people chosen", chosenNone: "Nobody chosen yet", showAll: "Show everybody of the grid",
  },
  patrolTeam: { add: "Add a person", leave: "Has left", left: "Saved: {name} has left", title: "Who comes along" },
  patrolStatus: { walking: "Walking", paused: "Resting", ended: "Finished", unknown: "A new step" },
  patrolAct: { pause: "Take a rest", resume: "Walk on", end: "Patrol done", unknown: "A new step" },
  patrolDid: { start: "set out", pause: "took a rest", resume: "walked on", end: "finished", unknown: "took a step", comment: "says" },
  patrolTrack: {
    title: "The way walked", keep: "Keep the way I walk", hint: "It stays on this phone and goes to nobody. Delete it whenever you like.", waits: "Nothing is kept while you rest",
    denied: "This phone does not tell the place, so the way is not kept. All else works as always.", failed: "No position now; it goes on when there is one", save: "Save as a file",
    saved: "The file is saved", remove: "Delete the way", removeAsk: "This phone has the only copy. Once deleted, it is gone.", removed: "Deleted",
  },
  patrolList: {
    which: "Which ones", kinds: "What", hazards: "Hazards", patrols: "Patrols", mine: "Mine", all: "All", searchHint: "Place", empty: "Nothing found",
    none: "No patrol yet", total: "{n} patrol | {n} patrols", chipOpen: "Under way", chipFound: "With findings", day: "Which day",
    pick: "Choose one on the left",
  },
};
