/** The codes of homes that screens offer, in the order people see them, with their icons. New codes from elsewhere are shown, not offered. */
import type { IconName } from "../components/icons";
import type { Care } from "../bridge/generated/Care";
import type { Relation } from "../bridge/generated/Relation";
import type { Sex } from "../bridge/generated/Sex";
import type { Tenancy } from "../bridge/generated/Tenancy";
import type { VisitOutcome } from "../bridge/generated/VisitOutcome";

/** The families of codes of homes, residents and workbooks that have words. */
export type HomeFamily =
  | "tenancy" | "care" | "relation" | "sex" | "residentState" | "homeState" | "outcome" | "alikeWhy" | "homeField" | "importWhy" | "importDo" | "sheetState" | "registerKind" | "registerFormat";

/** How a home may be lived in. */
export const TENANCIES: readonly Tenancy[] = ["owner", "rented", "vacant", "business"];
/** What to be mindful of. */
export const CARES: readonly Care[] = ["elder_alone", "hardship", "disabled", "child"];
/** What somebody may be to the head of the household. */
export const RELATIONS: readonly Relation[] = ["head", "spouse", "child", "parent", "tenant", "other"];
/** 男, 女. */
export const SEXES: readonly Sex[] = ["male", "female"];
/** What may come of a visit: what comes most often first. */
export const OUTCOMES: readonly VisitOutcome[] = ["met", "need", "no_answer", "refused"];

const TENANCY_ICONS: Readonly<Record<string, IconName>> = { owner: "home", rented: "key", vacant: "door", business: "shop" };
const OUTCOME_ICONS: Readonly<Record<string, IconName>> = { met: "checkCircle", need: "speech", no_answer: "door", refused: "hand" };

/** The icon of how a home is lived in. */
export const tenancyIcon = (code: Tenancy | null): IconName => TENANCY_ICONS[code ?? ""] ?? "other";
/** The icon of what came of a visit. */
export const outcomeIcon = (code: VisitOutcome): IconName => OUTCOME_ICONS[code] ?? "other";
