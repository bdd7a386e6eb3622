/**
 * The lines of a patrol's checklist as they are tapped: an answer shows at once and is written in the order of the taps; a
 * note is kept as it is typed and goes with the answer, or by a tap of its own.
 */
import { reactive, shallowRef, watch } from "vue";
import { CommandFailure, execute } from "../bridge";
import { forgetNote, patrolDrafts } from "./patrolDrafts";
import { uuidV7 } from "./uuid";
import type { CheckAnswer } from "./checks";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { PatrolView } from "../bridge/generated/PatrolView";
import type { TickMark } from "../bridge/generated/TickMark";
import type { TickView } from "../bridge/generated/TickView";

/** A tap that the view does not show yet. */
interface Tapped {
  mark: TickMark;
  note: string;
  /** The tick's own name: the same tap again after a lost answer ticks once. */
  tick: DocumentId;
  written: boolean;
}

/** For one patrol; `ticked` is told what was written and what stood there before. */
export function useChecks(view: () => PatrolView, ticked: (item: string, mark: TickMark, before: TickView | null) => void) {
  const id = view().card.id;
  const drafts = patrolDrafts(id);
  const tapped = reactive(new Map<string, Tapped>());
  const failed = new Map<string, Tapped>();
  const failure = shallowRef<CommandFailure | null>(null);
  let before: Promise<void> = Promise.resolve();

  const tickOf = (item: string): TickView | null => view().ticks.find((tick) => tick.item === item) ?? null;

  // What the view shows now needs no stand-in.
  watch(() => view().ticks, () => {
    for (const [item, tap] of [...tapped]) if (tap.written) tapped.delete(item);
  });

  function answer(item: string): CheckAnswer | null {
    const mark = tapped.get(item)?.mark ?? tickOf(item)?.mark;
    return mark === "ok" ? "ok" : mark === "problem" ? "problem" : null;
  }

  const saved = (item: string): string => tapped.get(item)?.note ?? tickOf(item)?.note ?? "";
  const note = (item: string): string => drafts.notes[item] ?? saved(item);
  const unsaved = (item: string): boolean => note(item).trim() !== saved(item);

  function type(item: string, text: string): void {
    if (text === saved(item)) forgetNote(drafts, item);
    else drafts.notes[item] = text;
  }

  async function write(item: string, tap: Tapped): Promise<boolean> {
    try {
      await execute("patrol.tick", { id, item, mark: tap.mark, ...(tap.note ? { note: tap.note } : {}), tick: tap.tick });
    } catch (thrown) {
      failure.value = CommandFailure.from(thrown);
      failed.set(item, tap);
      if (tapped.get(item)?.tick === tap.tick) tapped.delete(item);
      return false;
    }
    const now = tapped.get(item);
    if (now?.tick === tap.tick) now.written = true;
    failed.delete(item);
    // What was typed meanwhile stays a draft.
    if (drafts.notes[item]?.trim() === tap.note) forgetNote(drafts, item);
    return true;
  }

  /** Writes a mark with a note, after the taps before it. */
  function put(item: string, mark: TickMark, words: string): Promise<boolean> {
    failure.value = null;
    const lost = failed.get(item);
    const tick = lost?.mark === mark && lost.note === words ? lost.tick : uuidV7();
    tapped.set(item, { mark, note: words, tick, written: false });
    const done = before.then(() => write(item, { mark, note: words, tick, written: false }));
    before = done.then(() => undefined);
    return done;
  }

  async function tap(item: string, mark: TickMark): Promise<void> {
    const known = tickOf(item);
    if (await put(item, mark, note(item).trim())) ticked(item, mark, known);
  }

  /** Saves what was typed; true once it is there. */
  async function saveNote(item: string): Promise<boolean> {
    const mark = answer(item);
    return mark !== null && (await put(item, mark, note(item).trim()));
  }

  /** Puts an item back to what stood there before; a note that was typed meanwhile stays a draft. */
  function restore(item: string, earlier: TickView | null): Promise<boolean> {
    return put(item, earlier?.mark ?? "clear", earlier?.note ?? "");
  }

  return { failure, answer, note, unsaved, type, tap, saveNote, restore };
}
