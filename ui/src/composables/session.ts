/** What every screen needs to know: who is here, what is on its way, the community. Asked once, kept current for all. */
import { computed, effectScope, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import { CommandFailure, execute, onChanged } from "../bridge";
import { forgetDrafts, loadDrafts } from "./drafts";
import { useQuery, type Query } from "./useQuery";
import type { Me } from "../bridge/generated/Me";
import type { MemberId } from "../bridge/generated/MemberId";

const NOBODY: Me = {
  enrolled: false, joining: null, member: null, device: null, grid: null, desk: false, may_report: false, may_patrol: false, may_keep_homes: false,
  looks_with_purpose: false, office: false, manages: false, areas: [], usual_place: null, hidden: "nothing", ended: null,
};

const scope = effectScope(true);
const me: ShallowRef<Me | null> = shallowRef(null);
const meFailure: ShallowRef<CommandFailure | null> = shallowRef(null);
let sending: Query<"sending.show"> | null = null;
let community: Query<"community.show"> | null = null;

/** Asks who is here. Not being signed in is an answer, not a failure. */
export async function loadMe(): Promise<void> {
  try {
    const now = (await execute("me.show", {})).ok;
    await followDrafts(now);
    me.value = now;
    meFailure.value = null;
  } catch (thrown) {
    const failure = CommandFailure.from(thrown);
    if (failure.code === "not_signed_in" || failure.code === "not_enrolled") {
      me.value = NOBODY;
      meFailure.value = null;
    } else {
      meFailure.value = failure;
    }
  }
}

/** Whose drafts are held here. */
let author: MemberId | null = null;

/** The drafts of who is here now, before the first form opens. Whoever comes next finds nothing of another's. */
async function followDrafts(now: Me): Promise<void> {
  const member = now.enrolled ? (now.member?.id ?? author) : null;
  if (author !== null && member !== author) forgetDrafts();
  // Where they cannot be read now, they are asked for again with the next news of who is here.
  const known = member === author || member === null || (await loadDrafts().then(() => true, () => false));
  author = known ? member : null;
}

/** Keeps `me` current; called once at the start. */
export function followMe(): void {
  onChanged((topics) => {
    if (topics.includes("me")) void loadMe();
  });
}

/** Who is here; null until asked. */
export function useMe(): { me: ShallowRef<Me | null>; failure: ShallowRef<CommandFailure | null>; desk: ComputedRef<boolean> } {
  return { me, failure: meFailure, desk: computed(() => me.value?.desk ?? false) };
}

/** What is on its way, asked on first use. */
export function useSending(): Query<"sending.show"> {
  sending ??= scope.run(() => useQuery("sending.show", () => (me.value?.enrolled ? {} : null), ["sending", "me"])) ?? null;
  if (!sending) throw new Error("the session's scope has ended");
  return sending;
}

/** The org tree, asked on first use. */
export function useCommunity(): Query<"community.show"> {
  community ??= scope.run(() => useQuery("community.show", () => (me.value?.enrolled ? {} : null), ["community"])) ?? null;
  if (!community) throw new Error("the session's scope has ended");
  return community;
}
