/** The colours: text at 7:1, icons and borders that carry meaning at 4.5:1 and 3:1, by day and by night. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(__dirname, "../src/tokens.css"), "utf8");

function tokens(start: string): Map<string, string> {
  const from = css.indexOf(start);
  const block = css.slice(from, css.indexOf("}", from));
  return new Map([...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1] ?? "", found[2] ?? ""]));
}

function light(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const day = tokens(":root {");
const night = new Map([...day, ...tokens(':root[data-theme="night"]')]);
const TEXT: [string, string][] = [
  ["--ink", "--ground"], ["--ink", "--card"], ["--ink", "--field"], ["--ink-soft", "--ground"], ["--ink-soft", "--card"], ["--ink-soft", "--field"],
  ["--ink-soft", "--calm-soft"], ["--ink-soft", "--armband-soft"], ["--ink", "--armband-soft"], ["--on-vest", "--vest"], ["--on-header", "--header"],
  ["--on-header-soft", "--header"], ["--on-armband", "--armband"], ["--armband-ink", "--card"], ["--armband-ink", "--ground"],
  ["--armband-ink", "--armband-soft"], ["--on-rail", "--rail"], ["--on-rail", "--rail-chosen"], ["--good-ink", "--good-soft"], ["--good-ink", "--card"],
  ["--wait-ink", "--wait-soft"], ["--wait-ink", "--card"], ["--wait-ink", "--ground"], ["--alarm-ink", "--alarm-soft"], ["--alarm-ink", "--card"],
  ["--alarm-ink", "--armband-soft"], ["--calm-ink", "--calm-soft"],
];

describe.each([["day", day], ["night", night]] as const)("by %s", (_, colours) => {
  it.each(TEXT)("%s on %s reads at 7:1", (ink, ground) => {
    expect(contrast(colours.get(ink) ?? "", colours.get(ground) ?? "")).toBeGreaterThanOrEqual(7);
  });

  it("fields and icons stand out", () => {
    expect(contrast(colours.get("--line-strong") ?? "", colours.get("--field") ?? "")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours.get("--focus") ?? "", colours.get("--ground") ?? "")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours.get("--vest") ?? "", colours.get("--armband") ?? "")).toBeGreaterThanOrEqual(4.5);
  });
});
