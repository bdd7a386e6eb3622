/** What Vant ships, in our type: no part that a screen may import keeps a size of its own, and none hides the focus. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const VANT = join(__dirname, "../node_modules/vant/es");
const SRC = join(__dirname, "../src");
/** Parts that no screen here has a use for: a shop's. */
const SHOP = new Set(["coupon", "coupon-cell", "coupon-list", "submit-bar"]);

function declared(css: string): Map<string, string> {
  return new Map([...css.replace(/\.van-theme-dark[^}]*\}/g, "").matchAll(/(--van-[\w-]+):\s*([^;}]+)/g)].map((found) => [found[1] ?? "", (found[2] ?? "").trim()]));
}

const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => /\.(vue|ts)$/.test(name)).map((name) => readFileSync(join(SRC, name), "utf8"));
const imports = sources.flatMap((text) => [...text.matchAll(/["'](vant[^"']*)["']/g)].map((found) => found[1] ?? ""));
const imported = imports.flatMap((path) => /^vant\/es\/([\w-]+)\/index\.css$/.exec(path)?.[1] ?? []);
/** What screens may well come to use. */
const READY = ["cell", "field", "picker", "picker-group", "popup", "uploader", "calendar", "cascader", "action-sheet", "dialog", "button"];
const ours = declared(readFileSync(join(SRC, "vant-tokens.css"), "utf8"));
const css = (part: string): string => readFileSync(join(VANT, part, "index.css"), "utf8");

/** A variable's value once every reference to Vant's own variables is followed. */
function settled(value: string, own: Map<string, string>): string {
  return value.replace(/var\((--van-[\w-]+)\)/g, (_, name: string) => settled(ours.get(name) ?? own.get(name) ?? `missing ${name}`, own));
}

const parts = readdirSync(VANT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !SHOP.has(entry.name)
  && readdirSync(join(VANT, entry.name)).includes("index.css")).map((entry) => entry.name);

describe("Vant's type sizes", () => {
  it("are known for what the screens import", () => {
    expect(imported.length).toBeGreaterThan(0);
    expect([...imported, ...READY].filter((part) => !parts.includes(part))).toEqual([]);
  });

  it.each(parts)("of %s are all ours, in rem", (part) => {
    const own = declared(css(part));
    const sizes = [...own].filter(([name]) => name.endsWith("font-size")).map(([name, value]) => [name, settled(ours.get(name) ?? value, own)]);
    expect(sizes.filter(([, value]) => !/^(var\(--text-[\w]+\)|[\d.]+rem|inherit)$/.test(value ?? ""))).toEqual([]);
  });

  it.each([...new Set([...imported, ...READY])])("and every variable of %s has a value without Vant's base.css", (part) => {
    const own = declared(css(part));
    const used = [...css(part).matchAll(/var\((--van-[\w-]+)/g)].map((found) => found[1] ?? "");
    expect([...new Set(used)].filter((name) => !own.has(name) && !ours.has(name))).toEqual([]);
  });

  it.each([...new Set([...imported, ...READY])])("and the heights of %s grow with the type", (part) => {
    const own = declared(css(part));
    const fixed = [...own].filter(([name]) => /-(line-)?height$/.test(name)).map(([name, value]) => [name, settled(ours.get(name) ?? value, own)])
      .filter(([name, value]) => /px/.test(value ?? "") && !name?.endsWith("options-height") && !name?.endsWith("bottom-bar-height"));
    expect(fixed).toEqual([]);
  });
});

describe("Vant's shared styles", () => {
  it("are never imported: they hide the focus", () => {
    expect(imports.filter((path) => /\/style(\/|$)|vant\/lib|base\.css/.test(path))).toEqual([]);
    expect(imports.filter((path) => path === "vant")).toEqual([]);
  });
});
