/** The sample's answers about what is on its way, what waits and what came back. */
import type { OutboxItem } from "../generated/OutboxItem";
import type { Sending } from "../generated/Sending";
import { ago } from "./reports";
import { wrote, type Answers, type World } from "./world";

function sending(world: World): Sending {
  const state = world.sendingState;
  const unsent = { waiting: 1, sending: 2, waiting_long: 3 }[state as string] ?? 0;
  return {
    state, unsent, refused: world.refused.length, boxed: 0, received: 12, complete_at: ago(0, 20, 15),
    oldest_unsent_at: unsent > 0 ? (state === "waiting_long" ? ago(2, 18, 0) : ago(0, 19, 58)) : null,
    online: state !== "no_network", clock_off: false,
  };
}

/** The answers. */
export const SENDING_ANSWERS: Answers = {
  "sending.show": (world) => [sending(world), []],
  "outbox.list": (world) => {
    const items = world.reports.filter((report) => report.card.delivery === "unsent").map(({ card }): OutboxItem => ({
      id: card.id, kind: "hazard", category: card.category, label: "", writing: "report", at: card.reported_at,
    }));
    const patrols = world.patrols.filter((patrol) => patrol.unsent).map((patrol): OutboxItem => ({
      id: patrol.id, kind: "patrol", category: null, label: patrol.area, writing: patrol.received === null ? "patrol" : "tick", at: patrol.started,
    }));
    items.push(...patrols);
    return [{ items, total: items.length, refused: world.refused, left: [] }, []];
  },
  "record.erase": (_, { id, fields }) => [{ id, generation: 2, fields: fields ?? ["words"] }, ["hazards", "homes", "patrols", "sending"]],
  "erasure.list": () => [{ rows: [] }, []],
  "hand_over.make": () => {
    const base64 = btoa("jinshui-hand-over-1 sample");
    return [{ name: "金水待交-2026-11-22.jinshui", media_type: "application/octet-stream", base64, changes: 3, photos: 2, left_out: 0 }, []];
  },
  "refusal.list": () => [{ items: [], open: 0 }, []],
  "refusal.refile": (world, { id }) => wrote(world, id, ["refusals"]),
  "refusal.settle": () => [{}, ["refusals"]],
  "refused.again": (world, { hash }) => {
    const id = world.refused.find((one) => one.hash === hash)?.id ?? "";
    world.refused = world.refused.filter((one) => one.hash !== hash);
    const report = world.reports.find((one) => one.card.id === id);
    if (report) report.card.delivery = "unsent";
    return wrote(world, id, ["hazards"]);
  },
  "refused.dismiss": (world, { hash }) => {
    world.refused = world.refused.filter((one) => one.hash !== hash);
    return [{}, ["sending", "hazards"]];
  },
  "sync.now": (world) => {
    world.reports.forEach((report) => {
      if (report.card.delivery === "unsent") Object.assign(report.card, { delivery: "sent", received_at: Date.now() });
    });
    world.patrols.filter((patrol) => patrol.unsent).forEach((patrol) => Object.assign(patrol, { unsent: false, received: Date.now() }));
    world.checklists.forEach((list) => (list.unsent = false));
    world.sendingState = world.refused.length > 0 ? "refused" : "all_sent";
    return [sending(world), ["sending", "hazards", "patrols", "checklists"]];
  },
};
