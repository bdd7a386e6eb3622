/** What is kept of a report while it is being written, and what of it differs from an attempt that got no answer. */
import { kept as before } from "./drafts";
import { uuidV7 } from "./uuid";
import type { Category } from "../bridge/generated/Category";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { HazardEditArgs } from "../bridge/generated/HazardEditArgs";
import type { HazardReportArgs } from "../bridge/generated/HazardReportArgs";
import type { Place } from "../bridge/generated/Place";
import type { Point } from "../bridge/generated/Point";
import type { Severity } from "../bridge/generated/Severity";

/** What people fill in, but for the photos. */
export type Written = Omit<HazardReportArgs, "id" | "photos">;

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
  /** The words that the form came with: they alone are nothing that somebody wrote. */
  given: string;
  /** The patrol on which it was found. */
  patrol: DocumentId | null;
  /** What the first attempt without an answer carried: it may have been saved. */
  tried: Written | null;
}

/** A form in which nothing is written. */
export function blank(): ReportDraft {
  return { id: uuidV7(), category: null, severity: "normal", place: null, point: null, words: "", given: "", patrol: null, tried: null };
}

/** What was kept. */
export function kept(name: string): ReportDraft | null {
  const draft = before<ReportDraft>(name);
  return draft && typeof draft.id === "string" ? { ...blank(), ...draft } : null;
}

/** What differs, field by field. */
export function changed(before: Written, now: Written): Partial<HazardEditArgs> {
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

/** Whether somebody wrote or chose something. */
export const isWritten = ({ category, words, given }: ReportDraft): boolean => category !== null || (words !== "" && words !== given);

/** Where a report comes from that is made on a patrol, and the words it begins with. */
export interface Found {
  patrol: DocumentId;
  words: string;
}
