/** The codes that screens offer, in the order people see them. New codes from elsewhere are shown, not offered. */
import type { CardAbout } from "../bridge/generated/CardAbout";
import type { CardOutcome } from "../bridge/generated/CardOutcome";
import type { CaseCause } from "../bridge/generated/CaseCause";
import type { CaseState } from "../bridge/generated/CaseState";
import type { Category } from "../bridge/generated/Category";
import type { Severity } from "../bridge/generated/Severity";
import type { Status } from "../bridge/generated/Status";

/** What can be wrong. */
export const CATEGORIES: readonly Category[] = [
  "fire_lane", "abandoned_bike", "stairwell_clutter", "wire_charging", "litter", "spoilt_green", "basement_living", "suspicious", "other",
];
/** How urgent. */
export const SEVERITIES: readonly Severity[] = ["normal", "urgent", "danger"];
/** What cannot wait: 急 and worse. */
export const URGENT: Severity[] = ["urgent", "danger"];
/** The life-cycle, in order. */
export const STATUSES: readonly Status[] = ["reported", "accepted", "assigned", "working", "verifying", "closed"];
/** What a quarrel can be about. */
export const CAUSES: readonly CaseCause[] = ["neighbours", "family", "noise", "leak", "space", "property", "tenancy", "money", "other"];
/** How a quarrel can stand. */
export const CASE_STATES: readonly CaseState[] = ["open", "settled", "unsettled", "escalated"];
/** What a card can be about. */
export const CARD_ABOUTS: readonly CardAbout[] = ["family", "neighbours", "tenancy", "fraud", "safety", "help", "other"];
/** What can come of a card. */
export const CARD_OUTCOMES: readonly CardOutcome[] = ["planned", "visited", "no_answer", "refused", "escalated"];
