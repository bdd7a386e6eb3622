/** What the sample answers about homes and the people of them. */
import type { Alike } from "../generated/Alike";
import type { CommandMap } from "../generated/commands";
import type { HomeView } from "../generated/HomeView";
import type { ResidentView } from "../generated/ResidentView";
import type { Topic } from "../generated/Topic";
import { CommandFailure } from "../host";
import { homeId, residentId, type SampleHome } from "./homes";
import { cardOf, isClosed, isPolice, mayKeep, mayMoveHome, passes, type HomesWorld } from "./homeRules";
import { MEMBERS } from "./people";
import { person } from "./reports";

type HomeCommand = "home.add" | "home.edit" | "home.visit" | "home.look" | "home.list" | "home.show" | "resident.add" | "resident.edit" | "register.alike";
type Answers = { [N in HomeCommand]: (world: HomesWorld, args: CommandMap[N]["args"]) => [CommandMap[N]["reply"], Topic[]] };

/** The home of this id; a refusal where there is none. */
export function findHome(world: HomesWorld, id: string): SampleHome {
  const home = world.homes.find((one) => one.id === id);
  if (!home || !(isPolice(world) || mayKeep(world, home.area))) throw new CommandFailure("not_found", "no such home");
  return home;
}

function findResident(world: HomesWorld, id: string): [SampleHome, ResidentView] {
  for (const home of world.homes) {
    const one = home.people.find((resident) => resident.id === id);
    if (one) return [home, one];
  }
  throw new CommandFailure("not_found", "no such resident");
}

function written(world: HomesWorld, id: string, already = false): [{ id: string; heads: string[]; already_there: boolean }, Topic[]] {
  world.version += 1;
  return [{ id, heads: [`h${String(world.version)}`], already_there: already }, already ? [] : ["homes", "sending"]];
}

const me = (world: HomesWorld): { id: string; name: string } => person(world.me?.id ?? "");
const plainPhone = (phone: string): string => phone.replace(/[\s-]/g, "");

function checkPhone(phone: string | undefined): void {
  if (phone && !/^(1\d{10}|0\d{9,11})$/.test(plainPhone(phone))) throw new CommandFailure("bad_field", "phone: not a telephone number");
}

function view(world: HomesWorld, home: SampleHome): HomeView {
  const closed = isClosed(world, home);
  const shown = (one: ResidentView): ResidentView => ({ ...one, heads: [`h${String(world.version)}`], phone: one.state === "living" ? one.phone : "" });
  const people = closed ? [] : home.people.map(shown);
  return {
    card: cardOf(world, home), heads: [`h${String(world.version)}`], closed, owner: closed ? "" : home.owner, owner_phone: closed ? "" : home.ownerPhone,
    head: closed ? null : home.head, words: closed ? "" : home.words,
    residents: people.filter((one) => one.state === "living").sort((a, b) => Number(b.id === home.head) - Number(a.id === home.head)),
    gone: people.filter((one) => one.state !== "living"), visits: closed ? [] : home.visits, looks: closed ? [] : home.looks, comments: closed ? [] : home.comments,
    clashes: closed ? [] : home.clashes, may_keep: mayKeep(world, home.area),
    may_move: !closed && mayMoveHome(world, home.area), moving_to: home.movingTo ?? null,
    heads_of_building: MEMBERS.filter((one) => one.posts.some((post) => post.role === "building_head" && post.node === home.area)).map((one) => person(one.id)),
  };
}

function alike(home: SampleHome, one: ResidentView | null, why: string[]): Alike {
  const place = { building: home.building, unit: home.unit };
  return { home: home.id, resident: one?.id ?? null, place, room: home.room, name: one?.name ?? null, living: one?.state === "living", why };
}

