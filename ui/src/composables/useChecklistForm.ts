/** The form of a checklist: its name and its lines. What was changed is kept in this browser until it was saved. */
import { computed, reactive, watch } from "vue";
import { execute } from "../bridge";
import { keep, kept } from "./drafts";
import { useRepeatable } from "./useRepeatable";
import { uuidV7 } from "./uuid";
import type { ChangeHash } from "../bridge/generated/ChangeHash";
import type { ChecklistView } from "../bridge/generated/ChecklistView";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { NewChecklistItem } from "../bridge/generated/NewChecklistItem";

/** Lines of one checklist at most. */
export const MOST_LINES = 40;

/** One line, with a key of its own while it is moved about. */
export interface Line {
  key: string;
  /** Its name for life; a new one has none. */
  id: string | null;
  text: string;
}

interface Form {
  name: string;
  lines: Line[];
  /** The heads of the view it was filled from (R3). */
  heads: ChangeHash[];
}

const blankLine = (): Line => ({ key: uuidV7(), id: null, text: "" });

/** The form as a view fills it; a new checklist begins with one empty line. */
function filled(view: ChecklistView | null): Form {
  if (!view) return { name: "", lines: [blankLine()], heads: [] };
  return { name: view.name, lines: view.current.items.map(({ id, text }) => ({ key: id, id, text })), heads: view.heads };
}

/** The lines that say something, as `checklist.save` takes them. */
export function itemsOf(lines: Line[]): NewChecklistItem[] {
  return lines.flatMap(({ id, text }) => (text.trim() ? [{ ...(id === null ? {} : { id }), text: text.trim() }] : []));
}

/** What stands in the way of saving. */
export type Missing = "name" | "items" | null;

/** The form for one checklist; `view` gives null where it is new. */
export function useChecklistForm(id: DocumentId, view: () => ChecklistView | null) {
  const name = `checklist.${id}`;
  const before = kept<Form>(name);
  const form = reactive<Form>(before ?? filled(view()));
  const { busy, failure, run } = useRepeatable();
  const base = computed(() => filled(view()));
  const nameChanged = computed(() => form.name.trim() !== base.value.name);
  const itemsChanged = computed(() => JSON.stringify(itemsOf(form.lines)) !== JSON.stringify(itemsOf(base.value.lines)));
  const changed = computed(() => nameChanged.value || itemsChanged.value);
  const missing = computed<Missing>(() => (form.name.trim() === "" ? "name" : itemsOf(form.lines).length === 0 ? "items" : null));

  watch(form, (now) => keep(name, changed.value ? now : null), { flush: "sync" });
  // What somebody else wrote meanwhile is shown, where nothing is being changed here.
  watch(base, (now, earlier) => {
    const untouched = form.name.trim() === earlier.name && JSON.stringify(itemsOf(form.lines)) === JSON.stringify(itemsOf(earlier.lines));
    if (untouched || !changed.value) Object.assign(form, now);
  });

  function add(): Line {
    const line = blankLine();
    form.lines.push(line);
    return line;
  }

  /** Takes a line off; gives back how to put it where it was. */
  function remove(line: Line): () => void {
    const at = form.lines.indexOf(line);
    form.lines.splice(at, 1);
    return () => void form.lines.splice(Math.min(at, form.lines.length), 0, line);
  }

  /** Moves a line; gives back its number from 1. */
  function move(line: Line, by: number): number {
    const at = form.lines.indexOf(line);
    const to = Math.min(Math.max(at + by, 0), form.lines.length - 1);
    form.lines.splice(at, 1);
    form.lines.splice(to, 0, line);
    return to + 1;
  }

  function discard(): void {
    Object.assign(form, base.value);
    keep(name, null);
  }

  /** Writes only what was changed (R3). */
  async function save(): Promise<boolean> {
    const done = await run(async () => void (await execute("checklist.save", {
      id, heads: [...form.heads], ...(nameChanged.value ? { name: form.name.trim() } : {}), ...(itemsChanged.value ? { items: itemsOf(form.lines) } : {}),
    })));
    if (done) keep(name, null);
    return done;
  }

  /** Puts it away or takes it out again. */
  function retire(retired: boolean): Promise<boolean> {
    return run(async () => void (await execute("checklist.save", { id, heads: view()?.heads ?? [], retired })));
  }

  return { form, busy, failure, restored: before !== null, changed, missing, add, remove, move, discard, save, retire };
}
