/** The screens of patrols and checklists: in the street, and at the desk of the police and the office. */
const P = (number) => `01932f00-0000-7000-9000-${String(number).padStart(12, "0")}`;
const L = (number) => `01932f00-0000-7000-a000-${String(number).padStart(12, "0")}`;
const id = (testid) => (page) => page.getByTestId(testid).first();
const tap = (testid) => async (page) => void (await id(testid)(page).click());
const fill = (testid, text) => async (page) => void (await id(testid)(page).fill(text));
const seen = (testid) => async (page) => void (await id(testid)(page).waitFor());
const inTurn = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};

const FRESH = { sending: "empty" };
const OFFICE = { sample: "office" };
const HEAD = { sample: "head" };

/** In the street. */
export const PATROLS_STREET = [
  ["home-doors", "#/home", HEAD, seen("homes-door")],
  ["patrol-start", "#/patrol", FRESH, seen("team-member")],
  ["patrol-start-again", "#/patrol", {}, seen("under-way")],
  ["patrol-start-filled", "#/patrol", FRESH, inTurn(tap("team-member"), tap("start-list"))],
  ["patrol-start-nobody", "#/patrol", FRESH, inTurn(fill("team-search", "没有这个人"), (page) => page.getByText("没找到这个人").or(page.getByText("Nobody found")).waitFor())],
  ["patrol-started", "#/patrol", FRESH, inTurn(seen("start-list"), tap("start-patrol"), seen("patrol"))],
  ["patrol-walking", `#/patrol/${P(1)}`, {}, seen("checks")],
  ["patrol-note", `#/patrol/${P(1)}`, {}, inTurn(tap("check-item-4-note-open"), fill("check-item-4-note", "门锁着，进不去"), tap("check-item-3-problem"), fill("check-item-3-note", "三楼拉下来一根线"))],
  ["patrol-team", `#/patrol/${P(1)}`, {}, inTurn(tap("team-add"), seen("team-search"))],
  ["patrol-left", `#/patrol/${P(1)}`, {}, inTurn(tap("team-leave"), seen("undo"))],
  ["patrol-track", `#/patrol/${P(1)}`, {}, inTurn(tap("track-on"), seen("track-map"))],
  ["patrol-resting", `#/patrol/${P(2)}`, HEAD, seen("patrol-resume")],
  ["patrol-done", `#/patrol/${P(1)}`, {}, inTurn(tap("patrol-end"), seen("undo"))],
  ["patrol-ended", `#/patrol/${P(3)}`, {}, seen("ticks")],
  ["patrol-clash", `#/patrol/${P(4)}`, {}, seen("clash")],
  ["patrol-gone", `#/patrol/${P(999)}`, {}, seen("failure")],
  ["patrol-report", `#/report?patrol=${P(1)}&words=${encodeURIComponent("楼门锁好没有")}`, {}, seen("on-patrol")],
  ["records-patrols", "#/records/patrols", {}, seen("patrol-row")],
];

/** At the desk. */
export const PATROLS_DESK = [
  ["desk-patrols", "#/desk/patrols", {}, seen("desk-row")],
  ["desk-patrol", `#/desk/patrols/${P(4)}`, {}, seen("ticks")],
  ["desk-patrol-open", `#/desk/patrols/${P(1)}`, {}, seen("patrol-end")],
  ["desk-patrol-start", "#/patrol", {}, seen("start-list")],
  ["desk-overdue", "#/desk/reports", {}, inTurn(tap("chip-overdue"), seen("overdue"))],
  ["desk-found-on", "#/desk/reports/01932f00-0000-7000-8000-000000000003", {}, seen("found-on")],
  ["desk-checklists", "#/desk/checklists", OFFICE, seen("desk-row")],
  ["desk-checklist", `#/desk/checklists/${L(1)}`, OFFICE, seen("line")],
  ["desk-checklist-changed", `#/desk/checklists/${L(1)}`, OFFICE, inTurn(tap("line-down"), tap("line-remove"), seen("undo"))],
  ["desk-checklist-clash", `#/desk/checklists/${L(2)}`, OFFICE, seen("clash")],
  ["desk-checklist-away", `#/desk/checklists/${L(3)}`, OFFICE, seen("checklist-take-out")],
  ["desk-checklist-new", "#/desk/checklists", OFFICE, inTurn(tap("checklist-new"), tap("checklist-save"), seen("checklist-problem"))],
  ["desk-checklist-read", `#/desk/checklists/${L(1)}`, {}, seen("checklist-read")],
];
