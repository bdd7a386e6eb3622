/** 经过: the steps and comments of a record in one line of events. */
import type { CommentView } from "../bridge/generated/CommentView";

/** What every kind of step tells. */
interface Dated {
  at: number;
  received_at: number | null;
}

/** One event. */
export type Event<Step extends Dated> = { kind: "step"; key: string; step: Step } | { kind: "comment"; key: string; comment: CommentView };

const received = (at: number | null): number => at ?? Number.POSITIVE_INFINITY;

/**
 * Merges two lists that are each in order. Neither is re-ordered (R27): where the two meet, what the hub received first
 * comes first, and what it has not received comes last.
 */
export function merged<Step extends Dated>(steps: Step[], comments: CommentView[]): Event<Step>[] {
  const events: Event<Step>[] = [];
  let next = 0;
  const takeComment = (): void => {
    const comment = comments[next];
    if (comment) events.push({ kind: "comment", key: comment.id, comment });
    next++;
  };
  steps.forEach((step, index) => {
    for (let comment = comments[next]; comment; comment = comments[next]) {
      const [a, b] = [received(comment.received_at), received(step.received_at)];
      if (a > b || (a === b && comment.at > step.at)) break;
      takeComment();
    }
    events.push({ kind: "step", key: `step-${String(index)}`, step });
  });
  while (next < comments.length) takeComment();
  return events;
}

const LATE_MS = 10 * 60 * 1000;

/** One line of 经过. */
export interface StoryLine {
  key: string;
  at: number;
  who: string;
  did: string;
  said: string;
  arrival: Arrival;
}

/** When it arrived, where that was notably later; that it did not yet; or nothing to say. */
export type Arrival = number | "unsent" | null;

/** Says when something arrived only where that was notably later, and that it did not yet. */
export function arrivalOf(at: number, receivedAt: number | null): Arrival {
  if (receivedAt === null) return "unsent";
  return receivedAt - at > LATE_MS ? receivedAt : null;
}
