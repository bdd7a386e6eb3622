/** Two people set the same field at once: what stands, and the edit that chooses one. */
import type { ChangeHash } from "../bridge/generated/ChangeHash";
import type { Clash } from "../bridge/generated/Clash";
import type { ClashValue } from "../bridge/generated/ClashValue";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { HazardEditArgs } from "../bridge/generated/HazardEditArgs";
import type { HazardView } from "../bridge/generated/HazardView";
import type { MoveArgs } from "../bridge/generated/MoveArgs";
import type { Place } from "../bridge/generated/Place";
import type { Point } from "../bridge/generated/Point";

/** One value to choose. */
export interface Option {
  key: string;
  value: ClashValue;
  /** For a place: building and unit together. */
  place: Place | null;
  /** What `hazard.edit` is to write; a grid is chosen by moving it there. */
  edit: Partial<HazardEditArgs>;
}

/** A field with its values; a place's building and unit are one field to people. */
export interface ClashedField {
  field: string;
  options: Option[];
}

/** Reads a stored `geo:lat,lon;u=metres`. */
export function pointOf(uri: string): Point | null {
  const found = /^geo:(-?[\d.]+),(-?[\d.]+)(?:;u=([\d.]+))?$/.exec(uri);
  return found ? { lat: Number(found[1]), lon: Number(found[2]), accuracy: found[3] ? Number(found[3]) : null } : null;
}

const sameHand = (a: ClashValue, b: ClashValue): boolean => a.by?.id === b.by?.id && a.at === b.at;

function editOf(field: string, value: string): Partial<HazardEditArgs> {
  switch (field) {
    case "category": return { category: value };
    case "severity": return { severity: value };
    case "status": return { status: value };
    case "assignee": return { assignee: value };
    case "words": return { words: value };
    case "point": {
      const point = pointOf(value);
      return point ? { point } : {};
    }
    default: return {};
  }
}

/** The move that settles where a record belongs: its value names a space, `grid/<id>` or `homes/<id>`. */
export function moveTo(id: DocumentId, heads: ChangeHash[], space: string): MoveArgs {
  return { id, heads, to: space.slice(space.indexOf("/") + 1) };
}

/** Whether this member may choose among a field's values. */
export function mayChoose(view: HazardView, { field, options }: ClashedField): boolean {
  const written = field === "place" ? Object.keys(options[0]?.edit ?? {}) : [field];
  return written.every((part) => view.may_choose.includes(part));
}

/** The clashes of a view as people see them. */
export function clashedFields(view: HazardView): ClashedField[] {
  const building = view.clashes.find((clash) => clash.field === "building");
  const unit = view.clashes.find((clash) => clash.field === "unit");
  const fields = view.clashes
    .filter((clash) => clash !== building && clash !== unit)
    .map((clash): ClashedField => ({
      field: clash.field,
      options: clash.values.map((value, index) => ({ key: `${clash.field}-${String(index)}`, value, place: null, edit: editOf(clash.field, value.value) })),
    }));
  return building || unit ? [placeField(view, building, unit), ...fields] : fields;
}

/** Pairs the buildings and units that one hand wrote; what did not clash stays as shown. */
function placeField(view: HazardView, building: Clash | undefined, unit: Clash | undefined): ClashedField {
  const shown = view.card.place;
  const options = (building ?? unit)?.values.map((value, index): Option => {
    // Only what clashed is written: a part that stands alone may have been changed meanwhile.
    const edit: Partial<HazardEditArgs> = building ? { building: value.value } : { unit: value.value };
    if (building && unit) edit.unit = unit.values.find((other) => sameHand(other, value))?.value ?? shown.unit;
    const place = { building: edit.building ?? shown.building, unit: edit.unit ?? shown.unit };
    return { key: `place-${String(index)}`, value, place, edit };
  });
  return { field: "place", options: options ?? [] };
}
