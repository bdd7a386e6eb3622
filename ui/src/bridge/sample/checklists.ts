/** The sample's checklists and the answers about them: two to walk with, one of them mended since, and one put away. */
import type { ChecklistItem } from "../generated/ChecklistItem";
import type { ChecklistView } from "../generated/ChecklistView";
import type { Clash } from "../generated/Clash";
import type { NewChecklistItem } from "../generated/NewChecklistItem";
import type { VersionView } from "../generated/VersionView";
import { CommandFailure } from "../host";
import { checklistId } from "./ids";
import { ago, person } from "./reports";
import { again, works, wrote, type Answers, type World } from "./world";

/** A checklist as the sample keeps it. */
export interface SampleChecklist {
  id: string;
  name: string;
  retired: boolean;
  versions: VersionView[];
  unsent: boolean;
  clashes: Clash[];
}

const EVENING = ["消防通道有没有车", "楼道里有没有杂物", "有没有人拉线充电", "地下室有没有人住", "楼门锁好没有", "路灯亮不亮"];
const FIRE = ["灭火器在不在、过没过期", "消火栓门打得开", "疏散灯亮着", "防火门关着"];
const HEATING = ["阀门井盖盖好", "管道有没有漏水"];

function version(number: number, items: string[], days: number): VersionView {
  const listed = items.map((text, index): ChecklistItem => ({ id: `item-${index + 1}`, text }));
  return { name: "", id: `version-${number}`, number, by: person("zhao"), at: ago(days, 9, 30), items: listed };
}

/** All of them. */
export function sampleChecklists(): SampleChecklist[] {
  const mine = (number: number, name: string, versions: VersionView[], change: Partial<SampleChecklist> = {}): SampleChecklist => ({
    id: checklistId(number), name, retired: false, versions, unsent: false, clashes: [], ...change,
  });
  return [
    mine(1, "晚间巡逻", [version(1, EVENING.slice(0, 4), 60), version(2, EVENING, 12)]),
    mine(2, "消防检查", [version(1, FIRE, 40)], { clashes: [{ field: "name", values: [
      { value: "消防检查", name: null, by: person("zhao"), at: ago(1, 10, 2) }, { value: "消防月检", name: null, by: person("wu"), at: ago(1, 10, 0) },
    ] }] }),
    mine(3, "供暖期检查", [version(1, HEATING, 200)], { retired: true }),
  ];
}

const newest = (list: SampleChecklist): VersionView => list.versions[list.versions.length - 1] ?? version(1, [], 0);

/** The version that a patrol kept. */
export function versionOf(world: World, id: string | null, number: number): VersionView | null {
  const list = world.checklists.find((one) => one.id === id);
  const kept = list?.versions.find((one) => one.number === number);
  return list && kept ? { ...kept, name: list.name } : null;
}

function view(world: World, list: SampleChecklist): ChecklistView {
  return {
    id: list.id, heads: [`head-${world.version}`], name: list.name, retired: list.retired, current: { ...newest(list), name: list.name },
    versions: list.versions.length, delivery: list.unsent ? "unsent" : "sent", clashes: list.clashes, may_edit: works(world, "office"),
  };
}

/** Items with a name each: those that are new get one. */
const named = (world: World, items: NewChecklistItem[]): ChecklistItem[] =>
  items.map((item, index) => ({ id: item.id ?? `item-${world.version}-${index}`, text: item.text }));

/** The answers. */
export const CHECKLIST_ANSWERS: Answers = {
  "checklist.list": (world, { retired = false }) => {
    const rows = world.checklists.filter((list) => retired || !list.retired).map((list) => view(world, list));
    rows.sort((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN"));
    return [{ rows, may_make: works(world, "office") }, []];
  },
  "checklist.save": (world, { id, name, items, retired }) => {
    if (!works(world, "office")) throw new CommandFailure("not_allowed", "the office writes checklists");
    let list = world.checklists.find((one) => one.id === id);
    const before = JSON.stringify(list);
    if (!list) {
      list = { id, name: "", retired: false, versions: [], unsent: false, clashes: [] };
      world.checklists.push(list);
    }
    if (name !== undefined) list.name = name;
    if (retired !== undefined) list.retired = retired;
    list.clashes = list.clashes.filter((clash) => !(clash.field === "name" && name !== undefined));
    const wanted = items && named(world, items);
    if (wanted && JSON.stringify(wanted) !== JSON.stringify(list.versions.length > 0 ? newest(list).items : null)) {
      const number = list.versions.length + 1;
      list.versions.push({ name: "", id: `version-${number}`, number, by: person(world.me?.id ?? ""), at: Date.now(), items: wanted });
    }
    return before === JSON.stringify(list) ? again(world, id) : wrote(world, id, ["checklists"]);
  },
};
