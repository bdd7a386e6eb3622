/** Keys move through a list of the desk: up and down, j and k; one row of it is reached by Tab. */
import { computed, nextTick, onBeforeUnmount, onMounted, ref, useTemplateRef, type ComputedRef, type Ref } from "vue";

/** What the list binds, besides `ref="rowsShown"` on the element that holds the rows, each with its `data-id`. */
export interface RowKeys {
  /** The row the keys are on. */
  at: Ref<string | null>;
  /** The row that Tab reaches. */
  first: ComputedRef<string | undefined>;
}

/** For one list; `atEnd` is told when the keys reach its last row. */
export function useRowKeys(rows: Ref<{ id: string }[]>, chosen: () => string, atEnd: () => void): RowKeys {
  const rowsShown = useTemplateRef<HTMLElement>("rowsShown");
  const at = ref<string | null>(null);
  const tabbable = computed(() => at.value ?? (chosen() || null) ?? rows.value[0]?.id ?? null);
  const first = computed(() => rows.value.find((row) => row.id === tabbable.value)?.id ?? rows.value[0]?.id);

  async function move(by: number): Promise<void> {
    const from = rows.value.findIndex((row) => row.id === (at.value ?? chosen()));
    const next = rows.value[Math.min(Math.max(from + by, 0), rows.value.length - 1)];
    if (!next) return;
    at.value = next.id;
    if (next === rows.value[rows.value.length - 1]) atEnd();
    await nextTick();
    rowsShown.value?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus();
  }

  /** Keys work wherever no text is being typed, no sheet is open and no report is being read. */
  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement | null;
    if (event.ctrlKey || event.metaKey || event.altKey || target?.closest("input, textarea, select, dialog, .detail")) return;
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    void move(by);
  }
  onMounted(() => document.addEventListener("keydown", onKey));
  onBeforeUnmount(() => document.removeEventListener("keydown", onKey));
  return { at, first };
}
