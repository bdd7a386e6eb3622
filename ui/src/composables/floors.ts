/** A stairwell as people walk it: floors from the top down, and who has waited longest for a visit. */
import type { HomeCard } from "../bridge/generated/HomeCard";

/** A floor and its homes; the floor is null for rooms whose number does not tell. */
export interface Floor {
  floor: number | null;
  rows: HomeCard[];
}

const byRoom = (a: HomeCard, b: HomeCard): number => a.room.localeCompare(b.room, "zh-Hans-CN", { numeric: true });

/** The homes by floor: the highest first, those without a floor last; on a floor by room. */
export function byFloor(rows: readonly HomeCard[]): Floor[] {
  const floors = new Map<number | null, HomeCard[]>();
  for (const row of rows) floors.set(row.floor, [...(floors.get(row.floor) ?? []), row]);
  return [...floors]
    .map(([floor, homes]): Floor => ({ floor, rows: [...homes].sort(byRoom) }))
    .sort((a, b) => (b.floor ?? -1) - (a.floor ?? -1));
}

/** The homes that are due for a visit: where nobody ever was first, then those that waited longest. */
export function dueFirst(rows: readonly HomeCard[]): HomeCard[] {
  return rows.filter((row) => row.due).sort((a, b) => (a.visited_at ?? 0) - (b.visited_at ?? 0) || byRoom(a, b));
}
