/** The sample's cards of the police, and who looked at what. */
import type { CardView } from "../generated/CardView";
import { CommandFailure } from "../host";
import { MEMBERS } from "./people";
import { ago, person } from "./reports";
import { again, works, wrote, type Answers, type World } from "./world";

const DAY_MS = 24 * 60 * 60 * 1000;
const kept: CardView[] = [];

function cards(): CardView[] {
  if (kept.length === 0) {
    kept.push({
      card: {
        id: "0198c0de-0000-7000-8000-00000000cb01", place: { building: "3", unit: "2" }, about: "neighbours", until: Date.now() + 6 * DAY_MS, over: false, received_at: ago(1, 9, 0), said: null, sent_to: 2, opened: 1,
        delivery: "sent",
      },
      look: "傍晚去听听三楼楼道里吵不吵，灯亮不亮。",
      answers: [
        { who: person("wang"), here: true, seen_at: null, outcomes: [] },
        { who: person("zhao"), here: true, seen_at: ago(1, 18, 5), outcomes: [{ outcome: "no_answer", note: "敲了门，没人应", at: ago(1, 18, 30), received_at: ago(1, 18, 31) }] },
      ],
      may_answer: false, may_name: false,
    });
  }
  return kept;
}

const sends = (world: World): boolean => works(world, "police");
const named = (world: World, view: CardView): boolean => view.answers.some((one) => one.here && one.who.id === world.me?.id);

function found(world: World, id: string): CardView {
  const view = cards().find((one) => one.card.id === id);
  if (!view || !(sends(world) || named(world, view))) throw new CommandFailure("not_found", "no such card");
  return view;
}

function seen(world: World, id: string): CardView["answers"][number] {
  const own = found(world, id).answers.find((one) => one.who.id === world.me?.id);
  if (!own) throw new CommandFailure("not_allowed", "not addressed to them");
  own.seen_at ??= Date.now();
  return own;
}

/** Answers about cards, and about who looked. */
export const CARD_ANSWERS: Answers = {
  "card.list": (world) => {
    const rows = cards().filter((view) => sends(world) || named(world, view));
    return [{ rows: rows.map((view) => view.card), may_send: sends(world) }, []];
  },
  "card.show": (world, { id }) => {
    const view = found(world, id);
    const answers = sends(world) ? view.answers : view.answers.filter((one) => one.who.id === world.me?.id);
    return [{ ...view, answers, may_answer: named(world, view), may_name: sends(world) }, []];
  },
  "card.send": (world, { id, look, to, ...card }) => {
    if (cards().some((view) => view.card.id === id)) return again(world, id);
    const who = (member: string) => ({ id: member, name: MEMBERS.find((one) => one.id === member)?.salutation ?? member });
    kept.unshift({
      card: { ...card, id, over: false, received_at: null, said: null, sent_to: to.length, opened: 0, delivery: "sent" }, look,
      answers: to.map((member) => ({ who: who(member), here: true, seen_at: null, outcomes: [] })), may_answer: false, may_name: false,
    });
    return wrote(world, id, ["cards"]);
  },
  "card.name": (world, { id, member, here }) => {
    const one = found(world, id).answers.find((answer) => answer.who.id === member);
    if (one) one.here = here;
    return wrote(world, id, ["cards"]);
  },
  "card.seen": (world, { id }) => {
    seen(world, id);
    return wrote(world, id, ["cards"]);
  },
  "card.answer": (world, { id, outcome, note = "", said }) => {
    if (said && world.steps.has(said)) return again(world, id);
    if (said) world.steps.add(said);
    seen(world, id).outcomes.push({ outcome, note, at: Date.now(), received_at: null });
    found(world, id).card.said = outcome;
    return wrote(world, id, ["cards"]);
  },
  "phone.show": (world, { id }) => {
    const home = world.homes.find((one) => one.id === id);
    const person = world.homes.flatMap((one) => one.people).find((one) => one.id === id);
    return [{ number: person?.phone ?? home?.ownerPhone ?? "" }, []];
  },
  "read.list": () => [{
    rows: [
      { by: person("zhao"), id: "0198c0de-0000-7000-8000-00000000cc01", kind: "home", label: "3-2-301", what: "opened", purpose: "", at: ago(0, 9, 10), received_at: ago(0, 9, 10) },
      { by: person("zhao"), id: "0198c0de-0000-7000-8000-00000000cc01", kind: "home", label: "3-2-301", what: "opened", purpose: "群众求助", at: ago(1, 16, 2), received_at: ago(1, 16, 3) },
    ],
    many: [{ by: person("wu"), from: ago(2, 14, 0), homes: 36 }],
  }, []],
};
