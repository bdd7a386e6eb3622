/** Reporting a hazard: photos, place, what is saved, in English. */
import type { report as source } from "../zh-Hans/report";

export const report: typeof source = {
  report: {
    title: "Report a hazard", photo: "Take a photo", photoMore: "Another photo", photoHint: "Or leave it out", what: "What is wrong", where: "Where",
    whereHint: "Tap here if this is wrong", wherePick: "Tap here to choose", words: "A few words (optional)",
    wordsHint: "For example: the car has been here two days", severity: "How urgent", submit: "Send report", saving: "Saving…",
    pickCategory: "One thing missing: tap what is wrong", remove: "Remove this one", restored: "What you had not finished is still here", restart: "Start afresh",
    photoNumber: "Photo {n}", leaveSafe: "Your words are kept; photos have to be taken again",
  },
  photoProblem: {
    tooBig: "This photo is over 30 MB; please choose another", notPicture: "This is not a picture; please choose another", tooMany: "At most 9 photos",
    unreadable: "This photo cannot be opened; please choose another",
  },
  point: {
    add: "Add where I am", finding: "Finding the place…", got: "Place added, within {n} m", gotPlain: "Place added", remove: "Without the place",
    denied: "This device does not tell the place. You can report without it.", failed: "The place cannot be found now. You can report without it.", shown: "{lat} N, {lon} E",
  },
  saved: { title: "Saved", done: "It is saved and safe.", again: "Report another", home: "Back to home" },
  pick: {
    title: "Where", own: "Your grid", others: "Other buildings", showOthers: "Show other buildings", unit: "{building}: which unit", free: "Or write it yourself",
    freeHint: "For example: north gate", useFree: "Use this", backToBuildings: "Choose the building again",
  },
};
