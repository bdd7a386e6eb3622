/**
 * Measures every screen over the sample back end at every size of type, width, language and hour: `npm run check-screens [-- …]`.
 *
 *   --corners        the four combinations that find most, as CI does; a picture of each screen goes to test-results/screens/
 *   --only PATTERN   only screens whose name fits
 *   --planted        only the control: faults that were planted, each of which must be found
 *
 * The last line is `screens=N combos=M violations=K`. A violation is one fault of one thing on one screen, in whatever
 * combinations; it ends with 1 where there is any, and where the control misses one.
 */
import { parseArgs } from "node:util";
import { ALL, CORNERS, enter, named, scaleOf } from "./look/combos.mjs";
import { EXCEPTIONS } from "./look/exceptions.mjs";
import { bring, measure } from "./look/measure.mjs";
import { control } from "./look/planted.mjs";
import { openBrowser, openContext, openScreen, serveSample } from "./sample-site.mjs";
import { SCREENS } from "./screens.mjs";

const { values: asked } = parseArgs({ options: { corners: { type: "boolean" }, only: { type: "string" }, planted: { type: "boolean" } } });
const AT_ONCE = 2;
const PICTURES = new URL("../test-results/screens/", import.meta.url).pathname;
const combos = asked.corners ? CORNERS : ALL;
const screens = asked.planted ? [] : SCREENS.filter(({ name }) => new RegExp(asked.only ?? "").test(name));

/** Faults by screen, kind and thing, each with the combinations it was found in. */
const faults = new Map();
const excepted = new Set();

function note(screen, combo, { kind, where, what, excepted: by = -1 }) {
  if (by >= 0) {
    excepted.add(by);
    return;
  }
  const key = `${screen.name}: ${kind}: ${where}`;
  const known = faults.get(key) ?? { what, at: new Set() };
  known.at.add(combo);
  faults.set(key, known);
}

async function look(context, base, screen) {
  const page = await openScreen(context, base, screen, (what) => note(screen, "", { kind: "error", where: "page", what }));
  await bring(page);
  let language = "";
  for (const combo of combos) {
    await enter(page, combo);
    // Names do not depend on sizes and colours: asked once a language.
    const found = await measure(page, { desk: screen.desk, scale: scaleOf(combo), names: combo.language !== language, exceptions: EXCEPTIONS });
    language = combo.language;
    found.forEach((fault) => note(screen, named(combo), fault));
    if (asked.corners && combo.width === (screen.desk ? 1440 : 412)) await page.screenshot({ path: `${PICTURES}${screen.name}.png`, animations: "disabled" });
  }
  await page.close();
}

async function worker(browser, base, left) {
  const context = await openContext(browser, { width: 412, height: 915 });
  for (let screen = left.shift(); screen; screen = left.shift()) await look(context, base, screen);
  await context.close();
}

function reported() {
  for (const [key, { what, at }] of faults) {
    const where = [...at].filter(Boolean);
    console.log(`${key}: ${what}${where.length > 0 ? ` (${where.slice(0, 3).join("; ")}${where.length > 3 ? `; ${where.length - 3} more` : ""})` : ""}`);
  }
  const stale = asked.only || asked.corners || asked.planted ? [] : EXCEPTIONS.filter((_, index) => !excepted.has(index));
  stale.forEach(({ kind, within }) => console.log(`exception: nothing needs it any more: ${kind} ${within}`));
  return faults.size + stale.length;
}

const site = await serveSample();
const browser = await openBrowser();
const { planted, wrong } = await control(browser);
wrong.forEach((line) => console.log(`control: ${line}`));
console.log(`planted=${planted} amiss=${wrong.length}`);
const left = [...screens];
await Promise.all(Array.from({ length: AT_ONCE }, () => worker(browser, site.base, left)));
await browser.close();
site.end();
const violations = reported();
console.log(`screens=${screens.length} combos=${screens.length * combos.length} violations=${violations}`);
process.exitCode = violations + wrong.length === 0 ? 0 : 1;
