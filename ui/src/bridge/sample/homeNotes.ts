/** The sample's answers about what hangs on a home: comments, and every change to it or to a person of it. */
import type { CommandMap } from "../generated/commands";
import type { HistoryEntry } from "../generated/HistoryEntry";
import { NOTE_ANSWERS } from "./notes";
import { ago, person } from "./reports";
import { wrote, type Answer, type Answers, type World } from "./world";

const entry = (hash: string, by: string, at: number, fields: string[]): HistoryEntry => ({ hash, by: person(by), at, received_at: at + 60_000, clock_off: false, late: false, fields });

function comment(world: World, args: CommandMap["comment.add"]["args"]): Answer | null {
  const home = world.homes.find((one) => one.id === args.id);
  if (!home) return null;
  const name = args.comment ?? `comment-${String(world.version)}`;
  if (!home.comments.some((one) => one.id === name)) {
    home.comments.push({ id: name, by: person(world.me?.id ?? ""), at: Date.now(), received_at: null, text: args.text });
  }
  home.delivery = "unsent";
  return wrote(world, home.id, ["homes"]);
}

function history(world: World, id: string): Answer | null {
  const home = world.homes.find((one) => one.id === id);
  const resident = world.homes.flatMap((one) => one.people).find((one) => one.id === id);
  if (resident) return [{ id, entries: [entry("p0", "chen", ago(200, 9, 10), ["home", "name", "phone"]), entry("p1", "zhang", ago(30, 15, 5), ["phone"])] }, []];
  if (!home) return null;
  const visits = [...home.visits].reverse().map((visit, index) => entry(`v${String(index)}`, visit.by.id, visit.at, ["visits"]));
  return [{ id, entries: [entry("h0", "chen", ago(200, 9, 0), ["room", "building", "unit", "tenancy"]), entry("h1", "zhang", ago(60, 11, 0), ["owner_phone", "tenancy"]), ...visits] }, []];
}

/** The answers; what is no home's goes to the reports. */
export const HOME_NOTE_ANSWERS: Answers = {
  "comment.add": (world, args) => comment(world, args) ?? NOTE_ANSWERS["comment.add"]?.(world, args) ?? wrote(world, args.id, []),
  "record.history": (world, args) => history(world, args.id) ?? NOTE_ANSWERS["record.history"]?.(world, args) ?? [{ id: args.id, entries: [] }, []],
};
