/** Buildings and units to choose from, taken from the post areas of the community. */
import type { CommunityView } from "../bridge/generated/CommunityView";
import type { NodeId } from "../bridge/generated/NodeId";
import type { Place } from "../bridge/generated/Place";

/** A building and its units. */
export interface Building {
  /** As stored: “3”. */
  name: string;
  units: string[];
  /** Whether it lies in the grid asked about. */
  own: boolean;
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, "zh-Hans-CN", { numeric: true });

/** The buildings of the community; those of `grid` are marked. */
export function buildings(community: CommunityView, grid: NodeId | null): Building[] {
  const found = new Map<string, Building>();
  for (const node of community.nodes) {
    if (node.kind !== "post_area" || !node.active || !node.building) continue;
    const building = found.get(node.building) ?? { name: node.building, units: [], own: false };
    if (node.unit && !building.units.includes(node.unit)) building.units.push(node.unit);
    if (grid !== null && node.parent === grid) building.own = true;
    found.set(node.building, building);
  }
  const all = [...found.values()].sort((a, b) => byNumber(a.name, b.name));
  all.forEach((building) => building.units.sort(byNumber));
  return all;
}

/** The place a post area stands for. */
export function placeOf(community: CommunityView, node: NodeId | null): Place | null {
  const area = community.nodes.find((one) => one.id === node);
  return area?.building ? { building: area.building, unit: area.unit ?? "" } : null;
}
