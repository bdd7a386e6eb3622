/** Turns codes, places, people and times into the words of i18n. Unknown codes get plain words too, never the code. */
import { useI18n } from "vue-i18n";
import type { Assignee } from "../bridge/generated/Assignee";
import type { CommandFailure } from "../bridge";
import type { HomeFamily } from "./homeCodes";
import type { HazardCard } from "../bridge/generated/HazardCard";
import type { Place } from "../bridge/generated/Place";
import type { Point } from "../bridge/generated/Point";
import type { Timestamp } from "../bridge/generated/Timestamp";

/** The families of codes that have words. */
export type Family =
  | "category" | "severity" | "role" | "group" | "node" | "act" | "ask" | "did" | "writing" | "field" | "refusal" | "boxed" | "failure" | "status" | "gap"
  | "cardAbout" | "cardOutcome" | "caseCause" | "caseState" | "patrolStatus" | "patrolAct" | "patrolDid" | HomeFamily;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days between two moments' dates: 0 today, 1 yesterday. */
export function daysBetween(then: Date, now: Date): number {
  const start = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((start(now) - start(then)) / DAY_MS);
}

function clock(date: Date): string {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

/** Words for everything that comes as a code or a number. */
export function useWords() {
  const { t, te, locale } = useI18n();

  /** A code's word. */
  function word(family: Family, code: string, values: Record<string, string> = {}): string {
    const key = `${family}.${code}`;
    return te(key) || te(key, "zh-Hans") ? t(key, values) : t(`${family}.unknown`, values);
  }

  /** A date's parts, the month also by name for languages that name it. */
  function dayOf(date: Date): { month: number; monthName: string; day: number } {
    const monthName = date.toLocaleDateString(locale.value, { month: "short" });
    return { month: date.getMonth() + 1, monthName, day: date.getDate() };
  }

  /** 今天 20:15, 昨天 19:40, 11月20日. */
  function when(at: Timestamp, withTime = false): string {
    const then = new Date(at);
    const now = new Date();
    const days = daysBetween(then, now);
    const values = { time: clock(then), year: then.getFullYear(), ...dayOf(then) };
    if (days === 0) return t("date.today", values);
    if (days === 1) return t("date.yesterday", values);
    if (then.getFullYear() !== now.getFullYear()) return t("date.year", values);
    return withTime ? t("date.dayTime", values) : t("date.day", values);
  }

  /** 昨天 19:30 到 20:35; both with their day where it is not the same. */
  function span(from: Timestamp, to: Timestamp): string {
    const same = daysBetween(new Date(from), new Date(to)) === 0;
    return t("date.span", { from: when(from, true), to: same ? clock(new Date(to)) : when(to, true) });
  }

  /** “3” is 3号楼; “北门” stays as it is. */
  function building(name: string): string {
    return /^\d+[A-Za-z]?$/.test(name) ? t("place.building", { name }) : name;
  }

  /** “2” is 2单元. */
  function unit(name: string): string {
    return /^\d+[A-Za-z]?$/.test(name) ? t("place.unit", { name }) : name;
  }

  /** A point as people read it aloud. */
  function point(at: Point): string {
    return t("point.shown", { lat: at.lat.toFixed(5), lon: at.lon.toFixed(5) });
  }

  /** A place as people say it; empty where none was given. */
  function place(at: Place): string {
    if (at.building && at.unit) return t("place.both", { building: building(at.building), unit: unit(at.unit) });
    return building(at.building) || unit(at.unit);
  }

  /** 3号楼2单元 占消防通道. */
  function title(card: Pick<HazardCard, "place" | "category">): string {
    const category = word("category", card.category);
    const where = place(card.place);
    return where ? t("common.joined", { a: where, b: category }) : category;
  }

  /** 物业, or the person's name. */
  function assignee(who: Assignee | null, name: string | null): string {
    if (who === "property") return t("assignee.property");
    return name ?? t("assignee.unknown");
  }

  /** Where a report stands: 已派给物业. */
  function status(card: Pick<HazardCard, "status" | "assignee" | "assignee_name">): string {
    if (card.status === "assigned" && card.assignee) {
      return t("status.assignedTo", { name: assignee(card.assignee, card.assignee_name) });
    }
    return word("status", card.status);
  }

  /** A failure in plain words with what to do. */
  function failure(what: CommandFailure): string {
    return word("failure", what.code);
  }

  return { t, word, when, span, dayOf, building, unit, place, point, title, assignee, status, failure };
}
