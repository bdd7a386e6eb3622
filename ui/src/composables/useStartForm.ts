/** The form of a new patrol. Nothing in it is required; what is in it is kept until the patrol has begun. */
import { reactive, ref, watch } from "vue";
import { execute } from "../bridge";
import { keep, kept } from "./drafts";
import { NOT_THE_DEVICE, useRepeatable } from "./useRepeatable";
import { uuidV7 } from "./uuid";
import type { ChecklistView } from "../bridge/generated/ChecklistView";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { MemberId } from "../bridge/generated/MemberId";
import type { PatrolStartArgs } from "../bridge/generated/PatrolStartArgs";

const USED_AS = "jinshui.checklist";

/** What is kept while it is being filled in. */
export interface StartDraft {
  id: DocumentId;
  /** Null until somebody writes or the grid's name is known. */
  area: string | null;
  team: MemberId[];
  /** Undefined until somebody or the list of checklists says; null for none. */
  checklist?: DocumentId | null;
  /** What the first attempt without an answer carried: it may have begun. */
  tried: PatrolStartArgs | null;
}

const blank = (): StartDraft => ({ id: uuidV7(), area: null, team: [], tried: null });

/** The checklist that stands there at first: the only one, or the one this device used last. */
export function firstChecklist(lists: Pick<ChecklistView, "id">[], usedLast: string | null): DocumentId | null {
  if (lists.length === 1) return lists[0]?.id ?? null;
  return lists.find((list) => list.id === usedLast)?.id ?? null;
}

/** The checklist that this device used last. */
export const checklistUsed = (): string | null => localStorage.getItem(USED_AS);

/** The form for this member. */
export function useStartForm(member: string) {
  const name = `patrol-start.${member}`;
  const draft = reactive<StartDraft>({ ...blank(), ...kept<StartDraft>(name) });
  const { busy, failure, run } = useRepeatable();
  const began = ref(false);
  watch(draft, (now) => {
    if (!began.value) keep(name, now);
  }, { flush: "sync" });

  function filledIn(): PatrolStartArgs {
    const area = draft.area?.trim() ?? "";
    return { ...(area ? { area } : {}), ...(draft.team.length > 0 ? { team: [...draft.team] } : {}), ...(draft.checklist ? { checklist: draft.checklist } : {}) };
  }

  /** Where an attempt got no answer, a repeat carries what that one carried; what was changed since is written after it. */
  async function begin(): Promise<void> {
    const now = filledIn();
    draft.tried ??= now;
    const first = draft.tried;
    const { ok } = await execute("patrol.start", { id: draft.id, ...first });
    if ((first.area ?? "") !== (now.area ?? "")) await execute("patrol.edit", { id: ok.id, area: now.area ?? "" });
    const [before, after] = [first.team ?? [], now.team ?? []];
    for (const one of after.filter((who) => !before.includes(who))) await execute("patrol.team", { id: ok.id, member: one, here: true });
    for (const one of before.filter((who) => !after.includes(who))) await execute("patrol.team", { id: ok.id, member: one, here: false });
  }

  /** Begins; gives back the patrol's id, or null where it failed and the form stays. */
  async function start(): Promise<DocumentId | null> {
    const done = await run(begin);
    if (!done) {
      // Only where no answer came may it have begun; else the next attempt carries what stands in the form then.
      if (failure.value && !NOT_THE_DEVICE.includes(failure.value.code)) draft.tried = null;
      return null;
    }
    began.value = true;
    keep(name, null);
    if (draft.checklist) localStorage.setItem(USED_AS, draft.checklist);
    return draft.id;
  }

  return { draft, busy, failure, start };
}
