/** The screens of homes: a building head's, those of people above, and the police's. */
const H = (room) => `01932f00-0000-5000-8000-000012${String(room).padStart(6, "0")}`;
const id = (testid) => (page) => page.getByTestId(testid).first();
const tap = (testid) => async (page) => void (await id(testid)(page).click());
const fill = (testid, text) => async (page) => void (await id(testid)(page).fill(text));
const seen = (testid) => async (page) => void (await id(testid)(page).waitFor());
const inTurn = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};

/** A workbook as far as the sample looks: its first bytes. */
const workbook = (text = "PK") => async (page) => page.getByTestId("import-file").setInputFiles({ name: "住户表.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(text) });
/** The box in the rail, or on the page where the rail has none. */
const find = (text) => async (page) => page.locator("[data-testid=rail-find]:visible, [data-testid=find-search]:visible").first().fill(text);
const OFFICE = { sample: "office" };
const HEAD = { sample: "head" };

/** In the street. */
export const HOMES_STREET = [
  ["homes", "#/homes", HEAD, seen("floor")],
  ["homes-empty", "#/homes", { sample: "head", sending: "empty" }],
  ["homes-two", "#/homes", { sample: "heads" }],
  ["homes-found", "#/homes", HEAD, inTurn(fill("search", "fgz"), seen("home-tile"))],
  ["homes-none", "#/homes", HEAD, inTurn(fill("search", "没有的"), seen("empty"))],
  ["homes-add", "#/homes", HEAD, inTurn(tap("home-add"), fill("home-room", "501"), seen("alike"))],
  ["homes-picker", "#/homes", { sample: "assistant" }],
  ["homes-picker-rooms", "#/homes", { sample: "assistant" }, inTurn(tap("room-building"), tap("room-unit"), seen("room-room"))],
  ["household", `#/home/${H(502)}`, HEAD, seen("home-people")],
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

/** At the desk: the police unless another is named. */
export const HOMES_DESK = [
  ["desk-homes", "#/desk/homes", OFFICE, seen("homes-table")],
  ["desk-homes-opened", `#/desk/homes/${H(402)}`, OFFICE, seen("home-people")],
  ["desk-homes-due", "#/desk/homes", OFFICE, inTurn(tap("chip-due"), seen("homes-table"))],
  ["desk-homes-none", "#/desk/homes", OFFICE, inTurn(fill("search", "没有的"), seen("empty"))],
  ["desk-homes-find", "#/desk/homes", OFFICE, inTurn(tap("homes-find"), tap("room-building"), tap("room-unit"))],
  ["desk-home-edit", `#/desk/homes/${H(402)}`, OFFICE, tap("home-edit")],
  ["desk-homes-police", `#/desk/homes/${H(502)}`, {}, seen("look")],
  ["desk-homes-looked", `#/desk/homes/${H(601)}`, {}, inTurn(tap("look-check"), tap("look-open"), seen("home-people"))],
  ["desk-look-missing", `#/desk/homes/${H(502)}`, {}, tap("look-open")],
  ["desk-tables", "#/desk/tables", OFFICE, seen("import")],
  ["desk-tables-preview", "#/desk/tables", OFFICE, inTurn(workbook(), seen("import-apply"))],
  ["desk-tables-applied", "#/desk/tables", OFFICE, inTurn(workbook(), tap("import-apply"), seen("import-done"))],
  ["desk-tables-nothing", "#/desk/tables", OFFICE, inTurn(workbook(), tap("import-apply"), tap("import-again"), workbook(), seen("import-nothing"))],
  ["desk-tables-wrong", "#/desk/tables", OFFICE, inTurn(workbook("nothing"), seen("failure"))],
  ["desk-tables-out", "#/desk/tables", OFFICE, inTurn(tap("tables-out"), tap("export-home-xlsx"), seen("exported"))],
  ["desk-search", "#/desk/search", OFFICE],
  ["desk-found", "#/desk/search", OFFICE, inTurn(find("4"), seen("found-homes"))],
  ["desk-found-none", "#/desk/search", OFFICE, inTurn(find("没有的"), seen("empty"))],
];
