/** Saves the form of a person: a new one by name, a change with only what was changed. A repeated tap writes once. */
import { ref, type Ref, type ShallowRef } from "vue";
import { execute, type CommandFailure } from "../bridge";
import { residentEdit, residentFields, residentForm, type ResidentForm } from "./homeEdits";
import type { KeptForm } from "./useKeptForm";
import { useRepeatable } from "./useRepeatable";
import type { HomeView } from "../bridge/generated/HomeView";
import type { ResidentView } from "../bridge/generated/ResidentView";

/** What a sheet needs to save a person. */
export interface ResidentSaving {
  busy: Ref<boolean>;
  failure: ShallowRef<CommandFailure | null>;
  /** Whether somebody of this name lives there already: then nothing was written. */
  twin: Ref<boolean>;
  /** Writes a new person down; `another` where it is a second one of the same name. True once it is done. */
  add: (view: HomeView, another: boolean) => Promise<boolean>;
  /** Writes what was changed. */
  change: (resident: ResidentView) => Promise<boolean>;
  clear: () => void;
}

/** For one form. */
export function useResidentSaving({ form, heads, changes, forget }: KeptForm<ResidentForm>): ResidentSaving {
  const { busy, failure, run, clear: forgetFailure } = useRepeatable();
  const twin = ref(false);
  /** The first attempt to add: how many of this name lived there then, and whether its answer was lost. */
  let first: { key: string; before: number; lost: boolean } | null = null;

  const ofName = (view: HomeView, name: string): number => view.residents.filter((one) => one.name === name).length;

  async function add(view: HomeView, another: boolean): Promise<boolean> {
    const home = view.card.id;
    const name = form.name.trim();
    const key = `${String(another)} ${name}`;
    if (first?.key !== key) first = { key, before: ofName(view, name), lost: false };
    const attempt = first;
    const fields = residentFields(Object.fromEntries(Object.entries(changes()).filter(([, value]) => value !== "")));
    let there = false;
    const done = await run(
      async () => {
        there = (await execute("resident.add", { home, name, ...(another ? { another } : {}), ...(Object.keys(fields).length > 0 ? { fields } : {}) })).ok.already_there;
      },
      async () => ofName((await execute("home.show", { id: home })).ok, name) > attempt.before,
    );
    attempt.lost ||= failure.value?.code === "no_connection";
    // Who is there already was written by somebody else, unless an attempt of this very form went without an answer.
    twin.value = done && there && !attempt.lost;
    if (!done || twin.value) return false;
    forget();
    return true;
  }

  async function change(resident: ResidentView): Promise<boolean> {
    const changed = changes();
    const done = await run(
      async () => void (await execute("resident.edit", { id: resident.id, heads: heads(), ...residentEdit(changed) })),
      async () => {
        const now = (await execute("home.show", { id: resident.home })).ok.residents.find((one) => one.id === resident.id);
        return now !== undefined && Object.entries(changed).every(([field, value]) => residentForm(now)[field] === value);
      },
    );
    if (done) forget();
    return done;
  }

  function clear(): void {
    forgetFailure();
    twin.value = false;
    first = null;
  }

  return { busy, failure, twin, add, change, clear };
}
