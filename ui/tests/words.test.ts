/** The words: complete in both languages, all used, none of those that must never be on a screen. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en";
import { areas, zhHans } from "../src/i18n/zh-Hans";

const SRC = join(__dirname, "../src");

function flat(words: object, path = ""): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value === "string") all.set(name, value);
    else flat(value as object, name).forEach((text, inner) => all.set(inner, text));
  }
  return all;
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return ["generated", "i18n", "sample", "gallery"].includes(name) ? [] : files(path);
    return /\.(ts|vue)$/.test(name) ? [path] : [];
  });
}

const zh = flat(zhHans);
const english = flat(en);
const code = files(SRC).map((path) => readFileSync(path, "utf8")).join("\n");
const literal = new Set([...code.matchAll(/\bt\(\s*["']([\w.]+)["']/g), ...code.matchAll(/\? t\(["']([\w.]+)["']/g)].map((found) => found[1] ?? ""));
const prefixes = [...code.matchAll(/\bt\(\s*`([\w.]+\.)\$\{/g)].map((found) => found[1] ?? "");
const families = [...code.matchAll(/\bword\(\s*["'](\w+)["']/g)].map((found) => `${found[1] ?? ""}.`);

describe("the words", () => {
  it("are the same keys in both languages", () => {
    expect([...english.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it("have each group in one area only, which is one of those composed", () => {
    const groups = Object.values(areas).flatMap((area) => Object.keys(area));
    expect([...new Set(groups)].length).toBe(groups.length);
    expect(groups.sort()).toEqual(Object.keys(zhHans).sort());
    for (const language of ["zh-Hans", "en"]) {
      const there = readdirSync(join(SRC, "i18n", language)).map((name) => name.replace(".ts", "")).filter((name) => name !== "index");
      expect(there.sort(), language).toEqual(Object.keys(areas).sort());
    }
  });

  it("name the same values in both languages", () => {
    const values = (text: string): string[] => [...new Set((text.match(/\{\w+\}/g) ?? []).map((value) => value.replace("monthName", "month")))].sort();
    for (const [key, text] of zh) expect(values(english.get(key) ?? ""), key).toEqual(values(text));
  });

  it("are there for every key that screens ask for", () => {
    expect([...literal].filter((key) => !zh.has(key))).toEqual([]);
    for (const prefix of [...prefixes, ...families]) {
      expect([...zh.keys()].some((key) => key.startsWith(prefix)), prefix).toBe(true);
    }
  });

  it("are all used", () => {
    const dynamic = [...prefixes, ...families];
    const unused = [...zh.keys()].filter((key) => !literal.has(key) && !dynamic.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it("never say what people need not know", () => {
    const banned = /同步|冲突|缓存|离线|令牌|已存在|token|ID/;
    for (const [key, text] of zh) expect(text, key).not.toMatch(banned);
  });

  it("use Chinese punctuation in Chinese", () => {
    for (const [key, text] of zh) {
      expect(text, key).not.toMatch(/["']/);
      expect(text.replace(/\{\w+\}/g, ""), key).not.toMatch(/[\u4e00-\u9fff] *[,;:!?()]/);
    }
  });

  it("keep buttons short", () => {
    for (const [key, text] of zh) if (key.startsWith("act.") || key.startsWith("patrolAct.") || key.startsWith("tab.")) expect(text.length, key).toBeLessThanOrEqual(12);
  });
});

describe("every code of the wire has words", () => {
  const codes = (name: string): string[] => {
    const source = readFileSync(join(SRC, `bridge/generated/${name}.ts`), "utf8");
    const line = source.split("\n").find((one) => one.startsWith("export type")) ?? "";
    return [...line.matchAll(/"(\w+)"/g)].map((found) => found[1] ?? "");
  };
  const FAMILIES: [string, string][] = [
    ["Code", "failure"], ["Category", "category"], ["Severity", "severity"], ["Status", "status"], ["Act", "act"], ["Act", "ask"], ["Act", "did"],
    ["Role", "role"], ["Group", "group"], ["NodeKind", "node"], ["Writing", "writing"], ["SendingState", "sending"],
    ["Reason", "refusal"], ["Reason", "boxed"], ["Tenancy", "tenancy"], ["Care", "care"], ["Relation", "relation"], ["Sex", "sex"], ["ResidentState", "residentState"],
    ["HomeState", "homeState"], ["VisitOutcome", "outcome"], ["AlikeWhy", "alikeWhy"], ["ImportWhy", "importWhy"], ["ImportWhy", "importDo"], ["SheetState", "sheetState"],
    ["RegisterKind", "registerKind"], ["RegisterFormat", "registerFormat"], ["GapReason", "gap"], ["PatrolStatus", "patrolStatus"], ["PatrolAct", "patrolAct"], ["PatrolAct", "patrolDid"],
  ];
  it.each(FAMILIES)("%s → %s", (type, family) => {
    expect(codes(type).length).toBeGreaterThan(0);
    expect(codes(type).filter((one) => !zh.has(`${family}.${one}`))).toEqual([]);
    if (family !== "sending") expect(zh.has(`${family}.unknown`)).toBe(true);
  });
});
