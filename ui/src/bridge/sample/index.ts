/**
 * A back end in memory: for tests, the dev server and pictures of the screens. It holds made-up people only, and no
 * production build contains it. `?sample=volunteer|head|heads|assistant|police|office|new|console|revoked|lapsed|week|month` chooses who holds the device;
 * `&sending=<state>` what the line about sending says; `&fail=<code>` makes every writing command fail.
 */
import { CommandFailure, type Args, type CommandName, type Host, type Outcome, type Reply } from "../host";
import type { Ended } from "../generated/Ended";
import type { Hidden } from "../generated/Hidden";
import type { Topic } from "../generated/Topic";
import { answer } from "./answer";
import { hostile } from "./hostile";
import { sampleChecklists } from "./checklists";
import { sampleDevices } from "./devices";
import { samplePatrols } from "./patrols";
import { patrolId } from "./ids";
import { sampleHomes } from "./homes";
import { MEMBERS, sampleCommunity } from "./people";
import { ago, sampleReports } from "./reports";
import { sampleTrack } from "./track";
import type { World } from "./world";

/** Commands that write; `fail` makes them fail. */
const WRITES = /\.(add|edit|act|report|start|tick|team|save|visit|look|apply|choose|delete|again|dismiss|enrol|invite|decide|revoke)$/;

/** Who holds the sample. */
const HOLDERS: Record<string, string> = { volunteer: "wang", head: "chen", heads: "tian", assistant: "zhang", week: "chen",  police: "zhou", office: "zhao" };

/** A phone that has had no contact for a while. */
const HIDDEN: Record<string, Hidden> = { month: "others", week: "homes" };

/** A phone whose time with the community has ended. */
const ENDED: Record<string, Ended> = {
  revoked: { why: "revoked", at: ago(0, 9, 20), files: [{ name: "金水待交-5f2a91c0-1.jinshui", changes: 3, photos: 2 }], destroyed: true },
  lapsed: { why: "lapsed", at: ago(0, 9, 20), files: [], destroyed: true },
};

/** A fresh sample world. */
export function sampleWorld(who: string, sending: string | null): World {
  const reports = sampleReports();
  const police = who === "police" || who === "office";
  if (police) reports.forEach(({ card }) => Object.assign(card, { delivery: "sent", received_at: card.received_at ?? card.reported_at + 60_000 }));
  return {
    me: MEMBERS.find((member) => member.id === (HOLDERS[who] ?? "wang")) ?? null,
    enrolled: !["new", "console", "revoked", "lapsed"].includes(who),
    joining: null,
    ...sampleDevices(HOLDERS[who] ?? "wang"),
    community: sampleCommunity(),
    reports: sending === "empty" ? [] : reports,
    patrols: sending === "empty" ? [] : samplePatrols(),
    checklists: sampleChecklists(),
    sendingState: sending === "empty" ? "all_sent" : (sending ?? (police ? "all_sent" : "waiting")),
    refused: police || sending === "empty" ? [] : [
      { hash: "refused-1", id: reports[7]?.card.id ?? "", kind: "hazard", label: "", writing: "edit", reason: "transition",
        text: "乱扔垃圾 · 6号楼1单元\n装修垃圾倒在单元门口。", at: ago(3, 14, 10) },
    ],
    drafts: new Map(),
    hidden: HIDDEN[who] ?? "nothing",
    ended: ENDED[who] ?? null,
    version: 1,
    steps: new Set(),
    tracks: new Map([[patrolId(3), sampleTrack(ago(0, 8, 42))]]),
    homes: sending === "empty" ? [] : sampleHomes(police),
    looked: new Set(),
    imported: false,
  };
}

/** A host over a sample world. */
export function sampleHost(who: string, sending: string | null = null, fail: string | null = null): Host {
  const world = sampleWorld(who, sending);
  let listener: (topics: Topic[]) => void = () => undefined;
  return {
    place: "sample",
    signsIn: who === "police" || who === "office" || who === "console",
    async execute<N extends CommandName>(command: N, args: Args<N>): Promise<Outcome<N>> {
      await Promise.resolve();
      if (fail && WRITES.test(command)) throw new CommandFailure(fail, "asked for by the sample");
      const [ok, changed] = answer(world, command, args as never);
      if (changed.length > 0) window.setTimeout(() => listener(changed), 0);
      return { ok: hostile(structuredCloneOf(ok)) as Reply<N>, changed };
    },
    listen(heard) {
      listener = heard;
    },
    async signIn(code) {
      await Promise.resolve();
      if (fail) throw new CommandFailure(fail, "asked for by the sample");
      if (code.replace(/\D/g, "").length !== 12) throw new CommandFailure("wrong_code", "twelve digits");
      world.joining = { check: "7K3Q", server: "", ended: null };
    },
    async signOut() {
      await Promise.resolve();
      world.enrolled = false;
    },
  };
}

/** A copy, as if it had crossed a wire. */
function structuredCloneOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const asked = new URLSearchParams(window.location.search);

/** The host that the address asks for. */
export const host: Host = sampleHost(asked.get("sample") ?? "volunteer", asked.get("sending"), asked.get("fail"));
