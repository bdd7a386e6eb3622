/** Shows what a reading command says, and asks again when one of its topics changed. What was shown stays meanwhile. */
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged, type Args, type CommandName, type Reply } from "../bridge";
import type { Topic } from "../bridge/generated/Topic";

/** A reading command's standing answer. */
export interface Query<N extends CommandName> {
  /** The newest answer. */
  data: ShallowRef<Reply<N> | null>;
  /** Why there is none, or no newer one. */
  failure: ShallowRef<CommandFailure | null>;
  /** Whether it is being asked. */
  loading: Ref<boolean>;
  /** Asks again. */
  reload: () => Promise<void>;
}

/** Asks `command` now, whenever `args` changes, and whenever one of `topics` is named. `args` gives null to ask nothing. */
export function useQuery<N extends CommandName>(command: N, args: () => Args<N> | null, topics: Topic[]): Query<N> {
  const data = shallowRef<Reply<N> | null>(null);
  const failure = shallowRef<CommandFailure | null>(null);
  const loading = ref(false);
  let asked = 0;

  async function reload(): Promise<void> {
    const asking = args();
    if (asking === null) return;
    const mine = ++asked;
    loading.value = true;
    try {
      const { ok } = await execute(command, asking);
      if (mine !== asked) return;
      data.value = ok;
      failure.value = null;
    } catch (thrown) {
      if (mine === asked) failure.value = CommandFailure.from(thrown);
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch(
    () => JSON.stringify(args()),
    () => {
      data.value = null;
      failure.value = null;
      void reload();
    },
  );
  onScopeDispose(onChanged((changed) => {
    if (changed.some((topic) => topics.includes(topic))) void reload();
  }));
  void reload();
  return { data, failure, loading, reload };
}
