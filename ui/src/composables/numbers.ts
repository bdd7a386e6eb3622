/** Telephone numbers: shown by their ends to everybody but the office until somebody asks, which is written down. */
import { execute } from "../bridge";
import type { DocumentId } from "../bridge/generated/DocumentId";
import { useMe } from "./session";

/** 138****8000. */
export function ends(number: string): string {
  const [first, last] = number.length >= 11 ? [3, 4] : [0, 2];
  return [...number].map((c, at) => (/\d/.test(c) && at >= first && at + last < number.length ? "*" : c)).join("");
}

/** Whether this person sees a number whole only once they asked. */
export function asksFirst(): boolean {
  return !(useMe().me.value?.office ?? false);
}

/** The whole number of a home's owner or of a person, as somebody asks for it who is about to call or to change it. */
export async function wholeNumber(of: DocumentId, number: string): Promise<string> {
  if (number === "" || !asksFirst()) return number;
  return (await execute("phone.show", { id: of })).ok.number;
}
