/** The police's cards and who looked at what, in English. */
export const cards = {
  cards: {
    title: "Police cards", hint: "The police ask you to look", none: "No card now", send: "Send a card", place: "Which building", placeMissing: "Choose a building first", about: "What kind of thing", aboutMissing: "Choose what kind first", look: "What to look at", lookHint: "Only what to look at, no names. Such as: listen on the stairs in the evening",
    lookMissing: "Write what to look at first", until: "Until when", days: "{n} days", to: "To whom", toMissing: "Choose at least one", sent: "Sent", save: "Send", told: "When the days are over, the card goes from their phones.", untilDate: "Until {date}", over: "Over",
    gone: "Not found; perhaps it has run out", private: "Only you and the police see this card; please keep it to yourself. It goes by itself when its days are over.", say: "How it went", note: "A word about it (may be empty)", noteHint: "Such as: knocked, nobody answered", told2: "Only the police see what you write", said: "The police are told", tell: "Tell the police", pick: "Choose one first",
    opened: "{m} of {n} have opened it", notOpened: "Not opened yet", openedAt: "Opened {when}", answers: "What each of them says", takeOff: "Not to {name} any more", removed: "Not to {name} any more; it goes from their phone", mine: "What you said",
  },
  cardAbout: { family: "A family’s quarrel", neighbours: "Neighbours’ quarrel", tenancy: "Renting", fraud: "Against fraud", safety: "Fire and theft", help: "Somebody needs help", other: "Something else", unknown: "Something else" },
  cardOutcome: { planned: "Going to", visited: "Was there", no_answer: "Nobody at home", refused: "Would not talk", escalated: "Police are needed", unknown: "Otherwise" },
  reads: {
    title: "Who looked", hint: "Who opened homes and quarrels, when and why", none: "Nobody has looked yet", line: "{name} {did} {what}", opened: "opened", phone: "saw the number of", exported: "took out", many: "Unusually many within an hour", manyLine: "{name} opened {n} homes within an hour from {when}", why: "Why: {why}",
    home: "a home", resident: "a resident", case: "a quarrel", card: "a card", all: "a list of homes ({n} rows)", offline: "The community’s computer has to be reached for this", see: "Who looked at this home",
  },
  number: { show: "Show the number" },
};
