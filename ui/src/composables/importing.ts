/**
 * The workbook that is being taken in. It belongs to no page: who leaves and comes back finds it where it was, also while it
 * runs. The file itself stays in memory only.
 */
import { computed, shallowRef } from "vue";
import { CommandFailure, execute } from "../bridge";
import type { ImportReport } from "../bridge/generated/ImportReport";

/** The largest workbook: 20 MB. */
export const LARGEST_WORKBOOK = 20 * 1024 * 1024;

/** Where it stands. */
export type ImportPhase = "none" | "previewing" | "previewed" | "applying" | "applied";

/** What is known of it. */
interface Importing {
  phase: ImportPhase;
  name: string;
  base64: string;
  report: ImportReport | null;
  failure: CommandFailure | null;
}

const NOTHING: Importing = { phase: "none", name: "", base64: "", report: null, failure: null };

/** The workbook, and how far it is. */
export const importing = shallowRef<Importing>(NOTHING);
/** Whether something runs. */
export const importRuns = computed(() => importing.value.phase === "previewing" || importing.value.phase === "applying");
/** How many rows would be written. */
export const usableRows = (report: ImportReport): number => report.added + report.changed;

/** Which file is being read: what an earlier one comes to say is not listened to. */
let current = 0;

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(",") + 1));
    };
    reader.onerror = () => reject(new CommandFailure("not_a_workbook", String(reader.error)));
    reader.readAsDataURL(file);
  });
}

/** Reads a file and asks what it would change. Nothing is written. */
export async function previewFile(file: File): Promise<void> {
  if (importing.value.phase === "applying") return;
  const mine = ++current;
  importing.value = { ...NOTHING, phase: "previewing", name: file.name };
  try {
    if (file.size > LARGEST_WORKBOOK) throw new CommandFailure("too_large", "more than 20 MB");
    const base64 = await toBase64(file);
    const { ok } = await execute("import.preview", { file: { base64 } });
    if (mine === current) importing.value = { ...importing.value, phase: "previewed", base64, report: ok };
  } catch (thrown) {
    if (mine === current) importing.value = { ...importing.value, phase: "none", failure: CommandFailure.from(thrown) };
  }
}

/** Writes what can be taken. Where no answer came it may be asked again: a second time changes nothing. */
export async function applyFile(): Promise<void> {
  const { phase, base64 } = importing.value;
  if (phase !== "previewed") return;
  importing.value = { ...importing.value, phase: "applying", failure: null };
  try {
    const { ok } = await execute("import.apply", { file: { base64 } });
    importing.value = { ...importing.value, phase: "applied", base64: "", report: ok };
  } catch (thrown) {
    importing.value = { ...importing.value, phase: "previewed", failure: CommandFailure.from(thrown) };
  }
}

/** Puts it away, to begin with another. */
export function forgetImport(): void {
  if (importing.value.phase === "applying") return;
  current++;
  importing.value = NOTHING;
}
