/** A list of records in pages: more on request, current without losing its place. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged } from "../bridge";
import type { HazardCard } from "../bridge/generated/HazardCard";
import type { HazardFilter } from "../bridge/generated/HazardFilter";
import type { PatrolCard } from "../bridge/generated/PatrolCard";
import type { PatrolFilter } from "../bridge/generated/PatrolFilter";
import type { Topic } from "../bridge/generated/Topic";

const PAGE = 30;
const MOST = 500;

/** One page of rows. */
interface Page<Row> {
  rows: Row[];
  next: string | null;
  total: number;
}

/** The list as far as it was asked for. */
export interface Paged<Row> {
  rows: ShallowRef<Row[]>;
  total: Ref<number>;
  more: ComputedRef<boolean>;
  loading: Ref<boolean>;
  /** False until the first answer. */
  ready: Ref<boolean>;
  failure: ShallowRef<CommandFailure | null>;
  loadMore: () => Promise<void>;
  reload: () => Promise<void>;
}

/** Lists the reports that `filter` finds; `page` rows at a time. */
export function usePaged(filter: () => HazardFilter, page: number = PAGE): Paged<HazardCard> {
  return usePages(filter, async (args) => (await execute("hazard.list", args)).ok, "hazards", page);
}

/** Lists the patrols that `filter` finds; `page` rows at a time. */
export function usePatrols(filter: () => PatrolFilter, page: number = PAGE): Paged<PatrolCard> {
  return usePages(filter, async (args) => (await execute("patrol.list", args)).ok, "patrols", page);
}

/** Lists what `list` gives for `filter`, and asks again when `topic` is named. */
export function usePages<Filter, Row extends { id: string }>(
  filter: () => Filter, list: (args: { filter: Filter; limit: number; after?: string }) => Promise<Page<Row>>, topic: Topic, page: number = PAGE,
): Paged<Row> {
  const rows: ShallowRef<Row[]> = shallowRef([]);
  const total = ref(0);
  const next = ref<string | null>(null);
  const loading = ref(false);
  const ready = ref(false);
  const failure = shallowRef<CommandFailure | null>(null);
  let asked = 0;

  async function ask(after: string | null, limit: number): Promise<void> {
    const mine = ++asked;
    loading.value = true;
    try {
      const found = await list({ filter: filter(), limit, ...(after === null ? {} : { after }) });
      if (mine !== asked) return;
      rows.value = after === null ? found.rows : joined(rows.value, found.rows);
      total.value = found.total;
      next.value = found.next;
      failure.value = null;
      ready.value = true;
    } catch (thrown) {
      if (mine === asked) failure.value = CommandFailure.from(thrown);
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  const reload = (): Promise<void> => ask(null, Math.min(Math.max(rows.value.length, page), MOST));
  const loadMore = (): Promise<void> => (next.value === null ? Promise.resolve() : ask(next.value, page));

  watch(
    () => JSON.stringify(filter()),
    () => {
      rows.value = [];
      ready.value = false;
      void ask(null, page);
    },
  );
  onScopeDispose(onChanged((topics) => {
    if (topics.includes(topic)) void reload();
  }));
  void ask(null, page);
  return { rows, total, more: computed(() => next.value !== null), loading, ready, failure, loadMore, reload };
}

/** Rows after rows, each record once. */
function joined<Row extends { id: string }>(before: Row[], after: Row[]): Row[] {
  const known = new Set(before.map((row) => row.id));
  return [...before, ...after.filter((row) => !known.has(row.id))];
}
