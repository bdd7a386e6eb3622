/** What is half written is kept in this browser at every keystroke, until it was saved or somebody signs out. */
import { ref, watch, type Ref } from "vue";

const PREFIX = "jinshui.draft.";

/** What was kept under this name. */
export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets. */
export function keep(name: string, value: unknown): void {
  if (value === null) localStorage.removeItem(PREFIX + name);
  else localStorage.setItem(PREFIX + name, JSON.stringify(value));
}

/** Forgets all of it. */
export function forgetKept(): void {
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
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
