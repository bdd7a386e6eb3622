/**
 * The form of a new report. The words, category, place and the report's own id are kept in this browser at every
 * keystroke until it was saved, so that an accidental reload loses nothing and a repeated tap makes no second report.
 */
import { computed, reactive, ref, watch } from "vue";
import { CommandFailure, execute } from "../bridge";
import { toNewPhoto, type ChosenPhoto } from "./pictures";
import { uuidV7 } from "./uuid";
import type { Category } from "../bridge/generated/Category";
import type { HazardReportArgs } from "../bridge/generated/HazardReportArgs";
import type { Place } from "../bridge/generated/Place";
import type { Severity } from "../bridge/generated/Severity";

const KEPT_AS = "jinshui.report.";

/** What is kept while it is being written. */
export interface ReportDraft {
  id: string;
  category: Category | null;
  severity: Severity;
  /** Null until the person or the usual place says. */
  place: Place | null;
  words: string;
}

function blank(): ReportDraft {
  return { id: uuidV7(), category: null, severity: "normal", place: null, words: "" };
}

function kept(name: string): ReportDraft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(name) ?? "null") as ReportDraft | null;
    return draft && typeof draft.id === "string" ? { ...blank(), ...draft } : null;
  } catch {
    return null;
  }
}

/** Forgets every draft in this browser: when somebody signs out. */
export function forgetDrafts(): void {
  Object.keys(localStorage).filter((key) => key.startsWith(KEPT_AS)).forEach((key) => localStorage.removeItem(key));
}

/** The form for this member. */
export function useReportForm(member: string) {
  const name = `${KEPT_AS}${member}`;
  const before = kept(name);
  const draft = reactive<ReportDraft>(before ?? blank());
  const photos = ref<ChosenPhoto[]>([]);
  const failure = ref<CommandFailure | null>(null);
  const saving = ref(false);
  /** What an attempt without an answer carried: it may have been saved. */
  let unanswered: { args: HazardReportArgs; photos: Set<number> } | null = null;
  let done = false;

  const written = computed(() => draft.category !== null || draft.words !== "");
  watch(draft, () => {
    if (!done && written.value) localStorage.setItem(name, JSON.stringify(draft));
  }, { flush: "sync" });

  async function args(): Promise<HazardReportArgs> {
    if (draft.category === null) throw new CommandFailure("bad_field", "category: missing");
    return {
      id: draft.id,
      category: draft.category,
      severity: draft.severity,
      ...(draft.place ? { place: { ...draft.place } } : {}),
      ...(draft.words.trim() ? { words: draft.words.trim() } : {}),
      ...(photos.value.length > 0 ? { photos: await Promise.all(photos.value.map((photo) => toNewPhoto(photo.file))) } : {}),
    };
  }

  /** Writes what was changed after an attempt that had been saved although no answer came. */
  async function mend(sent: HazardReportArgs, now: HazardReportArgs, photosSent: Set<number>): Promise<void> {
    const { ok: view } = await execute("hazard.show", { id: draft.id });
    const differs = sent.category !== now.category || sent.severity !== now.severity || sent.words !== now.words
      || JSON.stringify(sent.place) !== JSON.stringify(now.place);
    if (differs) {
      await execute("hazard.edit", {
        id: draft.id, heads: view.heads, category: now.category, severity: now.severity, words: now.words ?? "",
        ...(now.place ? { place: now.place } : {}),
      });
    }
    const late = photos.value.filter((photo) => !photosSent.has(photo.key));
    if (late.length === 0 || view.photos.length >= photos.value.length) return;
    for (const photo of late) await execute("photo.add", { id: draft.id, photo: await toNewPhoto(photo.file) });
  }

  /** Saves it; gives back the report's id, or null where it failed and the form stays. */
  async function submit(): Promise<string | null> {
    if (saving.value) return null;
    saving.value = true;
    failure.value = null;
    let sending: HazardReportArgs | null = null;
    try {
      sending = await args();
      const { ok } = await execute("hazard.report", sending);
      if (unanswered) await mend(unanswered.args, sending, unanswered.photos);
      done = true;
      localStorage.removeItem(name);
      return ok.id;
    } catch (thrown) {
      failure.value = CommandFailure.from(thrown);
      if (failure.value.code === "no_connection" && sending) {
        unanswered ??= { args: { ...sending, photos: [] }, photos: new Set(photos.value.map((photo) => photo.key)) };
      }
      return null;
    } finally {
      saving.value = false;
    }
  }

  /** Starts over with an empty form. */
  function restart(): void {
    localStorage.removeItem(name);
    Object.assign(draft, blank());
    unanswered = null;
  }

  return { draft, photos, failure, saving, restored: ref(before !== null), submit, restart };
}
