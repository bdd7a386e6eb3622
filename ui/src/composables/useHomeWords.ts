/** Words for homes and the people of them: rooms, telephone numbers, dates of which only a part is known, what a field holds. */
import { useWords, type Family } from "./useWords";
import type { Place } from "../bridge/generated/Place";

/** Fields that hold codes, and the family of their words. */
const CODED: Readonly<Record<string, Family>> = { tenancy: "tenancy", relation: "relation", sex: "sex", state: "residentState", home_state: "homeState" };
/** Fields that are on or off. */
const FLAGS: readonly string[] = ["elder_alone", "hardship", "disabled", "child"];

/** Years between a date of birth, of which the end may be missing, and today; null where it does not tell. */
export function ageOf(born: string, today: Date): number | null {
  const [year, month = 1, day = 1] = born.split("-").map(Number);
  if (!year || Number.isNaN(month) || Number.isNaN(day)) return null;
  const had = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  const age = today.getFullYear() - year - (had ? 0 : 1);
  return age >= 0 && age < 130 ? age : null;
}

/** A number as it is read aloud: 138 0000 0101. */
export function phoneWords(number: string): string {
  return /^1\d{10}$/.test(number) ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number;
}

/** Today as a form writes it: 2026-11-22. */
export function today(now: Date = new Date()): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Words for homes, besides those of every screen. */
export function useHomeWords() {
  const words = useWords();
  const { t, word, place } = words;

  /** “501” is 501室; “东户” stays as it is. */
  function room(name: string): string {
    return /^\d+[A-Za-z]?$/.test(name) ? t("room.name", { name }) : name;
  }

  /** 4号楼3单元 501室. */
  function home(at: { place: Place; room: string }): string {
    return t("common.joined", { a: place(at.place), b: room(at.room) });
  }

  /** How many live somewhere, as far as anybody noted. */
  function living(n: number): string {
    return n === 0 ? t("homes.noPeople") : t("homes.people", { n }, n);
  }

  /** 1941年3月; empty where nobody said. */
  function partDate(written: string): string {
    const [year, month, day] = written.split("-").map(Number);
    if (!year) return "";
    if (!month) return t("partDate.year", { year });
    return day ? t("partDate.day", { year, month, day }) : t("partDate.month", { year, month });
  }

  /** What a field holds, as people say it. */
  function value(field: string, stored: string): string {
    if (stored === "") return t("common.empty");
    if (FLAGS.includes(field)) return stored === "true" || stored === "yes" ? t("mark.yes") : t("mark.no");
    const family = CODED[field];
    if (family) return word(family, stored);
    if (field === "phone" || field === "owner_phone") return phoneWords(stored);
    return field === "born" || field === "moved_in" || field === "moved_out" ? partDate(stored) : stored;
  }

  return { ...words, room, home, living, partDate, value };
}
