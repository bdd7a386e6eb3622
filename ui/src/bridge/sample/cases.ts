/** The sample's quarrels: one still talked about and one settled, for the office and who is named. */
import type { CaseCard } from "../generated/CaseCard";
import type { CaseView } from "../generated/CaseView";
import { CommandFailure } from "../host";
import { MEMBERS } from "./people";
import { ago, person } from "./reports";
import { again, works, wrote, type Answers, type World } from "./world";

const kept: CaseView[] = [];

function fresh(id: string): CaseView {
  const card: CaseCard = {
    id, parties: "", cause: "other", place: { building: "", unit: "" }, state: "open", follow_up: "", named: [], talks: 0, last_talk: null, received_at: null, delivery: "sent",
  };
  return { card, heads: ["head-1"], words: "", agreed: "", talks: [], clashes: [], may_name: false };
}

function cases(): CaseView[] {
  if (kept.length > 0) return kept;
  const [noise, leak] = [fresh("0198c0de-0000-7000-8000-00000000ca01"), fresh("0198c0de-0000-7000-8000-00000000ca02")];
  const talk = { note: "两家都愿意再坐下来谈一次，约在周六上午。", by: person("zhao"), at: ago(1, 15, 20), received_at: ago(1, 15, 21) };
  Object.assign(noise, { words: "楼上晚上放音乐，楼下老人睡不着，吵过两回。", talks: [talk] });
  Object.assign(noise.card, { parties: "王家和李家", cause: "noise", place: { building: "3", unit: "2" }, follow_up: "2026-12-08", named: [person("zhao")], talks: 1, last_talk: talk.at, received_at: ago(3, 9, 0) });
  Object.assign(leak, { words: "卫生间漏水，楼下的顶泡了。", agreed: "楼上一周内修好，出粉刷的钱。" });
  Object.assign(leak.card, { parties: "赵家和孙家", cause: "leak", state: "settled", place: { building: "5", unit: "1" }, received_at: ago(20, 9, 0) });
  kept.push(noise, leak);
  return kept;
}

function found(id: string): CaseView {
  const view = cases().find((one) => one.card.id === id);
  if (!view) throw new CommandFailure("not_found", "no such case");
  return view;
}

const may = (world: World): boolean => works(world, "office");
const reads = (world: World, view: CaseView): boolean => may(world) || view.card.named.some((one) => one.id === world.me?.id);

/** Answers about quarrels. */
export const CASE_ANSWERS: Answers = {
  "case.list": (world, { over = false }) => {
    const rows = cases().filter((view) => reads(world, view) && (over || view.card.state !== "settled"));
    return [{ rows: rows.map((view) => view.card), may_open: may(world) }, []];
  },
  "case.show": (world, { id }) => {
    const view = found(id);
    if (!reads(world, view)) throw new CommandFailure("not_found", "no such case");
    return [{ ...view, may_name: may(world) }, []];
  },
  "case.save": (world, { id, named = [], words, agreed, parties, cause, place, state, follow_up }) => {
    const said = Object.entries({ parties, cause, place, state, follow_up }).filter(([, value]) => value !== undefined);
    const card = Object.fromEntries(said);
    let view = cases().find((one) => one.card.id === id);
    if (!view) {
      view = fresh(id);
      view.card.named = named.map((member) => ({ id: member, name: MEMBERS.find((one) => one.id === member)?.salutation ?? member }));
      kept.unshift(view);
    }
    Object.assign(view.card, card);
    Object.assign(view, { ...(words !== undefined ? { words } : {}), ...(agreed !== undefined ? { agreed } : {}) });
    return wrote(world, id, ["cases"]);
  },
  "case.name": (world, { id, member, here }) => {
    const { card } = found(id);
    card.named = card.named.filter((one) => one.id !== member);
    if (here) card.named.push({ id: member, name: MEMBERS.find((one) => one.id === member)?.salutation ?? member });
    return wrote(world, id, ["cases"]);
  },
  "case.talk": (world, { id, note, talk }) => {
    if (talk && world.steps.has(talk)) return again(world, id);
    if (talk) world.steps.add(talk);
    const view = found(id);
    view.talks.push({ note, by: { id: world.me?.id ?? "", name: world.me?.salutation ?? "" }, at: Date.now(), received_at: null });
    Object.assign(view.card, { talks: view.talks.length, last_talk: Date.now() });
    return wrote(world, id, ["cases"]);
  },
};
