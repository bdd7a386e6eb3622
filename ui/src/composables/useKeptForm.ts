/**
 * A form that is kept by the device at every keystroke until it was saved or given up, with the state it was filled from: an
 * app that was killed in between loses nothing, and what is sent later is only what the person changed (R3).
 */
import { reactive, ref, watch, type Ref } from "vue";
import { keep, kept as before } from "./drafts";
import type { ChangeHash } from "../bridge/generated/ChangeHash";

/** What a form holds: text, and what is on or off. */
export type Fields = Record<string, string | boolean>;

interface Kept<F> {
  base: F;
  heads: ChangeHash[];
  form: F;
}

/** A kept form. */
export interface KeptForm<F extends Fields> {
  form: F;
  /** Whether something from before stands in it. */
  restored: Ref<boolean>;
  /** The heads it was filled from. */
  heads: () => ChangeHash[];
  /** Fills it: with what was kept under this name, else with `base`. */
  begin: (name: string, base: F, heads: ChangeHash[]) => void;
  /** What differs from what it was filled with. */
  changes: () => Partial<F>;
  /** Empties what is kept: it was saved, or given up. */
  forget: () => void;
}

/** What was kept, where it is a form at all. */
function whole<F>(found: Kept<F> | null): Kept<F> | null {
  return found && typeof found.form === "object" && found.form !== null && Array.isArray(found.heads) ? found : null;
}

/** A form whose fields are those of `blank`. */
export function useKeptForm<F extends Fields>(blank: F): KeptForm<F> {
  const form = reactive({ ...blank }) as F;
  const restored = ref(false);
  let base: F = { ...blank };
  let heads: ChangeHash[] = [];
  let name = "";

  function changes(): Partial<F> {
    return Object.fromEntries(Object.keys(base).filter((key) => form[key] !== base[key]).map((key) => [key, form[key]])) as Partial<F>;
  }

  watch(form, () => {
    if (name === "") return;
    if (Object.keys(changes()).length === 0) keep(name, null);
    else keep(name, { base, heads, form } satisfies Kept<F>);
  }, { flush: "sync" });

  function begin(called: string, filled: F, from: ChangeHash[]): void {
    name = "";
    const kept = whole(before<Kept<F>>(called));
    base = { ...filled, ...kept?.base };
    heads = kept?.heads ?? from;
    restored.value = kept !== null;
    Object.assign(form, filled, kept?.form);
    name = called;
  }

  function forget(): void {
    if (name) keep(name, null);
    name = "";
    restored.value = false;
  }

  return { form, restored, heads: () => heads, begin, changes, forget };
}
