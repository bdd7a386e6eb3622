/** Quarrels that are talked about, in English. */
export const cases = {
  cases: {
    title: "Mediation", hint: "Only for those who are named", private: "Only the people named here and the office can see this. Please keep it to yourself.", none: "No quarrel is open now", over: "Show those that are over", overHide: "Hide those that are over",
    open: "Write a quarrel down", parties: "Between whom", partiesHint: "Such as: Wang and Li of building 3", partiesMissing: "Say between whom first", cause: "What about", causeMissing: "Choose what it is about first", words: "What happened", who: "Who is to talk with them", save: "Save", saved: "Saved",
    named: "Who talks with them", nobody: "Nobody is named yet", add: "Name somebody else", takeOff: "{name} is not to talk any more", talks: "{n} talks", talkList: "Talks", noTalks: "No talk yet",
    talk: "Note a talk", talkHint: "Such as: both are willing to sit down once more", talkMissing: "Write a line about the talk first", talkSaved: "The talk is noted", notAgreement: "These are notes of talks and no mediation agreement; they bind nobody by law. For an agreement, go to the people’s mediation committee.",
    state: "How it stands", follow: "When to ask again", followHint: "A day, such as 2026-12-08", agreed: "What they agreed on", agreedHint: "Such as: no music after ten at night", edit: "Change this", followOn: "Ask again on {date}", notFound: "Not found; perhaps it is not yours to see any more", changed: "Nothing was changed yet", last: "Last talk: {when}",
  },
  caseCause: { neighbours: "Neighbours", family: "Family", noise: "Noise", leak: "Leaking water", space: "Parking and space", property: "Property company", tenancy: "Renting", money: "Money", other: "Something else", unknown: "Something else" },
  caseState: { open: "Being talked about", settled: "Settled", unsettled: "Not settled", escalated: "Passed on", unknown: "Otherwise" },
};
