/** From a form of text and switches to the single fields that `home.edit` and `resident.edit` write. */
import { CARES } from "./homeCodes";
import type { HomeEditArgs } from "../bridge/generated/HomeEditArgs";
import type { HomeView } from "../bridge/generated/HomeView";
import type { ResidentEditArgs } from "../bridge/generated/ResidentEditArgs";
import type { ResidentFields } from "../bridge/generated/ResidentFields";
import type { ResidentView } from "../bridge/generated/ResidentView";

/** What `home.edit` may write. */
export type HomeEdit = Omit<HomeEditArgs, "id" | "heads">;
/** What `resident.edit` may write. */
export type ResidentEdit = Omit<ResidentEditArgs, "id" | "heads">;

/** What the form of a home holds; the care flags go by their codes. */
export type HomeForm = Record<string, string | boolean> & { tenancy: string; owner: string; owner_phone: string; head: string; words: string };
/** What the form of a person holds. */
export type ResidentForm = Record<string, string> & { name: string; phone: string; relation: string; sex: string; born: string; moved_in: string; words: string };

/** An empty form of a person. */
export const BLANK_RESIDENT: ResidentForm = { name: "", phone: "", relation: "", sex: "", born: "", moved_in: "", words: "" };

/** The flags that this home's form shows: those that are offered, and those that stand though they are not known here. */
export const flagsOf = (view: HomeView): string[] => [...CARES, ...view.card.care.filter((code) => !CARES.includes(code))];

/** The form of a home, filled. */
export function homeForm(view: HomeView): HomeForm {
  const flags = Object.fromEntries(flagsOf(view).map((code) => [code, view.card.care.includes(code)]));
  return { ...flags, tenancy: view.card.tenancy ?? "", owner: view.owner, owner_phone: view.owner_phone, head: view.head ?? "", words: view.words };
}

/** The edit that writes these changes of a home's form. */
export function homeEdit(changes: Partial<HomeForm>): HomeEdit {
  const edit: HomeEdit = {};
  for (const [field, value] of Object.entries(changes)) {
    if (typeof value === "boolean") edit.care = { ...edit.care, [field]: value };
    else if (field === "tenancy" || field === "owner" || field === "owner_phone" || field === "head" || field === "words") edit[field] = value?.trim() ?? "";
  }
  return edit;
}

/** The edit that chooses a home's stored value. */
export function homeEditOf(field: string, value: string): HomeEdit {
  if (field === "state") return { state: value };
  return CARES.includes(field) ? { care: { [field]: value === "yes" } } : homeEdit({ [field]: value });
}

/** The form of a person, filled. */
export function residentForm(one: ResidentView): ResidentForm {
  return { name: one.name, phone: one.phone, relation: one.relation ?? "", sex: one.sex ?? "", born: one.born, moved_in: one.moved_in, words: one.words };
}

/** The fields besides the name that a person's form writes. A code is never cleared: 不知道 is not a thing to write. */
export function residentFields(changes: Partial<ResidentForm>): ResidentFields {
  const entries = Object.entries(changes).filter(([field, value]) => field !== "name" && !((field === "relation" || field === "sex") && value === ""));
  return Object.fromEntries(entries.map(([field, value]) => [field, value?.trim() ?? ""]));
}

/** The edit that writes these changes of a person's form. */
export function residentEdit(changes: Partial<ResidentForm>): ResidentEdit {
  const fields = residentFields(changes);
  return { ...(changes.name === undefined ? {} : { name: changes.name.trim() }), ...(Object.keys(fields).length > 0 ? { fields } : {}) };
}

/** The edit that chooses a person's stored value. */
export function residentEditOf(field: string, value: string): ResidentEdit {
  return field === "name" ? { name: value } : { fields: { [field]: value } };
}
