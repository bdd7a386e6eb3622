/** A list of reports in pages: more on request, current without losing its place. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged } from "../bridge";
import type { HazardCard } from "../bridge/generated/HazardCard";
import type { HazardFilter } from "../bridge/generated/HazardFilter";

const PAGE = 30;
const MOST = 500;

/** The list as far as it was asked for. */
export interface Paged {
  rows: ShallowRef<HazardCard[]>;
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
export function usePaged(filter: () => HazardFilter, page: number = PAGE): Paged {
  const rows = shallowRef<HazardCard[]>([]);
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
      const { ok } = await execute("hazard.list", { filter: filter(), limit, ...(after === null ? {} : { after }) });
      if (mine !== asked) return;
      rows.value = after === null ? ok.rows : joined(rows.value, ok.rows);
      total.value = ok.total;
      next.value = ok.next;
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
    if (topics.includes("hazards")) void reload();
  }));
  void ask(null, page);
  return { rows, total, more: computed(() => next.value !== null), loading, ready, failure, loadMore, reload };
}

/** Rows after rows, each report once. */
function joined(before: HazardCard[], after: HazardCard[]): HazardCard[] {
  const known = new Set(before.map((row) => row.id));
  return [...before, ...after.filter((row) => !known.has(row.id))];
}
