/**
 * What was not saved yet: what stands in each form, by the form's name. At every keystroke it goes into the device's own store,
 * which is encrypted; this browser keeps nothing of it. Here it is held as well, so that a form opens with it at once, and so that
 * nothing is lost while the console does not reach the community.
 */
import { ref, watch, type Ref } from "vue";
import { CommandFailure, execute } from "../bridge";

/** Failures after which the same is tried again by itself. */
const PASSING = ["no_connection", "too_busy", "storage_full", "store_busy"];
const AGAIN_MS = 3_000;

const held = new Map<string, string>();
/** Names of which the device does not have the newest yet. */
const waiting = new Set<string>();
let sending: Promise<void> | null = null;
const forgetters: (() => void)[] = [];

/** Calls it when somebody signs out, for drafts that are open. */
export function whenForgotten(forget: () => void): void {
  forgetters.push(forget);
}

/** Forgets every draft that is held here. The device forgets its own with the session or the store. */
export function forgetDrafts(): void {
  held.clear();
  waiting.clear();
  forgetters.forEach((forget) => forget());
}

/** Asks the device for what it kept. What was written here since is newer, and goes to it again. */
export async function loadDrafts(): Promise<void> {
  const { drafts } = (await execute("draft.load", {})).ok;
  const there = new Set(drafts.map(({ name }) => name));
  [...held.keys()].filter((name) => !there.has(name)).forEach((name) => waiting.add(name));
  drafts.filter(({ name }) => !held.has(name) && !waiting.has(name)).forEach(({ name, body }) => held.set(name, body));
  void sent();
}

/** Settles once the device has everything, or cannot be reached. */
export function sent(): Promise<void> {
  sending ??= send().finally(() => {
    sending = null;
  });
  return sending;
}

/** One after the other, each as it stands at its turn: while one is on its way, what is typed on gathers to the next. */
async function send(): Promise<void> {
  for (let name = first(); name !== undefined; name = first()) {
    waiting.delete(name);
    const body = held.get(name);
    try {
      if (body === undefined) await execute("draft.drop", { name });
      else await execute("draft.save", { name, body });
    } catch (thrown) {
      waiting.add(name);
      if (PASSING.includes(CommandFailure.from(thrown).code)) window.setTimeout(() => void sent(), AGAIN_MS);
      return;
    }
  }
}

const first = (): string | undefined => waiting.values().next().value;

/** What was kept under this name. */
export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(held.get(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets. */
export function keep(name: string, value: unknown): void {
  const body = value === null ? undefined : JSON.stringify(value);
  if (held.get(name) === body) return;
  if (body === undefined) held.delete(name);
  else held.set(name, body);
  waiting.add(name);
  void sent();
}

/** A text that is kept as it is typed; another name brings another text. */
export function useDraftText(name: () => string): Ref<string> {
  const text = ref(kept<string>(name()) ?? "");
  watch(text, (now) => keep(name(), now === "" ? null : now), { flush: "sync" });
  watch(name, (now) => {
    text.value = kept<string>(now) ?? "";
  }, { flush: "sync" });
  return text;
}
