/** One polite voice for screen readers and one short line on the screen: “记下了”. */
import { ref } from "vue";

const SHOWN_MS = 5_000;

/** What was said last; empty when it has been read. */
export const announced = ref("");
let timer: number | undefined;

/** Says something. */
export function announce(words: string): void {
  announced.value = words;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    announced.value = "";
  }, SHOWN_MS);
}
