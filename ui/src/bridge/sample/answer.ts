/** What the sample answers: the commands over its small world, near enough to the real rules for screens. */
import type { Act } from "../generated/Act";
import type { CommandMap } from "../generated/commands";
import type { CommunityView } from "../generated/CommunityView";
import type { HazardCard } from "../generated/HazardCard";
import type { HazardFilter } from "../generated/HazardFilter";
import type { HazardView } from "../generated/HazardView";
import type { Me } from "../generated/Me";
import type { Member } from "../generated/Member";
import type { RefusedItem } from "../generated/RefusedItem";
import type { Sending } from "../generated/Sending";
import type { SendingState } from "../generated/SendingState";
import type { Status } from "../generated/Status";
import type { Topic } from "../generated/Topic";
import { CommandFailure, type CommandName } from "../host";
import { MEMBERS } from "./people";
import { samplePicture } from "./picture";
import { ago, person, reportId, type SampleReport } from "./reports";
import { TRACK_ANSWERS, type Tracks } from "./track";

/** Everything the sample knows. */
export interface World extends Tracks {
  me: Member | null;
  enrolled: boolean;
  community: CommunityView;
  reports: SampleReport[];
  sendingState: SendingState;
  refused: RefusedItem[];
  version: number;
  /** The names of the steps taken: a view does not carry them. */
  steps: Set<string>;
}

type Answer = [unknown, Topic[]];
type Answers = { [N in CommandName]: (world: World, args: CommandMap[N]["args"]) => Answer };

const WAYS: Record<string, [Act, Status][]> = {
  reported: [["accept", "accepted"], ["assign", "assigned"]],
  accepted: [["assign", "assigned"], ["start", "working"], ["finish", "verifying"]],
  assigned: [["start", "working"], ["finish", "verifying"], ["assign", "assigned"]],
  working: [["finish", "verifying"], ["assign", "assigned"]],
  verifying: [["close", "closed"], ["reopen", "reported"]],
  closed: [["reopen", "reported"]],
};

const isDesk = (world: World): boolean => world.me?.posts.some((post) => post.role === "police" || post.role === "office") ?? false;

function acts(world: World, card: HazardCard): Act[] {
  if (!card.readable) return [];
  const ways = (WAYS[card.status] ?? []).map(([act]) => act);
  if (isDesk(world)) return ways;
  return card.reporter.id === world.me?.id ? ways.filter((act) => act === "reopen") : [];
}

const shown = (world: World, report: SampleReport): HazardCard => ({ ...report.card, acts: acts(world, report.card) });

/** The answer to a tap that was repeated after its answer was lost. */
const again = (world: World, id: string): Answer => [{ id, heads: [`head-${world.version}`], already_there: true }, []];

function find(world: World, id: string): SampleReport {
  const report = world.reports.find((one) => one.card.id === id);
  if (!report) throw new CommandFailure("not_found", "no such report");
  return report;
}

function touch(world: World, report: SampleReport): Answer {
  world.version += 1;
  report.card.delivery = isDesk(world) ? report.card.delivery : "unsent";
  if (!isDesk(world) && world.sendingState === "all_sent") world.sendingState = "waiting";
  return [{ id: report.card.id, heads: [`head-${world.version}`], already_there: false }, ["hazards", "sending"]];
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
    (!filter.within || filter.within === "c" || card.grid === filter.within) &&
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
  };
}

function me(world: World): Me {
  if (!world.enrolled) return { enrolled: false, member: null, device: null, grid: null, desk: false, may_report: false, usual_place: null };
  const at = world.me?.posts[0]?.node ?? "";
  const grid = world.community.nodes.find((node) => node.id === at && node.kind === "security_grid") ?? null;
  return {
    enrolled: true, member: world.me, device: "5f2a91c07be34d18", grid, desk: isDesk(world), may_report: true,
    usual_place: isDesk(world) ? null : "a8",
  };
}

function sending(world: World): Sending {
  const state = world.sendingState;
  const unsent = { waiting: 1, sending: 2, waiting_long: 3 }[state as string] ?? 0;
  return {
    state, unsent, refused: world.refused.length, received: 12, complete_at: ago(0, 20, 15),
    oldest_unsent_at: unsent > 0 ? (state === "waiting_long" ? ago(2, 18, 0) : ago(0, 19, 58)) : null,
    online: state !== "no_network", clock_off: false,
  };
}

function within(world: World, node: string, top: string): boolean {
  for (let at: string | null = node; at; at = world.community.nodes.find((one) => one.id === at)?.parent ?? null) {
    if (at === top) return true;
  }
  return false;
}

