/** What a tap writes to a patrol: a step, its words, and before its end whatever was typed and not saved. */
import { execute } from "../bridge";
import { forgetNote, patrolDrafts, unsavedNotes } from "./patrolDrafts";
import { useRepeatable } from "./useRepeatable";
import { uuidV7 } from "./uuid";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { PatrolAct } from "../bridge/generated/PatrolAct";
import type { PatrolView } from "../bridge/generated/PatrolView";

/** Whether words were typed that are not saved. */
export function wordsChanged(view: PatrolView): boolean {
  const { words } = patrolDrafts(view.card.id);
  return words !== null && words.trim() !== view.words.trim();
}

/** Writes the words about the whole. */
export async function saveWords(view: PatrolView): Promise<void> {
  const drafts = patrolDrafts(view.card.id);
  const words = drafts.words?.trim();
  if (words === undefined) return;
  await execute("patrol.edit", { id: view.card.id, heads: [...drafts.wordsFrom], words });
  if (drafts.words?.trim() === words) drafts.words = null;
}

/** Writes what was typed and not saved: who ends a patrol has meant it. */
export async function saveTyped(view: PatrolView): Promise<void> {
  const drafts = patrolDrafts(view.card.id);
  for (const { item, mark, note } of unsavedNotes(view)) {
    await execute("patrol.tick", { id: view.card.id, item, mark, ...(note ? { note } : {}), tick: uuidV7() });
    if (drafts.notes[item]?.trim() === note) forgetNote(drafts, item);
  }
  if (wordsChanged(view)) await saveWords(view);
}

/** The steps of one patrol; a step keeps its name until it was taken. */
export function usePatrolSteps() {
  const { busy, failure, run } = useRepeatable();
  let named: { id: DocumentId; act: PatrolAct; step: DocumentId } | null = null;

  async function take(view: PatrolView, act: PatrolAct): Promise<boolean> {
    const { id } = view.card;
    if (named?.id !== id || named.act !== act) named = { id, act, step: uuidV7() };
    const { step } = named;
    const done = await run(async () => {
      if (act === "end") await saveTyped(view);
      // Notes written just now moved the record on; the step is still decided from what was seen.
      await execute("patrol.act", { id, act, heads: view.heads, step });
    });
    if (done) named = null;
    return done;
  }

  return { busy, failure, take };
}
