/** Measures one screen as it stands in a page: what a person would stumble over, and what axe-core finds. */
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const HERE = new URL("./page/", import.meta.url);
const WORDS = new URL("../../src/i18n/zh-Hans/", import.meta.url);
const PARTS = ["seen.js", "sizes.js", "contrast.js", "fit.js", "words.js"];
const BANNED = ["同步", "冲突", "缓存", "离线", "令牌", "已存在"];
/** The street: a thumb in a glove, bright sun, seventy years. The desk: a mouse. Sizes in CSS pixels. */
const RULES = { street: { target: 64, text: 18, contrast: 7, icon: 4.5 }, desk: { target: 44, text: 14, contrast: 4.5, icon: 3 } };
/** Measured here, more strictly. */
const NOT_BY_AXE = ["color-contrast", "target-size"];

const inPage = (await Promise.all(PARTS.map((name) => readFile(new URL(name, HERE), "utf8")))).join("\n");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The groups of words there are: `hazard.title` on a screen is a key that nobody put into words. */
async function wordGroups() {
  const files = (await readdir(WORDS)).filter((name) => name !== "index.ts");
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, WORDS), "utf8")));
  return texts.flatMap((text) => [...text.matchAll(/^ {2}(\w+): \{/gm)].map((found) => found[1]));
}
const groups = await wordGroups();

/** Puts the measure into a page, once after each load. */
export async function bring(page) {
  await page.evaluate(inPage);
}

/** Everything amiss on the screen; `scale` is the size of type chosen, `names` whether axe-core is asked as well. */
export async function measure(page, { desk, scale, names, exceptions }) {
  const own = await page.evaluate(([rules, size, wordGroups, banned, spared]) => {
    const { look } = window;
    const faults = [
      ...look.targets(rules.target), ...look.textSizes(rules.text * size), ...look.contrasts(rules.contrast, rules.icon), ...look.sideways(), ...look.clipped(),
      ...look.outside(), ...look.broken(), ...look.longHints(), ...look.covered(), ...look.rawWords(wordGroups, banned),
    ];
    return faults.map(({ kind, where, what, element }) => ({
      kind, where, what, excepted: spared.findIndex((one) => one.kind === kind && element.closest(one.within) !== null),
    }));
  }, [desk ? RULES.desk : RULES.street, scale, groups, BANNED, exceptions.map(({ kind, within }) => ({ kind, within }))]);
  return names ? [...own, ...(await byAxe(page))] : own;
}

async function byAxe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"], rules });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, target: node.target.join(" ") })));
  }, Object.fromEntries(NOT_BY_AXE.map((id) => [id, { enabled: false }])));
  return found.map(({ id, help, target }) => ({ kind: "name", where: target, what: `${id}: ${help}`, excepted: -1 }));
}
