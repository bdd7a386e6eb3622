/** Asks, a moment after the last key, whether what is being typed is in the register already. It warns; it never stops anybody. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from "vue";
import { execute } from "../bridge";
import type { Alike } from "../bridge/generated/Alike";
import type { AlikeArgs } from "../bridge/generated/AlikeArgs";

/** How long nobody must have typed before it is asked. */
export const ALIKE_WAIT_MS = 300;

/** The entries like `typed`; none while it gives null. */
export function useAlike(typed: () => AlikeArgs | null): ShallowRef<Alike[]> {
  const rows = shallowRef<Alike[]>([]);
  let timer: number | undefined;
  let asked = 0;

  async function ask(mine: number, args: AlikeArgs): Promise<void> {
    try {
      const { ok } = await execute("register.alike", args);
      if (mine === asked) rows.value = ok.rows;
    } catch {
      // A warning that cannot be had is no reason to disturb who types.
      if (mine === asked) rows.value = [];
    }
  }

  watch(() => JSON.stringify(typed()), () => {
    window.clearTimeout(timer);
    const mine = ++asked;
    const args = typed();
    if (args === null) rows.value = [];
    else timer = window.setTimeout(() => void ask(mine, args), ALIKE_WAIT_MS);
  }, { immediate: true });
  onScopeDispose(() => {
    asked++;
    window.clearTimeout(timer);
  });
  return rows;
}
