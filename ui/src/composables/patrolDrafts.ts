/** What is half written on a patrol: a note for each line of its checklist, and the words about the whole. */
import { effectScope, reactive, watch } from "vue";
import { keep, kept, whenForgotten } from "./drafts";
import type { ChangeHash } from "../bridge/generated/ChangeHash";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { PatrolView } from "../bridge/generated/PatrolView";
import type { TickMark } from "../bridge/generated/TickMark";

/** One patrol's. */
export interface PatrolDrafts {
  /** By the checklist's item; none where what was saved stands. */
  notes: Record<string, string>;
  /** Null where what was saved stands. */
  words: string | null;
  /** The heads of the view in which somebody began to write the words (R3). */
  wordsFrom: ChangeHash[];
}

const scope = effectScope(true);
const opened = new Map<DocumentId, PatrolDrafts>();
whenForgotten(() => opened.clear());

/** The drafts of a patrol: one object, however many parts of a screen ask for it. */
export function patrolDrafts(id: DocumentId): PatrolDrafts {
  const known = opened.get(id);
  if (known) return known;
  const name = `patrol.${id}`;
  const drafts = reactive<PatrolDrafts>({ notes: {}, words: null, wordsFrom: [], ...kept<PatrolDrafts>(name) });
  scope.run(() => watch(drafts, (now) => {
    keep(name, now.words === null && Object.keys(now.notes).length === 0 ? null : now);
  }, { flush: "sync" }));
  opened.set(id, drafts);
  return drafts;
}

/** A note is no draft any more: what was saved stands. */
export function forgetNote(drafts: PatrolDrafts, item: string): void {
  drafts.notes = Object.fromEntries(Object.entries(drafts.notes).filter(([name]) => name !== item));
}

/** A note that was typed but not saved, for an item that has an answer. */
export interface UnsavedNote {
  item: string;
  mark: TickMark;
  note: string;
}

/** The notes of a view that are still to be saved. A note without an answer waits for one. */
export function unsavedNotes(view: PatrolView): UnsavedNote[] {
  const { notes } = patrolDrafts(view.card.id);
  return view.ticks.flatMap(({ item, mark, note }) => {
    const typed = notes[item]?.trim();
    return typed === undefined || typed === note ? [] : [{ item, mark, note: typed }];
  });
}
