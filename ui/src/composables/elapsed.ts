/** How long a patrol has walked, rests not counted; current while somebody looks. */
import { onScopeDispose, ref, type Ref } from "vue";
import type { PatrolCard } from "../bridge/generated/PatrolCard";

const MINUTE_MS = 60_000;
/** Often enough that a minute is never told late by much, seldom enough for a battery. */
const LOOK_MS = 10_000;

/** Milliseconds walked until `now`. A device whose clock went back does not take time away. */
export function walkedMs(card: Pick<PatrolCard, "walked_ms" | "walking_since">, now: number): number {
  return card.walked_ms + (card.walking_since === null ? 0 : Math.max(0, now - card.walking_since));
}

/** Whole hours and minutes. */
export function hoursAndMinutes(ms: number): { hours: number; minutes: number } {
  const all = Math.floor(Math.max(0, ms) / MINUTE_MS);
  return { hours: Math.floor(all / 60), minutes: all % 60 };
}

/** The moment, moving on while the screen is there. */
export function useNow(): Ref<number> {
  const now = ref(Date.now());
  const look = (): void => {
    now.value = Date.now();
  };
  const timer = window.setInterval(look, LOOK_MS);
  // A phone that slept in a pocket tells the right time at once.
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => {
    window.clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  });
  return now;
}
