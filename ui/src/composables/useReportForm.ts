/**
 * The form of a new report. The words, category, place and the report's own id are kept in this browser at every
 * keystroke until it was saved, so that an accidental reload loses nothing and a repeated tap makes no second report.
 */
import { computed, reactive, ref, watch } from "vue";
import { CommandFailure, execute } from "../bridge";
import { KEPT_REPORT } from "./drafts";
import { toNewPhoto, type ChosenPhoto } from "./pictures";
import { uuidV7 } from "./uuid";
import type { Category } from "../bridge/generated/Category";
import type { HazardEditArgs } from "../bridge/generated/HazardEditArgs";
import type { HazardReportArgs } from "../bridge/generated/HazardReportArgs";
import type { Place } from "../bridge/generated/Place";
import type { Point } from "../bridge/generated/Point";
import type { Reported } from "../bridge/generated/Reported";
import type { Severity } from "../bridge/generated/Severity";

/** Failures that say nothing about whether an earlier attempt was saved. */
const NOT_THE_DEVICE = ["no_connection", "not_signed_in", "revoked", "too_busy", "internal"];

/** What people fill in, but for the photos. */
type Written = Omit<HazardReportArgs, "id" | "photos">;

/** What is kept while it is being written. */
export interface ReportDraft {
  id: string;
  category: Category | null;
  severity: Severity;
  /** Null until the person or the usual place says. */
  place: Place | null;
  /** Null until the person adds where the device is. */
  point: Point | null;
  words: string;
  /** What the first attempt without an answer carried: it may have been saved. */
  tried: Written | null;
}

function blank(): ReportDraft {
  return { id: uuidV7(), category: null, severity: "normal", place: null, point: null, words: "", tried: null };
}

function kept(name: string): ReportDraft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? "null") as ReportDraft | null;
    return draft && typeof draft.id === "string" ? { ...blank(), ...draft } : null;
  } catch {
    return null;
  }
}

/** What differs, field by field. */
function changed(before: Written, now: Written): Partial<HazardEditArgs> {
  const [from, to] = [before.place, now.place];
  return {
    ...(before.category !== now.category ? { category: now.category } : {}),
    ...(before.severity !== now.severity && now.severity ? { severity: now.severity } : {}),
    ...(from?.building !== to?.building ? { building: to?.building ?? "" } : {}),
    ...(from?.unit !== to?.unit ? { unit: to?.unit ?? "" } : {}),
    ...(now.point && JSON.stringify(before.point) !== JSON.stringify(now.point) ? { point: now.point } : {}),
    ...(before.words !== now.words ? { words: now.words ?? "" } : {}),
  };
}

/** The form for this member. */
export function useReportForm(member: string) {
  const name = `${KEPT_REPORT}${member}`;
  const before = kept(name);
  const draft = reactive<ReportDraft>(before ?? blank());
  const photos = ref<ChosenPhoto[]>([]);
  const failure = ref<CommandFailure | null>(null);
  const saving = ref(false);
  /** The photos that went with the first attempt without an answer. */
  let photosTried: ChosenPhoto[] = [];
  let done = false;

  const written = computed(() => draft.category !== null || draft.words !== "");
  watch(draft, () => {
    if (!done && written.value) localStorage.setItem(name, JSON.stringify(draft));
  }, { flush: "sync" });

  function filledIn(): Written {
    if (draft.category === null) throw new CommandFailure("bad_field", "category: missing");
    const words = draft.words.trim();
    return { category: draft.category, severity: draft.severity, ...(draft.place ? { place: { ...draft.place } } : {}), ...(draft.point ? { point: { ...draft.point } } : {}), ...(words ? { words } : {}) };
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
      localStorage.removeItem(name);
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
    localStorage.removeItem(name);
    Object.assign(draft, blank());
    photosTried = [];
  }

  return { draft, photos, failure, saving, restored: ref(before !== null), submit, restart };
}
