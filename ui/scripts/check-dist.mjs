/** After a production build: nothing of the sample or the gallery is in it. */
import { readdir, readFile } from "node:fs/promises";

const DIST = new URL("../dist/assets/", import.meta.url);
/** Words that only the sample and the gallery have. */
const NOT_IN_IT = ["样板间", "（演示）", "asked for by the sample"];

const names = (await readdir(DIST)).filter((name) => name.endsWith(".js"));
const texts = await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, DIST), "utf8")]));
const found = texts.flatMap(([name, text]) => NOT_IN_IT.filter((words) => text.includes(words)).map((words) => `${name} holds “${words}”`));
found.forEach((line) => console.error(line));
if (names.length === 0) console.error("dist/assets is empty: build first");
process.exitCode = found.length === 0 && names.length > 0 ? 0 : 1;
