/**
 * Every screen there is, once: `screenshots.mjs` takes its picture, `check-screens.mjs` measures it. A screen is a name, whose
 * sample holds the device, an address, the sample's further wishes, and what is tapped before it looks as its name says.
 */
import { DELICATE_DESK, DELICATE_STREET } from "./screens-delicate.mjs";
import { HOMES_DESK, HOMES_STREET } from "./screens-homes.mjs";
import { PATROLS_DESK, PATROLS_STREET } from "./screens-patrols.mjs";

const R = (number) => `01932f00-0000-7000-8000-${String(number).padStart(12, "0")}`;

const tap = (testid) => (page) => page.getByTestId(testid).first().click();
const inTurn = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};

/** Puts a picture into the form (any picture: the page itself), and chooses what it is. */
async function reportFilled(page) {
  const buffer = await page.screenshot({ type: "jpeg" });
  await page.getByTestId("photo-input").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await page.getByTestId("category-fire_lane").click();
}

async function saveReport(page) {
  await reportFilled(page);
  await page.getByTestId("submit-report").click();
  await page.getByTestId("saved").waitFor();
}

async function wrongCode(page) {
  await page.getByTestId("enrol-code").fill("1234 5678 9012");
  await page.getByTestId("enrol-submit").click();
}

async function joins(page) {
  await page.getByTestId("enrol-server").fill("192.168.1.5:8080");
  await wrongCode(page);
  await page.getByTestId("enrol-check").waitFor();
}

async function invites(page) {
  await page.getByTestId("invite-search").fill("王");
  await page.getByTestId("invite").first().click();
}

/** The phone in the street. */
const STREET = [
  ["home", "#/home"],
  ["home-refused", "#/home", { sending: "refused" }],
  ["home-long", "#/home", { sending: "waiting_long" }],
  ["home-no-network", "#/home", { sending: "no_network" }],
  ["home-empty", "#/home", { sending: "empty" }],
  ["report", "#/report"],
  ["report-filled", "#/report", {}, reportFilled],
  ["report-missing", "#/report", {}, tap("submit-report")],
  ["report-no-connection", "#/report", { fail: "no_connection" }, inTurn(reportFilled, tap("submit-report"))],
  ["place", "#/report", {}, tap("place")],
  ["place-unit", "#/report", {}, inTurn(tap("place"), tap("place-building"))],
  ["saved", "#/report", {}, saveReport],
  ["hazard", `#/hazard/${R(3)}`],
  ["hazard-clash", `#/hazard/${R(2)}`],
  ["hazard-unreadable", `#/hazard/${R(9)}`],
  ["hazard-reopen", `#/hazard/${R(6)}`, {}, tap("act-reopen")],
  ["hazard-edit", `#/hazard/${R(1)}`, {}, tap("edit-open")],
  ["photo-large", `#/hazard/${R(3)}`, {}, inTurn(tap("photo"), (page) => page.getByTestId("photo-close").waitFor())],
  ["records", "#/records"],
  ["outbox", "#/outbox", { sending: "refused" }],
  ["me", "#/me"],
  ["devices-own", "#/devices"],
  ["community", "#/community"],
  ["enrol", "#/", { sample: "new" }],
  ["revoked", "#/", { sample: "revoked" }],
  ["revoked-put-away", "#/", { sample: "revoked" }, tap("ended-dismiss")],
  ["lapsed", "#/", { sample: "lapsed" }],
  ["home-month", "#/home", { sample: "month" }],
  ["homes-week", "#/homes", { sample: "week" }],
  ["enrol-waiting", "#/", { sample: "new" }, joins],
  ["enrol-printed", "#/", { sample: "console", fail: "needs_second_code" }, wrongCode],
  ["sign-in-wrong", "#/", { sample: "console", fail: "wrong_code" }, wrongCode],
];

/** The office's and the officer's desk. */
const DESK = [
  ["desk", "#/desk/todo"],
  ["desk-opened", `#/desk/todo/${R(3)}`],
  ["desk-clash", `#/desk/reports/${R(2)}`],
  ["desk-assign", `#/desk/todo/${R(4)}`, {}, tap("act-assign")],
  ["desk-report", "#/report"],
  ["desk-community", "#/community", {}, (page) => page.getByTestId("node-p1").getByRole("button").first().click()],
  ["desk-people", "#/community", {}, (page) => page.getByTestId("search").fill("姨")],
  ["desk-outbox", "#/outbox"],
  ["desk-me", "#/me"],
  ["desk-devices", "#/devices", { sample: "office" }],
  ["desk-invite", "#/devices", { sample: "office" }, invites],
  ["desk-invite-live", "#/devices", { sample: "office" }, inTurn(invites, tap("invite-make"), (page) => page.getByTestId("invite-made").waitFor())],
  ["desk-invite-printed", "#/devices", { sample: "office" }, inTurn(invites, tap("invite-printed"), tap("invite-make"), (page) => page.getByTestId("invite-made").waitFor())],
  ["desk-device-end", "#/devices", { sample: "office" }, tap("device-end")],
];

/** The shared parts, in the street and at the desk. */
const GALLERY = [
  ["gallery-buttons", "#/gallery/buttons"],
  ["gallery-sheet", "#/gallery/buttons", {}, tap("gallery-sheet")],
  ["gallery-undo", "#/gallery/buttons", {}, tap("gallery-undo")],
  ["gallery-forms", "#/gallery/forms"],
  ["gallery-states", "#/gallery/states"],
  ["gallery-places", "#/gallery/places"],
  ["gallery-room", "#/gallery/places", {}, inTurn(tap("room-building"), tap("room-unit"), tap("room-other"))],
  ["gallery-step", "#/gallery/step"],
  ["gallery-desk-buttons", "#/gallery/buttons", { sample: "police" }],
  ["gallery-desk-forms", "#/gallery/forms", { sample: "police" }],
  ["gallery-desk-tables", "#/gallery/desk", { sample: "police" }],
];

/** All screens. `desk`: measured by the desk's rules. */
export const SCREENS = [...STREET, ...HOMES_STREET, ...PATROLS_STREET, ...DELICATE_STREET, ...[...DESK, ...PATROLS_DESK, ...HOMES_DESK, ...DELICATE_DESK].map(([name, route, wishes, first]) => [name, route, { sample: "police", ...wishes }, first]), ...GALLERY].map(
  ([name, route, wishes = {}, first]) => {
    const query = { sample: "volunteer", ...wishes };
    return { name, route, query, first, desk: query.sample === "police" || query.sample === "office" };
  },
);
