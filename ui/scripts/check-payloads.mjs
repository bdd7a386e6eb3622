/**
 * Puts 300 texts that want to be more than text into every text on every screen, and looks whether any was believed:
 * `npm run check-payloads [-- --only PATTERN]`. Words that people wrote, and names, come to the screens by sync from whoever wrote them.
 *
 * A control first: the same texts put into a page as markup, where they must be noticed. The last line is
 * `screens=N payloads=M shown=S taken=K`; it ends with 1 where K is not 0, or where the control notices nothing.
 */
import { parseArgs } from "node:util";
import { PAYLOADS } from "./payloads.mjs";
import { openBrowser, openContext, openScreen, serveSample, settled } from "./sample-site.mjs";
import { SCREENS } from "./screens.mjs";

const { values: asked } = parseArgs({ options: { only: { type: "string" } } });
const AT_ONCE = 2;
/** Of the 300 a page believes those that are whole markup: 178 in Chromium 156. Templates, and what waits for a pointer's move, never show here. */
const CONTROL = 178;
/** What was believed: runs, and elements that no screen of ours makes. */
function believed() {
  const ours = document.querySelector("#app")?.parentElement === document.body ? document.body : document.documentElement;
  const handler = (element) => [...element.attributes].some(({ name }) => /^on/i.test(name));
  const runs = (element) => [...element.attributes].some(({ value }) => /^\s*(java\s*script|data:text)/i.test(value));
  const strange = [...ours.querySelectorAll("*")].filter(
    (element) => handler(element) || (element.matches("a, form, iframe, object, embed, base, meta") && runs(element)) || element.matches("iframe, object, embed, base, marquee, plaintext"),
  );
  return [...window.takenBy, ...strange.map((element) => element.outerHTML.slice(0, 120))];
}

function watched(texts) {
  window.takenBy = [];
  window.taken = (n) => window.takenBy.push(`ran: ${n}`);
  window.sampleHostile = texts;
}

/** How many of the texts' beginnings the page shows as text: that they came through at all. */
function shown(texts) {
  const text = document.body.innerText + [...document.querySelectorAll("input, textarea")].map((field) => field.value).join("");
  return texts.filter((one) => text.includes(one.slice(0, 24))).length;
}

async function control(browser) {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(watched, []);
  await page.goto("about:blank");
  // Each in a place of its own, so that none swallows another.
  await page.evaluate((texts) => texts.forEach((text) => { document.body.append(Object.assign(document.createElement("div"), { innerHTML: text })); }), PAYLOADS);
  await settled(page);
  return (await page.evaluate(believed)).length;
}

const site = await serveSample();
const browser = await openBrowser();
const noticed = await control(browser);
console.log(`control: ${noticed} noticed`);
const screens = SCREENS.filter(({ name }) => new RegExp(asked.only ?? "").test(name));
const left = [...screens];
const [through, taken] = [new Set(), []];

async function worker() {
  const context = await openContext(browser, { width: 412, height: 915 });
  for (let screen = left.shift(); screen; screen = left.shift()) {
    // What is tapped on the way is looked for by its name, never by its words, so it is there all the same.
    const page = await openScreen(context, site.base, { ...screen, before: [watched, PAYLOADS] }, () => undefined);
    const found = await page.evaluate(believed);
    found.forEach((what) => taken.push(`${screen.name}: ${what}`));
    if ((await page.evaluate(shown, PAYLOADS)) > 0) through.add(screen.name);
    await page.close();
  }
  await context.close();
}

await Promise.all(Array.from({ length: AT_ONCE }, worker));
await browser.close();
site.end();
[...new Set(taken)].slice(0, 40).forEach((line) => console.log(line));
console.log(`screens=${screens.length} payloads=${PAYLOADS.length} shown=${through.size} taken=${taken.length}`);
process.exitCode = taken.length === 0 && noticed >= CONTROL && (through.size > screens.length / 2 || asked.only) ? 0 : 1;
