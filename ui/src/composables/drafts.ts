/** What was not saved yet is kept in this browser at every keystroke; all of it goes when somebody signs out. */
import { ref, watch, type Ref } from "vue";

/** The new report of a hazard. */
export const KEPT_REPORT = "jinshui.report.";
/** Every other form. */
export const KEPT_FORMS = "jinshui.form.";

const forgetters: (() => void)[] = [];

/** Calls it when somebody signs out, for drafts that are open. */
export function whenForgotten(forget: () => void): void {
  forgetters.push(forget);
}

/** Forgets every draft in this browser. */
export function forgetDrafts(): void {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(KEPT_REPORT) || key.startsWith(KEPT_FORMS))
    .forEach((key) => localStorage.removeItem(key));
  forgetters.forEach((forget) => forget());
}

/** What was kept under this name. */
export function kept<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT_FORMS + name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Keeps it; null forgets. */
export function keep(name: string, value: unknown): void {
  if (value === null) localStorage.removeItem(KEPT_FORMS + name);
  else localStorage.setItem(KEPT_FORMS + name, JSON.stringify(value));
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
