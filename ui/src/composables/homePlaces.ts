/** The stairwells whose homes a member reads, and the homes in them, as a picker wants them. */
import type { HomeCard } from "../bridge/generated/HomeCard";
import type { Member } from "../bridge/generated/Member";
import type { Node } from "../bridge/generated/Node";
import type { NodeId } from "../bridge/generated/NodeId";
import type { RoomBuilding, RoomChosen } from "./rooms";

/** Roles that read homes at and under their post. */
const READERS: readonly string[] = ["building_head", "grid_assistant", "grid_worker", "office", "police"];

const byNumber = (a: string, b: string): number => a.localeCompare(b, "zh-Hans-CN", { numeric: true });

function under(parents: Map<NodeId, NodeId | null>, node: NodeId, tops: ReadonlySet<NodeId>): boolean {
  const seen = new Set<NodeId>();
  for (let at: NodeId | null | undefined = node; at && !seen.has(at); at = parents.get(at)) {
    if (tops.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** The post areas whose homes this member reads. */
export function areasOf(nodes: readonly Node[], member: Member | null): Node[] {
  const tops = new Set((member?.posts ?? []).filter((post) => READERS.includes(post.role)).map((post) => post.node));
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  return nodes.filter((node) => node.kind === "post_area" && node.active && node.building && under(parents, node.id, tops));
}

/** The post area of a building and unit. */
export function areaAt(areas: readonly Node[], building: string, unit: string): Node | null {
  return areas.find((node) => node.building === building && (node.unit ?? "") === unit) ?? null;
}

/** Buildings, units and the rooms that are listed so far. */
export function roomBuildings(areas: readonly Node[], rows: readonly HomeCard[], own: readonly NodeId[]): RoomBuilding[] {
  const found = new Map<string, RoomBuilding>();
  for (const area of areas) {
    const name = area.building ?? "";
    const building = found.get(name) ?? { name, units: [], own: false };
    const unit = area.unit ?? "";
    const rooms = rows.filter((row) => row.area === area.id).map((row) => row.room).sort(byNumber);
    building.units.push({ name: unit, rooms });
    building.own ||= own.includes(area.id);
    found.set(name, building);
  }
  const all = [...found.values()].sort((a, b) => byNumber(a.name, b.name));
  all.forEach((building) => building.units.sort((a, b) => byNumber(a.name, b.name)));
  return all;
}

/** The listed home that was chosen; null where it is not listed yet. */
export function homeAt(rows: readonly HomeCard[], chosen: RoomChosen): HomeCard | null {
  return rows.find((row) => row.place.building === chosen.building && row.place.unit === chosen.unit && row.room === chosen.room) ?? null;
}
