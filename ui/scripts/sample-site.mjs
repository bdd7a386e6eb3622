/** Serves the built sample on a free port, under the strictest policy that the app must live with, and opens it in Chromium. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const ROOT = new URL("../test-results/sample-dist/", import.meta.url).pathname;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";
const NOW = "2026-11-22T20:20:00+08:00";

/** Serves the sample; gives its address and how to end it. */
export async function serveSample() {
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
  return { base: `http://127.0.0.1:${server.address().port}/`, end: () => server.close() };
}

/** One Chromium, for everything. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A person's browser: the same hour, place and voices on every computer. */
export async function openContext(browser, viewport, preferences = {}) {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai", deviceScaleFactor: 1, reducedMotion: "reduce" });
  await context.addInitScript((kept) => {
    if (!location.protocol.startsWith("http")) return;
    localStorage.clear();
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(`jinshui.${name}`, value);
    const voices = ["zh-CN", "en-GB"].map((lang) => ({ lang, name: lang }));
    window.speechSynthesis.getVoices = () => voices;
  }, { theme: "day", ...preferences });
  return context;
}

/** Opens a screen and taps what comes before it; `before` is a function and its argument that run in the page first. Page errors go to `amiss`. */
export async function openScreen(context, base, screen, amiss) {
  const page = await context.newPage();
  if (screen.before) await page.addInitScript(...screen.before);
  await page.clock.setFixedTime(new Date(NOW));
  page.on("pageerror", (error) => amiss(error.message));
  page.on("console", (message) => message.type() === "error" && amiss(message.text()));
  await page.goto(`${base}?${new URLSearchParams(screen.query)}${screen.route}`);
  await settled(page);
  try {
    await screen.first?.(page);
  } catch (error) {
    amiss(String(error).split("\n")[0]);
  }
  await settled(page);
  return page;
}

/** Waits until the page has been quiet for a while: nothing was added, taken away or changed. */
export function settled(page) {
  return page.evaluate(
    () => new Promise((resolve) => {
      const QUIET_MS = 70;
      let timer = 0;
      const done = () => {
        observer.disconnect();
        resolve(undefined);
      };
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(done, QUIET_MS);
      };
      const observer = new MutationObserver(again);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      setTimeout(done, 5_000);
      again();
    }),
  );
}
