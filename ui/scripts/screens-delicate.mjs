/** The screens of quarrels, cards, care and of who looked: for the office, the police and who is named. */
const id = (testid) => (page) => page.getByTestId(testid).first();
const tap = (testid) => async (page) => void (await id(testid)(page).click());
const seen = (testid) => async (page) => void (await id(testid)(page).waitFor());
const OFFICE = { sample: "office" };
const CASE = "0198c0de-0000-7000-8000-00000000ca01";
const CARD = "0198c0de-0000-7000-8000-00000000cb01";

/** In the street. */
export const DELICATE_STREET = [
  ["cards", "#/cards", { sample: "volunteer" }],
  ["card-gone", "#/card/0198c0de-0000-7000-8000-00000000cbff", { sample: "volunteer" }],
];

/** At the desk: the police unless another is named. */
export const DELICATE_DESK = [
  ["desk-cases", "#/cases", OFFICE, seen("cases")],
  ["desk-case", `#/case/${CASE}`, OFFICE, seen("case-facts")],
  ["desk-case-new", "#/cases", OFFICE, tap("case-new")],
  ["desk-case-edit", `#/case/${CASE}`, OFFICE, tap("case-edit")],
  ["desk-cards", "#/cards", {}, seen("cards")],
  ["desk-card", `#/card/${CARD}`, {}, seen("card-facts")],
  ["desk-card-new", "#/cards", {}, tap("card-new")],
  ["desk-reads", "#/reads", OFFICE, seen("reads")],
];
