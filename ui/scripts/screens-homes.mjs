/** The screens of homes: a building head's, those of people above, and the police's. */
const H = (room) => `01932f00-0000-5000-8000-000012${String(room).padStart(6, "0")}`;
const id = (testid) => (page) => page.getByTestId(testid).first();
const tap = (testid) => async (page) => void (await id(testid)(page).click());
const fill = (testid, text) => async (page) => void (await id(testid)(page).fill(text));
const seen = (testid) => async (page) => void (await id(testid)(page).waitFor());
const inTurn = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};

const HEAD = { sample: "head" };

/** In the street. */
export const HOMES_STREET = [
  ["homes", "#/homes", HEAD],
  ["homes-empty", "#/homes", { sample: "head", sending: "empty" }],
  ["homes-two", "#/homes", { sample: "heads" }],
  ["homes-found", "#/homes", HEAD, inTurn(fill("search", "fgz"), seen("home-tile"))],
  ["homes-none", "#/homes", HEAD, inTurn(fill("search", "没有的"), seen("empty"))],
  ["homes-add", "#/homes", HEAD, inTurn(tap("home-add"), fill("home-room", "501"), seen("alike"))],
  ["homes-picker", "#/homes", { sample: "assistant" }],
  ["homes-picker-rooms", "#/homes", { sample: "assistant" }, inTurn(tap("room-building"), tap("room-unit"), seen("room-room"))],
  ["household", `#/home/${H(502)}`, HEAD],
  ["household-clash", `#/home/${H(301)}`, HEAD],
  ["household-story", `#/home/${H(601)}`, HEAD, inTurn(seen("gone"), (page) => page.getByTestId("gone").locator("summary").click())],
  ["household-vacant", `#/home/${H(302)}`, HEAD],
  ["household-mistaken", `#/home/${H(603)}`, HEAD],
  ["household-gone", `#/home/${H(999)}`, HEAD],
  ["visit", `#/home/${H(502)}`, HEAD, tap("visit")],
  ["visit-need", `#/home/${H(502)}`, HEAD, inTurn(tap("visit"), tap("visit-need"), tap("visit-save"))],
  ["household-edit", `#/home/${H(402)}`, HEAD, tap("home-edit")],
  ["resident-edit", `#/home/${H(202)}`, HEAD, inTurn(tap("resident-edit"), seen("resident-phone"))],
  ["resident-alike", `#/home/${H(202)}`, HEAD, inTurn(tap("resident-add"), fill("resident-name", "柳青青"), seen("alike"))],
  ["resident-twin", `#/home/${H(202)}`, HEAD, inTurn(tap("resident-add"), fill("resident-name", "白素素"), tap("resident-save"), seen("resident-another"))],
  ["resident-moved", `#/home/${H(202)}`, HEAD, inTurn(tap("resident-edit"), tap("resident-moved-out"), seen("undo"))],
];
