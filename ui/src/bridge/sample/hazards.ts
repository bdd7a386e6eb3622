/** The sample's answers about hazard reports, near enough to the real rules for screens. */
import type { Act } from "../generated/Act";
import type { HazardCard } from "../generated/HazardCard";
import type { HazardFilter } from "../generated/HazardFilter";
import type { HazardView } from "../generated/HazardView";
import type { Status } from "../generated/Status";
import { CommandFailure } from "../host";
import { person, reportId, type SampleReport } from "./reports";
import { again, isDesk, within, wrote, type Answer, type Answers, type World } from "./world";

const WAYS: Record<string, [Act, Status][]> = {
  reported: [["accept", "accepted"], ["assign", "assigned"]],
  accepted: [["assign", "assigned"], ["start", "working"], ["finish", "verifying"]],
  assigned: [["start", "working"], ["finish", "verifying"], ["assign", "assigned"]],
  working: [["finish", "verifying"], ["assign", "assigned"]],
  verifying: [["close", "closed"], ["reopen", "reported"]],
  closed: [["reopen", "reported"]],
};

function acts(world: World, card: HazardCard): Act[] {
  if (!card.readable) return [];
  const ways = (WAYS[card.status] ?? []).map(([act]) => act);
  if (isDesk(world)) return ways;
  return card.reporter.id === world.me?.id ? ways.filter((act) => act === "reopen") : [];
}

/** A report's row as who holds the sample sees it. */
export const shown = (world: World, report: SampleReport): HazardCard => ({ ...report.card, acts: acts(world, report.card) });

/** A report by its id. */
export function find(world: World, id: string): SampleReport {
  const report = world.reports.find((one) => one.card.id === id);
  if (!report) throw new CommandFailure("not_found", "no such report");
  return report;
}

/** Notes that a report was written to. */
export function touch(world: World, report: SampleReport): Answer {
  if (!isDesk(world)) report.card.delivery = "unsent";
  return wrote(world, report.card.id, ["hazards"]);
}

function passes(world: World, card: HazardCard, filter: HazardFilter): boolean {
  const text = `${card.words}${card.place.building}${card.place.unit}${card.reporter.name}${card.grid_name ?? ""}`;
  return (
    (!filter.mine || card.reporter.id === world.me?.id) &&
    (!filter.open || card.status !== "closed") &&
    (!filter.to_do || acts(world, card).some((act) => act !== "reopen" || card.status === "verifying")) &&
    (!filter.clashed || card.clashes.length > 0) &&
    (!filter.unsent || card.delivery === "unsent") &&
    (!filter.status || filter.status.includes(card.status)) &&
    (!filter.severity || filter.severity.includes(card.severity)) &&
    (!filter.category || filter.category.includes(card.category)) &&
    (!filter.within || within(world, card.grid ?? "", filter.within)) &&
    (!filter.patrol || card.patrol === filter.patrol) &&
    (!filter.overdue || card.overdue) &&
    (filter.search ?? "").split(/\s+/).every((word) => text.includes(word))
  );
}

const EDITABLE = ["category", "severity", "building", "unit", "point", "words"];

function view(world: World, report: SampleReport): HazardView {
  const mine = report.card.reporter.id === world.me?.id;
  const may = report.card.readable && (mine || isDesk(world)) && report.card.status !== "closed";
  return {
    card: shown(world, report), heads: [`head-${world.version}`], words: report.words, comments: report.comments,
    photos: report.photos, steps: report.steps, clashes: report.clashes,
    may_edit: may ? EDITABLE : [], may_choose: may ? report.card.clashes : [], may_add: report.card.readable,
    may_move: report.card.readable && isDesk(world), moving_to: report.movingTo ?? null,
  };
}

function clearClash(report: SampleReport, fields: string[]): void {
  report.clashes = report.clashes.filter((clash) => !fields.includes(clash.field));
  report.card.clashes = report.clashes.map((clash) => clash.field);
}

/** The answers. */
export const HAZARD_ANSWERS: Answers = {
  "hazard.list": (world, { filter = {}, limit = 50, after }) => {
    const rows = world.reports.map((report) => shown(world, report)).filter((card) => passes(world, card, filter));
    const start = after ? Number(after) : 0;
    const next = start + limit < rows.length ? String(start + limit) : null;
    return [{ rows: rows.slice(start, start + limit), next, total: rows.length }, []];
  },
  "hazard.show": (world, { id }) => {
    const report = find(world, id);
    if (!report.card.readable) throw new CommandFailure("needs_update", "written by a newer app");
    return [view(world, report), []];
  },
  "hazard.report": (world, args) => {
    const id = args.id ?? reportId(900 + world.version);
    const known = world.reports.find((report) => report.card.id === id);
    if (known) return again(world, id);
    const at = Date.now();
    const by = person(world.me?.id ?? "");
    const photos = (args.photos ?? []).map((_, index) => ({
      id: `${id}-${index}`, by, at, hash: `photo-${index + 1}`, thumbnail: `photo-${index + 1}-t`,
      thumbnail_here: true, here: true, unsent: true,
    }));
    const report: SampleReport = {
      words: args.words ?? "", comments: [], photos, steps: [], clashes: [],
      card: {
        id, category: args.category, severity: args.severity ?? "normal", status: "reported", assignee: null,
        assignee_name: null, place: args.place ?? { building: "", unit: "" }, point: null, grid: "g2", grid_name: "第2网格",
        patrol: args.patrol ?? null, overdue: false, words: args.words ?? "", reporter: by, reported_at: at, received_at: null, clock_off: false, comments: 0,
        photos: photos.length, thumbnail: photos[0]?.thumbnail ?? null, delivery: "unsent", clashes: [], readable: true, acts: [],
      },
    };
    world.reports.unshift(report);
    return touch(world, report);
  },
  "hazard.edit": (world, args) => {
    const report = find(world, args.id);
    const { card } = report;
    if (args.category) card.category = args.category;
    if (args.severity) card.severity = args.severity;
    if (args.building !== undefined) card.place.building = args.building;
    if (args.unit !== undefined) card.place.unit = args.unit;
    if (args.words !== undefined) report.words = card.words = args.words;
    clearClash(report, Object.keys(args));
    return touch(world, report);
  },
  "hazard.act": (world, args) => {
    const report = find(world, args.id);
    if (args.step && world.steps.has(args.step)) return again(world, args.id);
    const to = (WAYS[report.card.status] ?? []).find(([act]) => act === args.act)?.[1];
    if (!to || !acts(world, report.card).includes(args.act)) throw new CommandFailure("not_allowed", "not from here");
    const assignee = args.assignee ?? null;
    const name = assignee?.startsWith("member:") ? person(assignee.slice(7)).name : null;
    if (assignee) Object.assign(report.card, { assignee, assignee_name: name });
    report.card.status = to;
    report.steps.push({
      act: args.act, to, assignee, assignee_name: name, note: args.note ?? "", by: person(world.me?.id ?? ""),
      at: Date.now(), received_at: null,
    });
    if (args.step) world.steps.add(args.step);
    return touch(world, report);
  },
};
