/** The office's checklists, in English. */
import type { checklist as source } from "../zh-Hans/checklist";

export const checklist: typeof source = {
  checklist: {
    title: "Checklists", make: "Write a new one", items: "{n} line | {n} lines", version: "Version {n}", by: "written by {name}, {when}", retired: "Put away", inUse: "In use", name: "Name of the checklist",
    nameHint: "For example: evening round", item: "Line {n}",
    lines: "What to look at", lineHint: "For example: cars in the fire lane", add: "Add a line", up: "Move up", down: "Move down", remove: "Remove", removed: "Removed: {text}",
    removedEmpty: "An empty line was removed", moved: "Now line {n}",
    save: "Save", saving: "Saving…", saved: "Saved", discard: "Leave it as it was", discarded: "Your changes are gone", putAway: "Put away", takeOut: "Use it again",
    putAwayMeans: "Once put away, new patrols cannot take it; patrols of the past keep it.",
    putAwaySaved: "Put away", takeOutSaved: "It can be used again", means: "Once saved, new patrols take the new version; patrols under way keep the one they began with.",
    needName: "Please give it a name", needItems: "At least one line",
    restored: "What you had not finished is still here", pick: "Choose one on the left, or write a new one", empty: "No checklist yet; write the first one", list: "Checklists",
    total: "{n} checklist | {n} checklists", onlyOffice: "The office writes checklists",
    most: "At most {n} lines", same: "You have not changed anything yet",
  },
};
