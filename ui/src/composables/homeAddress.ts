/** Where a home opens: on a page of its own on the street, beside the list at the desk. */
import { useMe } from "./session";
import type { DocumentId } from "../bridge/generated/DocumentId";

/** The address of a home for who is here. */
export function useHomeAddress(): (id: DocumentId) => string {
  const { desk } = useMe();
  return (id) => (desk.value ? `/desk/homes/${id}` : `/home/${id}`);
}
