/** Telephone numbers that are shown by their ends: a form that changes one asks for it whole, which is written down. */
import { execute } from "../bridge";
import type { DocumentId } from "../bridge/generated/DocumentId";

/** The whole number of a home's owner or of a person, where only its ends are here. */
export async function wholeNumber(of: DocumentId, shown: string): Promise<string> {
  if (!shown.includes("*")) return shown;
  return (await execute("phone.show", { id: of })).ok.number;
}
