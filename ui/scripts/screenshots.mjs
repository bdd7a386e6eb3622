/**
 * Takes a picture of every screen over the sample back end, into test-results/: `npm run screenshots [-- pattern]`. A page error
 * or a refused resource fails the run; whether a screen is as it should be is measured by `check-screens.mjs`.
 */
import { mkdir } from "node:fs/promises";
import { openBrowser, openContext, openScreen, serveSample } from "./sample-site.mjs";
import { SCREENS } from "./screens.mjs";

const OUT = new URL("../test-results/", import.meta.url).pathname;
const only = new RegExp(process.argv[2] ?? "");

const PHONE = { width: 412, height: 915 };
const SMALL = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
const street = SCREENS.filter((screen) => !screen.desk);
const desk = SCREENS.filter((screen) => screen.desk);
const PASSES = [
  ["zh", PHONE, {}, street], ["zh-small-huge", SMALL, { textSize: "huge" }, street], ["zh-huge", PHONE, { textSize: "huge" }, street],
  ["en", PHONE, { language: "en" }, street], ["zh-night", PHONE, { theme: "night" }, street],
  ["zh", DESK, {}, desk], ["en", DESK, { language: "en" }, desk], ["zh-huge", DESK, { textSize: "huge" }, desk],
  ["zh-night", DESK, { theme: "night" }, desk], ["zh-phone", PHONE, {}, desk],
];

const site = await serveSample();
const browser = await openBrowser();
const problems = [];
await mkdir(OUT, { recursive: true });
for (const [pass, viewport, preferences, screens] of PASSES) {
  const context = await openContext(browser, viewport, preferences);
  for (const screen of screens) {
    const label = `${screen.name}.${pass}`;
    if (!only.test(label)) continue;
    const page = await openScreen(context, site.base, screen, (what) => problems.push(`${label}: ${what}`));
    await page.screenshot({ path: `${OUT}${label}.png`, fullPage: viewport === SMALL || !screen.name.startsWith("desk") });
    await page.close();
  }
  await context.close();
}
await browser.close();
site.end();
problems.forEach((problem) => console.log(problem));
console.log(problems.length === 0 ? "all pictures taken, nothing amiss" : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
