/** People who are looked in on, and whom the police watch, in English. */
export const care = {
  caring: {
    title: "Looking in", hint: "On people who need care", private: "Only those named here and the office can see this. Please keep it to yourself.", none: "Nobody to look in on now", open: "Write down who needs care", name: "Who", nameMissing: "Say who first", rhythm: "How often", days: "{n} days", need: "What they need",
    needHint: "Such as: walks badly, help with shopping", agreed: "When they agreed", agreedHint: "A day, such as 2026-11-20", agreedMissing: "Say when they agreed first", who: "Who is to look in", save: "Save", saved: "Saved", due: "Time to look in", last: "Last met: {when}", never: "Nobody has looked in yet",
    every: "Every {n} days", agreedOn: "Agreed on {date}", visit: "Looked in", outcome: "How it was", note: "A word about it (may be empty)", visited: "The visit is noted", pick: "Choose one first", list: "Visits", over: "No more visits needed", again: "Visits are needed again", isOver: "Over", notFound: "Not found; perhaps it is not yours to see any more",
    named: "Who looks in", nobody: "Nobody is named yet", add: "Name somebody else", takeOff: "{name} is not to look in any more",
  },
  watching: {
    title: "Watched", private: "Only the police see this. It goes to nobody else’s phone.", none: "Nobody is noted", add: "Note one", subject: "Who", subjectMissing: "Say who first", words: "Why", saved: "Saved", off: "Not watched any more", on: "Watched again",
  },
};
