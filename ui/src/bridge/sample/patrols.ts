/** The sample's patrols: one for every state that a screen can show. */
import type { Clash } from "../generated/Clash";
import type { CommentView } from "../generated/CommentView";
import type { PatrolAct } from "../generated/PatrolAct";
import type { PatrolStatus } from "../generated/PatrolStatus";
import type { PatrolStepView } from "../generated/PatrolStepView";
import type { TickMark } from "../generated/TickMark";
import type { TickView } from "../generated/TickView";
import { checklistId, patrolId } from "./ids";
import { ago, person } from "./reports";

/** A patrol as the sample keeps it. */
export interface SamplePatrol {
  id: string;
  status: PatrolStatus;
  leader: string;
  /** Who walks along, the leader not among them. */
  team: string[];
  area: string;
  grid: string;
  started: number;
  ended: number | null;
  walked: number;
  walkingSince: number | null;
  received: number | null;
  clockOff: boolean;
  checklist: string | null;
  /** The number of the version that it keeps. */
  version: number;
  words: string;
  ticks: TickView[];
  comments: CommentView[];
  steps: PatrolStepView[];
  clashes: Clash[];
  unsent: boolean;
}

const MINUTE = 60_000;

function tick(item: number, mark: TickMark, by: string, at: number, note = ""): TickView {
  return { item: `item-${item}`, mark, note, by: person(by), at, received_at: at + MINUTE, times: 1 };
}

function step(act: PatrolAct, by: string, at: number, note = ""): PatrolStepView {
  const to = { pause: "paused", resume: "walking", end: "ended" }[act as string] ?? "walking";
  return { act, to, note, by: person(by), at, received_at: at + MINUTE };
}

/** A patrol that ended after so many minutes, changed as said. */
function patrol(number: number, leader: string, started: number, minutes: number, change: Partial<SamplePatrol> = {}): SamplePatrol {
  const ended = started + minutes * MINUTE;
  return {
    id: patrolId(number), status: "ended", leader, team: [], area: "第2网格", grid: "g2", started, ended, walked: minutes * MINUTE, walkingSince: null,
    received: started + MINUTE, clockOff: false, checklist: null, version: 1, words: "", ticks: [], comments: [], clashes: [], unsent: false,
    steps: [step("end", leader, ended)], ...change,
  };
}

const under = (since: number, walked = 0): Partial<SamplePatrol> => ({ status: "walking", ended: null, walked, walkingSince: since, steps: [] });

/** All of them, newest first. */
export function samplePatrols(): SamplePatrol[] {
  const since = Date.now() - 35 * MINUTE;
  const rested = Date.now() - 70 * MINUTE;
  const yesterday = ago(1, 19, 30);
  const special = [
    patrol(1, "wang", since, 0, {
      ...under(since), team: ["li", "head-6"], checklist: checklistId(1), version: 2,
      ticks: [tick(1, "ok", "wang", since + 4 * MINUTE), tick(2, "problem", "li", since + 12 * MINUTE, "5号楼二楼拐角堆着纸箱"), tick(6, "ok", "wang", since + 20 * MINUTE)],
      comments: [{ id: "pc-1", by: person("zhang"), at: since + 15 * MINUTE, received_at: since + 15 * MINUTE, text: "4号楼那边麻烦多看一眼。" }],
    }),
    patrol(2, "zhang", rested, 0, {
      ...under(rested), status: "paused", walkingSince: null, walked: 48 * MINUTE, team: ["chen"], area: "3号楼到6号楼", checklist: checklistId(2),
      steps: [step("pause", "zhang", rested + 48 * MINUTE, "喝口水")], ticks: [tick(1, "ok", "zhang", rested + 9 * MINUTE)],
    }),
    patrol(3, "wang", ago(0, 8, 0), 42, {
      team: ["sun"], unsent: true, received: null, checklist: checklistId(1), version: 1,
      words: "早上人少，楼道都看了一遍。", ticks: [1, 2, 3, 4].map((item) => tick(item, "ok", "wang", ago(0, 8, 5 + item * 6))),
    }),
    patrol(4, "li", yesterday, 65, {
      team: ["wang"], ended: yesterday + 71 * MINUTE, area: "北门到小广场", checklist: checklistId(1), version: 2, words: "人行道上有三辆车，已经说了。",
      ticks: [
        tick(1, "problem", "li", yesterday + 8 * MINUTE, "白色面包车又停在3号楼2单元门前，打了电话没人接，已经拍了照片报上去。"), tick(2, "ok", "li", yesterday + 20 * MINUTE),
        tick(3, "problem", "wang", yesterday + 31 * MINUTE), tick(4, "ok", "wang", yesterday + 44 * MINUTE), tick(5, "ok", "li", yesterday + 52 * MINUTE),
      ],
      steps: [step("pause", "li", yesterday + 30 * MINUTE), step("resume", "li", yesterday + 36 * MINUTE), step("end", "li", yesterday + 71 * MINUTE, "都走到了")],
      comments: [{ id: "pc-4", by: person("zhou"), at: ago(1, 21, 10), received_at: ago(1, 21, 10), text: "辛苦了，面包车的事我来联系。" }],
      clashes: [{ field: "area", values: [
        { value: "北门到小广场", name: null, by: person("li"), at: ago(1, 20, 50) }, { value: "北门、小广场、南墙", name: null, by: person("wang"), at: ago(1, 20, 45) },
      ] }],
    }),
    patrol(5, "chen", ago(2, 20, 0), 25, { area: "11号楼", clockOff: true }),
  ];
  const older = Array.from({ length: 44 }, (_, index) => patrol(100 + index, index % 3 === 0 ? "wang" : "liu", ago(3 + index, 19, 30), 30 + (index % 5) * 10, {
    grid: index % 3 === 0 ? "g2" : `g${9 + (index % 4)}`, area: index % 3 === 0 ? "第2网格" : `第${9 + (index % 4)}网格`,
    checklist: checklistId(1), version: 1, ticks: [1, 2, 3, 4].map((item) => tick(item, "ok", "liu", ago(3 + index, 19, 31 + item))),
  }));
  return [...special, ...older];
}
