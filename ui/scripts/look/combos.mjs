/** At which sizes of type, widths, languages and hours a screen is looked at, and how a page gets there without a reload. */
import { settled } from "../sample-site.mjs";

/** The sizes of 我的, and a phone whose own type is set to twice its size. */
const SIZES = { normal: 1, large: 1.25, huge: 1.5, system: 2 };
const WIDTHS = [320, 360, 412, 1440];
const HEIGHTS = { 320: 640, 360: 740, 412: 915, 1440: 900 };

/** Every combination: language outermost, since changing it costs most. */
export const ALL = ["zh-Hans", "en"].flatMap((language) => ["day", "night"].flatMap((theme) => WIDTHS.flatMap((width) => Object.keys(SIZES).map((size) => ({ language, theme, width, size })))));

/** The four that find most: the smallest screen with the largest type, long words on it, the usual phone and the usual desk. */
export const CORNERS = [
  { language: "zh-Hans", theme: "day", width: 412, size: "normal" },
  { language: "zh-Hans", theme: "day", width: 1440, size: "normal" },
  { language: "zh-Hans", theme: "night", width: 320, size: "system" },
  { language: "en", theme: "night", width: 320, size: "huge" },
];

/** How a combination is named in a report. */
export const named = ({ language, theme, width, size }) => `${width} ${size} ${language === "en" ? "en" : "zh"} ${theme}`;

/** How many times the usual size the type is. */
export const scaleOf = ({ size }) => SIZES[size];

/** Brings an open page to a combination, as if it had been chosen in another window of the same browser. */
export async function enter(page, combo) {
  const { language, theme, width, size } = combo;
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  await page.evaluate(async ([kept, percent, set]) => {
    for (const [name, value] of Object.entries(kept)) {
      localStorage.setItem(`jinshui.${name}`, value);
      window.dispatchEvent(new StorageEvent("storage", { key: `jinshui.${name}`, newValue: value }));
    }
    // The app answers at its next turn; the system's own size comes on top of what it sets.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    document.documentElement.dataset.text = set;
    document.documentElement.dataset.type = percent >= 145 ? "very-large" : "usual";
    document.documentElement.style.fontSize = `${percent}%`;
  }, [{ language, theme, textSize: size === "system" ? "normal" : size }, 100 * SIZES[size], size === "system" ? "normal" : size]);
  await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
  await settled(page);
}
