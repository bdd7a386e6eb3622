/**
 * Runs a writing command from a button. Where no answer came, it may have been done all the same: a repeat looks first,
 * so that one tap too many doubles nothing.
 */
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { CommandFailure } from "../bridge";

/** Failures that say nothing about whether an earlier attempt was done. */
export const NOT_THE_DEVICE: readonly string[] = ["no_connection", "not_signed_in", "revoked", "too_busy", "internal"];

/** A button's command. */
export interface Repeatable {
  busy: Ref<boolean>;
  failure: ShallowRef<CommandFailure | null>;
  /** Does it; `landed` says whether an attempt without an answer was done after all. True once it is done. */
  run: (command: () => Promise<void>, landed?: () => Promise<boolean>) => Promise<boolean>;
  /** Forgets what went wrong, for a new form. */
  clear: () => void;
}

/** For one button. */
export function useRepeatable(): Repeatable {
  const busy = ref(false);
  const failure = shallowRef<CommandFailure | null>(null);
  let unanswered = false;

  async function run(command: () => Promise<void>, landed?: () => Promise<boolean>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      if (!(unanswered && landed && (await landed()))) await command();
      unanswered = false;
      return true;
    } catch (thrown) {
      failure.value = CommandFailure.from(thrown);
      unanswered ||= failure.value.code === "no_connection";
      return false;
    } finally {
      busy.value = false;
    }
  }

  function clear(): void {
    failure.value = null;
    unanswered = false;
  }

  return { busy, failure, run, clear };
}
