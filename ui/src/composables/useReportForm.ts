/**
 * The form of a new report. The words, category, place and the report's own id are kept by the device at every
 * keystroke until it was saved, so that an accidental reload loses nothing and a repeated tap makes no second report.
 */
import { computed, reactive, ref, watch } from "vue";
import { CommandFailure, execute } from "../bridge";
import { keep } from "./drafts";
import { toNewPhoto, type ChosenPhoto } from "./pictures";
import { blank, changed, isWritten, kept, type Found, type ReportDraft, type Written } from "./reportDraft";
import { NOT_THE_DEVICE } from "./useRepeatable";
import type { Reported } from "../bridge/generated/Reported";

/** The form for this member. What was half written goes on; a fresh form begins with what was `found`. */
export function useReportForm(member: string, found: Found | null = null) {
  const name = `report.${member}`;
  const fresh = (): ReportDraft => ({ ...blank(), ...(found ? { ...found, given: found.words } : {}) });
  const before = kept(name);
  const draft = reactive<ReportDraft>(before ? { ...before, patrol: before.patrol ?? found?.patrol ?? null } : fresh());
  const photos = ref<ChosenPhoto[]>([]);
  const failure = ref<CommandFailure | null>(null);
  const saving = ref(false);
  /** The photos that went with the first attempt without an answer. */
  let photosTried: ChosenPhoto[] = [];
  let done = false;

  const written = computed(() => isWritten(draft));
  watch(draft, () => {
    if (!done && written.value) keep(name, draft);
  }, { flush: "sync" });

  function filledIn(): Written {
    if (draft.category === null) throw new CommandFailure("bad_field", "category: missing");
    const words = draft.words.trim();
    return { category: draft.category, severity: draft.severity, ...(draft.place ? { place: { ...draft.place } } : {}), ...(draft.point ? { point: { ...draft.point } } : {}), ...(draft.patrol ? { patrol: draft.patrol } : {}), ...(words ? { words } : {}) };
  }

  /**
   * Reports it. Where an attempt got no answer, a repeat carries exactly what that one carried, so that it does not matter
   * which of them arrived; what was changed since is written after it.
   */
  async function report(): Promise<string> {
    const now = filledIn();
    if (draft.tried === null) {
      draft.tried = now;
      photosTried = [...photos.value];
    }
    const first = draft.tried;
    let saved: Reported;
    try {
      const pictures = await Promise.all(photosTried.map((photo) => toNewPhoto(photo.file)));
      saved = (await execute("hazard.report", { id: draft.id, ...first, ...(pictures.length > 0 ? { photos: pictures } : {}) })).ok;
    } catch (thrown) {
      // The device itself said no, so no attempt was saved: the next one may carry what stands in the form then.
      if (!NOT_THE_DEVICE.includes(CommandFailure.from(thrown).code)) draft.tried = null;
      throw thrown;
    }
    const changes = changed(first, now);
    if (Object.keys(changes).length > 0) await execute("hazard.edit", { id: saved.id, heads: saved.heads, ...changes });
    for (const photo of photos.value.filter((one) => !photosTried.includes(one))) {
      await execute("photo.add", { id: saved.id, photo: await toNewPhoto(photo.file), photo_id: photo.id });
    }
    return saved.id;
  }

  /** Saves it; gives back the report's id, or null where it failed and the form stays. */
  async function submit(): Promise<string | null> {
    if (saving.value) return null;
    saving.value = true;
    failure.value = null;
    try {
      const id = await report();
      done = true;
      keep(name, null);
      return id;
    } catch (thrown) {
      failure.value = CommandFailure.from(thrown);
      return null;
    } finally {
      saving.value = false;
    }
  }

  /** Starts over with an empty form. */
  function restart(): void {
    keep(name, null);
    Object.assign(draft, fresh());
    photosTried = [];
  }

  return { draft, photos, failure, saving, restored: ref(before !== null), submit, restart };
}
