/** What was just done can be taken back for eight seconds: better than asking before each act. */
import { ref, shallowRef } from "vue";
import { announce, announced } from "./announce";

/** Something done, and how to take it back. */
export interface Undoable {
  /** What was done, in words: “记下了：没问题”. */
  words: string;
  /** Takes it back; throws where it cannot be. */
  undo: () => Promise<void>;
}

/** For how long. */
export const UNDO_MS = 8_000;

/** What can be taken back now. */
export const undoable = shallowRef<Undoable | null>(null);
/** Whether it is being taken back. */
const going = ref(false);
let timer: number | undefined;

function wait(): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    undoable.value = null;
  }, UNDO_MS);
}

/** Offers to take back what was done; what was offered before stands from now on. */
export function offerUndo(words: string, undo: () => Promise<void>): void {
  announced.value = "";
  undoable.value = { words, undo };
  wait();
}

/** Somebody is on the offer: it waits for them. */
export function holdUndo(): void {
  window.clearTimeout(timer);
}

/** They have left it: the seconds begin anew. */
export function releaseUndo(): void {
  if (undoable.value) wait();
}

/** Takes it back once, and says so in `done`; says `failed` where it could not be. */
export async function takeBackWith(done: string, failed: (thrown: unknown) => string): Promise<void> {
  const offer = undoable.value;
  if (!offer || going.value) return;
  window.clearTimeout(timer);
  going.value = true;
  try {
    await offer.undo();
    announce(done);
  } catch (thrown) {
    announce(failed(thrown));
  } finally {
    going.value = false;
    if (undoable.value === offer) undoable.value = null;
  }
}
