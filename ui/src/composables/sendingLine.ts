/** Chooses what the one line about sending says. It never says 都传上去了 while anything waits. */
import type { Sending } from "../bridge/generated/Sending";

/** The states that have words. */
export type LineState = "all_sent" | "waiting" | "sending" | "no_network" | "waiting_long" | "refused" | "starting";

/** What the line says, in numbers. */
export interface Line {
  state: LineState;
  /** How many. */
  n: number;
  /** Which one is going now. */
  now: number;
  /** Of how many. */
  all: number;
  /** For how many whole days the oldest has waited; at least one. */
  days: number;
}

const KNOWN: readonly string[] = ["all_sent", "waiting", "sending", "no_network", "waiting_long", "refused", "starting"];
const DAY_MS = 24 * 60 * 60 * 1000;

/** The line for `sending`; `most` is the most that waited since nothing did. */
export function lineOf(sending: Sending, most: number, now: number): Line {
  const { unsent, refused, oldest_unsent_at: oldest } = sending;
  let state = (KNOWN.includes(sending.state) ? sending.state : "waiting") as LineState;
  if (unsent > 0 && (state === "all_sent" || state === "no_network")) state = "waiting";
  if (unsent === 0 && (state === "waiting" || state === "sending" || state === "waiting_long")) state = sending.online ? "starting" : "no_network";
  const all = Math.max(most, unsent);
  return {
    state,
    n: state === "refused" ? refused : unsent,
    now: Math.min(all, all - unsent + 1),
    all,
    days: oldest === null ? 1 : Math.max(1, Math.floor((now - oldest) / DAY_MS)),
  };
}
