/** Where a record is opened: at the desk beside its list, on the street on a page of its own. */
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { Kind } from "../bridge/generated/Kind";

/** The page of a record. */
export function pathOf(kind: Kind, id: DocumentId, desk: boolean): string {
  if (kind === "patrol") return desk ? `/desk/patrols/${id}` : `/patrol/${id}`;
  if (kind === "checklist") return `/desk/checklists/${id}`;
  if (kind === "home") return desk ? `/desk/homes/${id}` : `/home/${id}`;
  // A person is read at their home, which only the device knows.
  if (kind === "resident") return desk ? "/desk/homes" : "/homes";
  return desk ? `/desk/reports/${id}` : `/hazard/${id}`;
}
