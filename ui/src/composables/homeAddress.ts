/** Where a home opens for who is here. */
import { pathOf } from "./paths";
import { useMe } from "./session";
import type { DocumentId } from "../bridge/generated/DocumentId";

/** The address of a home. */
export function useHomeAddress(): (id: DocumentId) => string {
  const { desk } = useMe();
  return (id) => pathOf("home", id, desk.value);
}
