/** Homes in pages: more on request, current without losing its place. */
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged } from "../bridge";
import type { HomeCard } from "../bridge/generated/HomeCard";
import type { HomeFilter } from "../bridge/generated/HomeFilter";

const PAGE = 50;
const MOST = 500;

/** The homes as far as they were asked for. */
export interface HomePages {
  rows: ShallowRef<HomeCard[]>;
  total: Ref<number>;
  due: Ref<number>;
  more: ComputedRef<boolean>;
  loading: Ref<boolean>;
  /** False until the first answer. */
  ready: Ref<boolean>;
  failure: ShallowRef<CommandFailure | null>;
  loadMore: () => Promise<void>;
  reload: () => Promise<void>;
}

/** Lists the homes that `filter` finds, `page` at a time; nothing where it gives null. */
export function useHomes(filter: () => HomeFilter | null, page: number = PAGE): HomePages {
  const rows = shallowRef<HomeCard[]>([]);
  const [total, due] = [ref(0), ref(0)];
  const next = ref<string | null>(null);
  const loading = ref(false);
  const ready = ref(false);
  const failure = shallowRef<CommandFailure | null>(null);
  let asked = 0;

  async function ask(after: string | null, limit: number): Promise<void> {
    const wanted = filter();
    const mine = ++asked;
    if (wanted === null) return;
    loading.value = true;
    try {
      const { ok } = await execute("home.list", { filter: wanted, limit, ...(after === null ? {} : { after }) });
      if (mine !== asked) return;
      const known = new Set(after === null ? [] : rows.value.map((row) => row.id));
      rows.value = [...(after === null ? [] : rows.value), ...ok.rows.filter((row) => !known.has(row.id))];
      [total.value, due.value, next.value] = [ok.total, ok.due, ok.next];
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

  watch(() => JSON.stringify(filter()), () => {
    rows.value = [];
    ready.value = false;
    failure.value = null;
    void ask(null, page);
  });
  onScopeDispose(onChanged((topics) => {
    if (topics.includes("homes")) void reload();
  }));
  void ask(null, page);
  return { rows, total, due, more: computed(() => next.value !== null), loading, ready, failure, loadMore, reload };
}
