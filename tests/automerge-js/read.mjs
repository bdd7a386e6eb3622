// Reads Automerge files with the stock library, knowing nothing of Jinshui's code: one JSON line a file.
//
//   node read.mjs FILE…
import { readFileSync } from "node:fs";
import * as Automerge from "@automerge/automerge";

/** Scalars as JSON: a string that is not text is an object of its own in Automerge. */
function plain(value) {
  if (Automerge.isImmutableString(value)) return value.toString();
  if (value instanceof Date) return value.getTime();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** Every value of each root field that has several, in no order. */
function clashes(document) {
  const found = {};
  for (const key of Object.keys(document)) {
    const values = new Set(Object.values(Automerge.getConflicts(document, key) ?? {}).map(plain));
    if (values.size > 1) found[key] = [...values].sort();
  }
  return found;
}

for (const file of process.argv.slice(2)) {
  const document = Automerge.load(readFileSync(file));
  const changes = Automerge.getHistory(document).length;
  console.log(JSON.stringify({ fields: plain(document), clashes: clashes(document), changes }));
}
