/**
 * Takes a picture of every screen over the sample back end, into test-results/: `npm run screenshots [-- pattern]`.
 * Serves the sample build itself, under the strictest policy the app must live with; a page error, a refused resource or a
 * sideways scroll fails the run.
 */
import { createServer } from "node:http";
import { mkdir, readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const ROOT = new URL("../test-results/sample-dist/", import.meta.url).pathname;
const OUT = new URL("../test-results/", import.meta.url).pathname;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";
const NOW = "2026-11-22T20:20:00+08:00";
const only = new RegExp(process.argv[2] ?? "");

const PHONE = { width: 412, height: 915 };
const SMALL = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
const R = (number) => `01932f00-0000-7000-8000-${String(number).padStart(12, "0")}`;

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

/** name, address, size, what to do first. */
const STREET = [
  ["home", "#/home"],
  ["home-refused", "#/home", { sending: "refused" }],
  ["home-long", "#/home", { sending: "waiting_long" }],
  ["home-no-network", "#/home", { sending: "no_network" }],
  ["home-empty", "#/home", { sending: "empty" }],
  ["report", "#/report"],
  ["report-filled", "#/report", {}, reportFilled],
  ["report-missing", "#/report", {}, (page) => page.getByTestId("submit-report").click()],
  ["report-no-connection", "#/report", { fail: "no_connection" }, async (page) => {
    await reportFilled(page);
    await page.getByTestId("submit-report").click();
  }],
  ["place", "#/report", {}, (page) => page.getByTestId("place").click()],
  ["place-unit", "#/report", {}, async (page) => {
    await page.getByTestId("place").click();
    await page.getByTestId("place-building").first().click();
  }],
  ["saved", "#/report", {}, saveReport],
  ["hazard", `#/hazard/${R(3)}`],
  ["hazard-clash", `#/hazard/${R(2)}`],
  ["hazard-unreadable", `#/hazard/${R(9)}`],
  ["hazard-reopen", `#/hazard/${R(6)}`, {}, (page) => page.getByTestId("act-reopen").click()],
  ["hazard-edit", `#/hazard/${R(1)}`, {}, (page) => page.getByTestId("edit-open").click()],
  ["photo-large", `#/hazard/${R(3)}`, {}, async (page) => {
    await page.getByTestId("photo").first().click();
    await page.getByTestId("photo-close").waitFor();
  }],
  ["records", "#/records"],
  ["outbox", "#/outbox"],
  ["me", "#/me"],
  ["community", "#/community"],
  ["enrol", "#/", { sample: "new" }],
  ["sign-in-wrong", "#/", { sample: "console", fail: "wrong_code" }, async (page) => {
    await page.getByTestId("enrol-code").fill("1234 5678 9012");
    await page.getByTestId("enrol-submit").click();
  }],
].map((shot) => [shot[0], shot[1], { sample: "volunteer", ...shot[2] }, shot[3]]);
const AT_DESK = [
  ["desk", "#/desk/todo"],
  ["desk-opened", `#/desk/todo/${R(3)}`],
  ["desk-clash", `#/desk/reports/${R(2)}`],
  ["desk-assign", `#/desk/todo/${R(4)}`, {}, (page) => page.getByTestId("act-assign").click()],
  ["desk-community", "#/community", {}, (page) => page.getByTestId("node-p1").getByRole("button").first().click()],
  ["desk-outbox", "#/outbox"],
  ["desk-me", "#/me"],
].map((shot) => [shot[0], shot[1], { sample: "police", ...shot[2] }, shot[3]]);

const PASSES = [
  ["zh", PHONE, {}, STREET], ["zh-small-huge", SMALL, { textSize: "huge" }, STREET], ["zh-huge", PHONE, { textSize: "huge" }, STREET],
  ["en", PHONE, { language: "en" }, STREET], ["zh-night", PHONE, { theme: "night" }, STREET],
  ["zh", DESK, {}, AT_DESK], ["en", DESK, { language: "en" }, AT_DESK], ["zh-huge", DESK, { textSize: "huge" }, AT_DESK],
  ["zh-night", DESK, { theme: "night" }, AT_DESK], ["zh-phone", PHONE, {}, AT_DESK],
];

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://x").pathname);
  try {
    const body = await readFile(join(ROOT, path === "/" ? "index.html" : path));
    response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/html", "Content-Security-Policy": POLICY });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const problems = [];
await mkdir(OUT, { recursive: true });

/** Buttons, links and labelled choices that are smaller than `least`, in CSS pixels at the size of type chosen. */
function smallTargets(page, least) {
  return page.evaluate((size) => {
    const shown = [...document.querySelectorAll("a[href], button, input:not([type=file]), textarea, select, summary, label.take, label.add")];
    return shown.flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return [];
      return box.height < size - 0.5 || box.width < size - 0.5 ? [`${element.tagName} ${element.dataset.testid ?? element.className} ${Math.round(box.width)}x${Math.round(box.height)}`] : [];
    });
  }, least);
}

for (const [pass, viewport, preferences, shots] of PASSES) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai", deviceScaleFactor: 1 });
  await context.addInitScript((kept) => {
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(`jinshui.${name}`, value);
  }, { theme: "day", ...preferences });
  for (const [name, address, query, first] of shots) {
    const label = `${name}.${pass}`;
    if (!only.test(label)) continue;
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(NOW));
    page.on("pageerror", (error) => problems.push(`${label}: ${error.message}`));
    page.on("console", (message) => message.type() === "error" && problems.push(`${label}: ${message.text()}`));
    await page.goto(`${base}?${new URLSearchParams(query)}${address}`);
    await page.waitForTimeout(350);
    try {
      if (first) await first(page);
    } catch (error) {
      problems.push(`${label}: ${String(error).split("\n")[0]}`);
    }
    await page.waitForTimeout(300);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways > 0) problems.push(`${label}: scrolls sideways by ${sideways} px`);
    for (const small of await smallTargets(page, shots === STREET ? 64 : 44)) problems.push(`${label}: small target ${small}`);
    await page.screenshot({ path: `${OUT}${label}.png`, fullPage: viewport === SMALL || !name.startsWith("desk") });
    await page.evaluate(() => {
      const keep = ["jinshui.theme", "jinshui.textSize", "jinshui.language"];
      Object.keys(localStorage).filter((key) => !keep.includes(key)).forEach((key) => localStorage.removeItem(key));
    });
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
problems.forEach((problem) => console.log(problem));
console.log(problems.length === 0 ? "all pictures taken, nothing amiss" : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
