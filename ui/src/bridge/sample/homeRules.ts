/** The sample's rules about homes: who may read and keep them, which are due, what a list shows of them, what a search finds. */
import type { HomeCard } from "../generated/HomeCard";
import type { HomeFilter } from "../generated/HomeFilter";
import type { Member } from "../generated/Member";
import type { Node } from "../generated/Node";
import type { SampleHome } from "./homes";

/** What the sample knows of homes. */
export interface HomesWorld {
  me: Member | null;
  community: { nodes: Node[] };
  version: number;
  homes: SampleHome[];
  /** Homes that the police opened with a purpose. */
  looked: Set<string>;
}

const DAY = 24 * 60 * 60 * 1000;
const KEEPERS: readonly string[] = ["building_head", "grid_assistant", "grid_worker", "office"];

/** Initials of the characters in the sample's names. */
const INITIALS = Object.fromEntries(
  ("金j小x满m牛n大d力l方f桂g枝z尤y海h谷g雨y一y钱q有y余y毕b建j国g白b素s天t老l根g柳l青q江j河h贺h知z书s乔q木m安a平p易y水s成c山s卫w兰l元y宝b奶n苗m圃p古g月y史s默m" +
    "丁d于y马m车c文w孔k左z石s田t叶y冯f鸣m二e丫y三s春c四s五w六l顺s七q八b九j如r十s全q").match(/../gu)?.map((pair) => [pair[0] ?? "", pair[1] ?? ""]) ?? [],
);

/** Whether a node lies at or under another. */
export function under(nodes: Node[], node: string, top: string): boolean {
  for (let at: string | null = node; at; at = nodes.find((one) => one.id === at)?.parent ?? null) if (at === top) return true;
  return false;
}

/** Whether the one who holds the device is with the police. */
export const isPolice = (world: HomesWorld): boolean => world.me?.posts.some((post) => post.role === "police") ?? false;

/** Whether they keep homes of this area. */
export function mayKeep(world: HomesWorld, area: string): boolean {
  return world.me?.posts.some((post) => KEEPERS.includes(post.role) && under(world.community.nodes, area, post.node)) ?? false;
}

/** Whether they keep another area too, to which a home may be moved. */
export const mayMoveHome = (world: HomesWorld, area: string): boolean =>
  mayKeep(world, area) && world.community.nodes.some((node) => node.kind === "post_area" && node.id !== area && mayKeep(world, node.id));

/** Whether a home's people are hidden until the police say why they look. */
export const isClosed = (world: HomesWorld, home: SampleHome): boolean => isPolice(world) && !world.looked.has(home.id);

const living = (home: SampleHome): SampleHome["people"] => home.people.filter((one) => one.state === "living");

/** The floor of a room number, where it tells. */
export function floorOf(room: string): number | null {
  const digits = /^\d+/.exec(room)?.[0] ?? "";
  const floor = Math.floor(Number(digits) / 100);
  return digits.length >= 3 && floor >= 1 && floor <= 99 ? floor : null;
}

/** A home as a list shows it. */
export function cardOf(world: HomesWorld, home: SampleHome): HomeCard {
  const met = home.visits.filter((visit) => visit.outcome === "met" || visit.outcome === "need").map((visit) => visit.at);
  const visited = met.length > 0 ? Math.max(...met) : null;
  const closed = isClosed(world, home);
  const due = !closed && home.state === "in_use" && home.tenancy !== "vacant" && (visited === null || Date.now() - visited > (home.care.length > 0 ? 14 : 30) * DAY);
  const unsent = home.delivery === "unsent" || home.people.some((one) => one.delivery === "unsent");
  return {
    id: home.id, place: { building: home.building, unit: home.unit }, room: home.room, floor: floorOf(home.room), area: home.area, area_name: home.areaName,
    state: home.state, tenancy: home.tenancy, care: closed ? [] : home.care, head_name: closed ? null : (home.people.find((one) => one.id === home.head)?.name ?? null),
    names: closed ? [] : living(home).map((one) => one.name).slice(0, 6), residents: living(home).length, visited_at: visited, due,
    delivery: unsent ? "unsent" : "sent", clashes: closed ? [] : home.clashes.map((clash) => clash.field),
    resident_clashes: closed ? 0 : home.people.filter((one) => one.clashes.length > 0).length,
  };
}

function finds(home: SampleHome, closed: boolean, word: string): boolean {
  const rooms = [`${home.building}-${home.unit}-${home.room}`, home.room, `${home.areaName}${home.room}`];
  const texts = closed ? rooms : [...rooms, ...home.people.flatMap((one) => [one.name, [...one.name].map((char) => INITIALS[char] ?? "").join(""), one.phone]), home.owner, home.ownerPhone];
  return texts.some((text) => text.includes(word.toLowerCase()));
}

/** Whether a list with this filter shows the home. */
export function passes(world: HomesWorld, home: SampleHome, filter: HomeFilter): boolean {
  const card = cardOf(world, home);
  const reads = isPolice(world) || mayKeep(world, home.area);
  return (
    reads && (home.state === "mistaken") === (filter.mistaken ?? false) &&
    (!filter.within || under(world.community.nodes, home.area, filter.within)) &&
    (filter.building === undefined || home.building === filter.building) && (filter.unit === undefined || home.unit === filter.unit) &&
    (!filter.tenancy?.length || filter.tenancy.includes(home.tenancy ?? "")) && (!filter.care?.length || filter.care.some((care) => home.care.includes(care))) &&
    (!filter.due || card.due) && (!filter.clashed || card.clashes.length + card.resident_clashes > 0) && (!filter.unsent || card.delivery === "unsent") &&
    (filter.search ?? "").split(/\s+/).every((word) => finds(home, isClosed(world, home), word))
  );
}