function clearClash(report: SampleReport, fields: string[]): void {
  report.clashes = report.clashes.filter((clash) => !fields.includes(clash.field));
  report.card.clashes = report.clashes.map((clash) => clash.field);
}

const ANSWERS: Answers = {
  ...TRACK_ANSWERS,
  "me.show": (world) => [me(world), []],
  "device.enrol": (world, { code }) => {
    if (code.replace(/\D/g, "").length !== 12) throw new CommandFailure("wrong_code", "twelve digits");
    world.enrolled = true;
    return [me(world), ["me", "community", "hazards", "sending"]];
  },
  "community.show": (world) => [world.community, []],
  "member.list": (world, { search = "", within: top }) => {
    const members = MEMBERS.filter(
      (one) => `${one.name}${one.salutation}`.includes(search) && (!top || one.posts.some((post) => within(world, post.node, top))),
    );
    return [{ members, total: members.length }, []];
  },
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
        words: args.words ?? "", reporter: by, reported_at: at, received_at: null, clock_off: false, comments: 0,
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
  "comment.add": (world, { id, text, comment }) => {
    const report = find(world, id);
    if (!report.comments.some((one) => one.id === comment)) {
      report.comments.push({
        id: comment ?? String(world.version), by: person(world.me?.id ?? ""), at: Date.now(), received_at: null, text,
      });
    }
    report.card.comments = report.comments.length;
    return touch(world, report);
  },
  "photo.add": (world, { id, photo_id }) => {
    const report = find(world, id);
    if (photo_id && report.photos.some((photo) => photo.id === photo_id)) return again(world, id);
    const hash = `photo-${report.photos.length + 1}`;
    report.photos.push({
      id: photo_id ?? hash, by: person(world.me?.id ?? ""), at: Date.now(), hash, thumbnail: `${hash}-t`, thumbnail_here: true, here: true, unsent: true,
    });
    report.card.photos = report.photos.length;
    return touch(world, report);
  },
  "photo.get": (world, { id, hash }) => {
    const known = find(world, id).photos.find((one) => one.hash === hash);
    if (!known?.here) throw new CommandFailure("not_here_yet", "on its way");
    return [{ media_type: "image/jpeg", base64: samplePicture(hash) }, []];
  },
  "record.history": (world, { id }) => {
    const report = find(world, id);
    const first = { hash: "h0", by: report.card.reporter, at: report.card.reported_at, received_at: report.card.received_at, clock_off: false, fields: ["category", "words"] };
    const edits = id === reportId(3) ? [
      { hash: "h9", by: person("li"), at: ago(0, 9, 29), received_at: ago(0, 9, 30), clock_off: false, fields: ["severity"] },
    ] : [];
    const steps = report.steps.map((step, index) => ({
      hash: `h${index + 1}`, by: step.by, at: step.at, received_at: step.received_at, clock_off: false, fields: ["status", "steps"],
    }));
    return [{ id, entries: [first, ...edits, ...steps] }, []];
  },
  "sending.show": (world) => [sending(world), []],
  "outbox.list": (world) => {
    const items = world.reports.filter((report) => report.card.delivery === "unsent").map((report) => ({
      id: report.card.id, kind: "hazard" as const, category: report.card.category, writing: "report" as const, at: report.card.reported_at,
    }));
    return [{ items, total: items.length, refused: world.refused }, []];
  },
  "refused.again": (world, { hash }) => {
    const item = world.refused.find((one) => one.hash === hash);
    world.refused = world.refused.filter((one) => one.hash !== hash);
    return touch(world, find(world, item?.id ?? ""));
  },
  "refused.dismiss": (world, { hash }) => {
    world.refused = world.refused.filter((one) => one.hash !== hash);
    return [{}, ["sending", "hazards"]];
  },
  "sync.now": (world) => {
    world.reports.forEach((report) => {
      if (report.card.delivery === "unsent") Object.assign(report.card, { delivery: "sent", received_at: Date.now() });
    });
    world.sendingState = world.refused.length > 0 ? "refused" : "all_sent";
    return [sending(world), ["sending", "hazards"]];
  },
};

/** Answers one command: the reply, and the topics that changed. */
export function answer<N extends CommandName>(world: World, command: N, args: CommandMap[N]["args"]): Answer {
  if (!world.enrolled && command !== "me.show" && command !== "device.enrol") throw new CommandFailure("not_signed_in", "sign in first");
  return ANSWERS[command](world, args);
}
