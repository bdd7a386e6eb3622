/** The sample's answers about patrols, near enough to the real rules for screens. */
import type { PatrolAct } from "../generated/PatrolAct";
import type { PatrolCard } from "../generated/PatrolCard";
import type { PatrolFilter } from "../generated/PatrolFilter";
import type { PatrolStatus } from "../generated/PatrolStatus";
import type { PatrolView } from "../generated/PatrolView";
import { CommandFailure } from "../host";
import { versionOf } from "./checklists";
import { shown } from "./hazards";
import { patrolId } from "./ids";
import { MEMBERS } from "./people";
import type { SamplePatrol } from "./patrols";
import { person } from "./reports";
import { again, isDesk, within, works, wrote, type Answer, type Answers, type World } from "./world";

const WAYS: Record<string, [PatrolAct, PatrolStatus][]> = {
  walking: [["pause", "paused"], ["end", "ended"]], paused: [["resume", "walking"], ["end", "ended"]], ended: [["resume", "walking"]],
};

const walks = (world: World, one: SamplePatrol): boolean => [one.leader, ...one.team].includes(world.me?.id ?? "");
const records = (world: World, one: SamplePatrol): boolean => walks(world, one) || works(world, "grid_assistant", "grid_worker", "police", "office");
/** A volunteer reads their own grid, the desk reads all. */
const reads = (world: World, one: SamplePatrol): boolean => isDesk(world) || one.grid === "g2";

/** A patrol by its id. */
export function findPatrol(world: World, id: string): SamplePatrol {
  const found = world.patrols.find((one) => one.id === id && reads(world, one));
  if (!found) throw new CommandFailure("not_found", "no such patrol");
  return found;
}

/** Notes that a patrol was written to. */
export function touchPatrol(world: World, one: SamplePatrol): Answer {
  one.unsent ||= !isDesk(world);
  return wrote(world, one.id, ["patrols"]);
}

function card(world: World, one: SamplePatrol): PatrolCard {
  const list = versionOf(world, one.checklist, one.version);
  const grid = world.community.nodes.find((node) => node.id === one.grid);
  const ticks = one.ticks.filter((tick) => tick.mark !== "clear");
  return {
    id: one.id, status: one.status, leader: person(one.leader), team: [one.leader, ...one.team].map(person), area: one.area, grid: one.grid,
    grid_name: grid?.name ?? null, started_at: one.started, ended_at: one.ended, walked_ms: one.walked, walking_since: one.walkingSince,
    received_at: one.received, clock_off: one.clockOff, checklist_name: list?.name ?? null, items: list?.items.length ?? 0, ticked: ticks.length,
    problems: ticks.filter((tick) => tick.mark === "problem").length, hazards: world.reports.filter((report) => report.card.patrol === one.id).length,
    comments: one.comments.length, delivery: one.unsent && !isDesk(world) ? "unsent" : "sent", clashes: one.clashes.map((clash) => clash.field),
    acts: records(world, one) ? (WAYS[one.status] ?? []).map(([act]) => act) : [], may_record: records(world, one),
  };
}

function passes(world: World, row: PatrolCard, filter: PatrolFilter): boolean {
  const text = `${row.area}${row.leader.name}${row.team.map((one) => one.name).join("")}${row.grid_name ?? ""}${row.checklist_name ?? ""}`;
  return (
    (!filter.mine || row.team.some((one) => one.id === world.me?.id)) && (!filter.open || row.status !== "ended") &&
    (!filter.found || row.problems + row.hazards > 0) && (!filter.clashed || row.clashes.length > 0) && (!filter.unsent || row.delivery === "unsent") &&
    (!filter.within || within(world, row.grid ?? "", filter.within)) && row.started_at >= (filter.since ?? 0) &&
    row.started_at < (filter.until ?? Number.POSITIVE_INFINITY) && (filter.search ?? "").split(/\s+/).every((word) => text.includes(word))
  );
}