/** The answers. */
export const HOME_ANSWERS: Answers = {
  "home.list": (world, { filter = {}, limit = 50, after }) => {
    if (isPolice(world) && (filter.due || filter.clashed || filter.care?.length)) throw new CommandFailure("not_allowed", "closed until you say why you look");
    const rows = world.homes.filter((home) => passes(world, home, filter)).map((home) => cardOf(world, home));
    const start = after ? Number(after) : 0;
    const next = start + limit < rows.length ? String(start + limit) : null;
    return [{ rows: rows.slice(start, start + limit), next, total: rows.length, due: rows.filter((row) => row.due).length }, []];
  },
  "home.show": (world, { id }) => [view(world, findHome(world, id)), []],
  "home.add": (world, { place, room, tenancy }) => {
    const node = world.community.nodes.find((one) => one.kind === "post_area" && one.building === place.building && (one.unit ?? "") === place.unit);
    if (!node) throw new CommandFailure("bad_field", "place: no such stairwell");
    if (!mayKeep(world, node.id)) throw new CommandFailure("not_allowed", "not your stairwell");
    const id = homeId(Number(node.id.slice(1)), String(Number.parseInt(room, 10) || 999));
    if (world.homes.some((home) => home.id === id)) return written(world, id, true);
    world.homes.push({
      id, area: node.id, areaName: node.name, building: place.building, unit: place.unit, room, state: "in_use", tenancy: tenancy ?? null, care: [], owner: "",
      ownerPhone: "", head: null, words: "", delivery: "unsent", people: [], visits: [], looks: [], comments: [], clashes: [],
    });
    return written(world, id);
  },
  "home.edit": (world, args) => {
    const home = findHome(world, args.id);
    checkPhone(args.owner_phone);
    if (args.tenancy !== undefined) home.tenancy = args.tenancy;
    if (args.owner !== undefined) home.owner = args.owner;
    if (args.owner_phone !== undefined) home.ownerPhone = plainPhone(args.owner_phone);
    if (args.head !== undefined) home.head = args.head || null;
    if (args.state !== undefined) home.state = args.state;
    if (args.words !== undefined) home.words = args.words;
    for (const [code, on] of Object.entries(args.care ?? {})) home.care = [...home.care.filter((one) => one !== code), ...(on ? [code] : [])];
    home.clashes = home.clashes.filter((clash) => !(clash.field in args));
    home.delivery = "unsent";
    return written(world, home.id);
  },
  "home.visit": (world, { id, outcome, note = "" }) => {
    const home = findHome(world, id);
    home.visits.unshift({ outcome, note, by: me(world), at: Date.now(), received_at: null });
    home.delivery = "unsent";
    return written(world, id);
  },
  "home.look": (world, { id, purpose }) => {
    const home = findHome(world, id);
    if ([...purpose.trim()].length < 2) throw new CommandFailure("purpose_needed", "say why");
    world.looked.add(id);
    home.looks.unshift({ purpose, by: me(world), at: Date.now() });
    return written(world, id);
  },
  "resident.add": (world, { home: id, name, another, fields = {} }) => {
    const home = findHome(world, id);
    checkPhone(fields.phone);
    const known = home.people.find((one) => one.name === name && one.state === "living");
    if (known && !another) return written(world, known.id, true);
    const resident: ResidentView = {
      id: residentId(id, home.people.length + 1), home: id, heads: [], name, phone: "", relation: null, sex: null, born: "", moved_in: "", moved_out: "",
      state: "living", words: "", clashes: [], ...fields, delivery: "unsent",
    };
    home.people.push({ ...resident, phone: plainPhone(resident.phone) });
    return written(world, resident.id);
  },
  "resident.edit": (world, { id, name, fields = {} }) => {
    const [, one] = findResident(world, id);
    checkPhone(fields.phone);
    Object.assign(one, fields, name === undefined ? {} : { name }, fields.phone === undefined ? {} : { phone: plainPhone(fields.phone) }, { delivery: "unsent" });
    one.clashes = one.clashes.filter((clash) => !(clash.field in fields) && !(clash.field === "name" && name !== undefined));
    return written(world, id);
  },
  "register.alike": (world, { place, room, name, phone, except }) => {
    const rows = world.homes.filter((home) => mayKeep(world, home.area)).flatMap((home) => {
      const sameRoom = place !== undefined && room !== undefined && home.building === place.building && home.unit === place.unit && home.room === room.trim();
      const people = home.people.filter((one) => one.id !== except).map((one) => alike(home, one, [
        ...(name && one.name === name.trim() ? ["same_name"] : []), ...(phone && one.phone !== "" && one.phone === plainPhone(phone) ? ["same_phone"] : []),
      ]));
      return [...(sameRoom ? [alike(home, null, ["same_room"])] : []), ...people.filter((one) => one.why.length > 0)];
    });
    return [{ rows: rows.slice(0, 10) }, []];
  },
};