function view(world: World, one: SamplePatrol): PatrolView {
  return {
    card: card(world, one), heads: [`head-${world.version}`], words: one.words, checklist: versionOf(world, one.checklist, one.version),
    ticks: one.ticks.filter((tick) => tick.mark !== "clear"), comments: one.comments, steps: one.steps, clashes: one.clashes,
    hazards: world.reports.filter((report) => report.card.patrol === one.id).map((report) => shown(world, report)),
    may_choose: records(world, one) ? one.clashes.map((clash) => clash.field) : [], may_add: true,
  };
}

function move(one: SamplePatrol, to: PatrolStatus, now: number): void {
  if (one.walkingSince !== null) one.walked += now - one.walkingSince;
  Object.assign(one, { status: to, walkingSince: to === "walking" ? now : null, ended: to === "ended" ? now : null });
}

/** The answers. */
export const PATROL_ANSWERS: Answers = {
  "patrol.list": (world, { filter = {}, limit = 50, after }) => {
    const rows = world.patrols.filter((one) => reads(world, one)).map((one) => card(world, one)).filter((row) => passes(world, row, filter));
    const start = after ? Number(after) : 0;
    const next = start + limit < rows.length ? String(start + limit) : null;
    return [{ rows: rows.slice(start, start + limit), next, total: rows.length }, []];
  },
  "patrol.show": (world, { id }) => [view(world, findPatrol(world, id)), []],
  "patrol.start": (world, args) => {
    const id = args.id ?? patrolId(900 + world.version);
    if (world.patrols.some((one) => one.id === id)) return again(world, id);
    const version = world.checklists.find((one) => one.id === args.checklist)?.versions.length ?? 1;
    const now = Date.now();
    world.patrols.unshift({
      id, status: "walking", leader: world.me?.id ?? "", team: args.team ?? [], area: args.area ?? "", grid: args.grid ?? "g2", started: now, ended: null,
      walked: 0, walkingSince: now, received: null, clockOff: false, checklist: args.checklist ?? null, version, words: "", ticks: [], comments: [],
      steps: [], clashes: [], unsent: true,
    });
    return wrote(world, id, ["patrols"]);
  },
  "patrol.act": (world, { id, act, note = "", step }) => {
    const one = findPatrol(world, id);
    if (step && world.steps.has(step)) return again(world, id);
    const to = (WAYS[one.status] ?? []).find(([way]) => way === act)?.[1];
    if (!to || !records(world, one)) throw new CommandFailure("not_allowed", "not from here");
    const at = Date.now();
    move(one, to, at);
    one.steps.push({ act, to, note, by: person(world.me?.id ?? ""), at, received_at: null });
    if (step) world.steps.add(step);
    return touchPatrol(world, one);
  },
  "patrol.tick": (world, { id, item, mark, note = "", tick }) => {
    const one = findPatrol(world, id);
    if (tick && world.steps.has(tick)) return again(world, id);
    if (!records(world, one)) throw new CommandFailure("not_allowed", "not walking along");
    const times = (one.ticks.find((known) => known.item === item)?.times ?? 0) + 1;
    const fresh = { item, mark, note, by: person(world.me?.id ?? ""), at: Date.now(), received_at: null, times };
    one.ticks = [...one.ticks.filter((known) => known.item !== item), fresh];
    if (tick) world.steps.add(tick);
    return touchPatrol(world, one);
  },
  "patrol.team": (world, { id, member, here }) => {
    const one = findPatrol(world, id);
    if (here && !MEMBERS.some((known) => known.id === member)) throw new CommandFailure("bad_field", "member: nobody");
    one.team = [...one.team.filter((known) => known !== member), ...(here && member !== one.leader ? [member] : [])];
    return touchPatrol(world, one);
  },
  "patrol.edit": (world, { id, area, words, status }) => {
    const one = findPatrol(world, id);
    if (area !== undefined) one.area = area;
    if (words !== undefined) one.words = words;
    if (status !== undefined) one.status = status;
    one.clashes = one.clashes.filter(({ field }) => !(field === "area" && area !== undefined) && !(field === "status" && status !== undefined));
    return touchPatrol(world, one);
  },
};
