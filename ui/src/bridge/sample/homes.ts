/** The sample's homes: one stairwell with every case that a screen can show, and plain ones around it. All of it made up. */
import type { Care } from "../generated/Care";
import type { Clash } from "../generated/Clash";
import type { CommentView } from "../generated/CommentView";
import type { Delivery } from "../generated/Delivery";
import type { HomeState } from "../generated/HomeState";
import type { LookView } from "../generated/LookView";
import type { Relation } from "../generated/Relation";
import type { ResidentView } from "../generated/ResidentView";
import type { Tenancy } from "../generated/Tenancy";
import type { VisitOutcome } from "../generated/VisitOutcome";
import type { VisitView } from "../generated/VisitView";
import { sampleNodes } from "./people";
import { ago, person } from "./reports";

/** A home as the sample keeps it. */
export interface SampleHome {
  id: string;
  area: string;
  areaName: string;
  building: string;
  unit: string;
  room: string;
  state: HomeState;
  tenancy: Tenancy | null;
  care: Care[];
  owner: string;
  ownerPhone: string;
  head: string | null;
  words: string;
  delivery: Delivery;
  people: ResidentView[];
  visits: VisitView[];
  looks: LookView[];
  comments: CommentView[];
  clashes: Clash[];
  /** The stairwell it was moved to. */
  movingTo?: string;
}

/** Who lives somewhere, in short: name, what they are to the head, year of birth, telephone, anything else. */
type Who = [name: string, relation: Relation, born?: string, phone?: string, more?: Partial<ResidentView>];

interface Draft {
  tenancy?: Tenancy | null;
  care?: Care[];
  people?: Who[];
  visits?: [days: number, outcome: VisitOutcome, note?: string][];
  change?: Partial<SampleHome>;
}

const digits = (number: number, width: number): string => String(number).padStart(width, "0");
const AREAS = new Map(sampleNodes().filter((node) => node.kind === "post_area").map((node) => [node.id, node]));

/** A home's id from its area's number and its room. */
export function homeId(area: number, room: string): string {
  return `01932f00-0000-5000-8000-${digits(area, 6)}${digits(Number(room), 6)}`;
}

/** A resident's id: the home's, and which one. */
export function residentId(home: string, number: number): string {
  return `${home.slice(0, 19)}9${home.slice(20, 24)}${digits(number, 2)}${home.slice(26)}`;
}

function home(area: number, room: string, by: string, draft: Draft): SampleHome {
  const id = homeId(area, room);
  const node = AREAS.get(`a${area}`);
  const people = (draft.people ?? []).map(([name, relation, born = "", phone = "", more = {}], index): ResidentView => ({
    id: residentId(id, index + 1), home: id, heads: ["r1"], name, phone, relation, sex: null, born, moved_in: "", moved_out: "", state: "living", words: "",
    delivery: "sent", clashes: [], ...more,
  }));
  const visits = (draft.visits ?? []).map(([days, outcome, note = ""]): VisitView => ({
    outcome, note, by: person(by), at: ago(days, 16, 20), received_at: ago(days, 16, 21),
  }));
  return {
    id, area: `a${area}`, areaName: node?.name ?? "", building: node?.building ?? "", unit: node?.unit ?? "", room, state: "in_use",
    tenancy: draft.tenancy === undefined ? "owner" : draft.tenancy, care: draft.care ?? [], owner: "", ownerPhone: "",
    head: people.find((one) => one.relation === "head")?.id ?? null, words: "", delivery: "sent", people, visits, looks: [], comments: [], clashes: [],
    ...draft.change,
  };
}

const two = (field: string, first: string, second: string): Clash => ({
  field, values: [
    { value: first, name: null, by: person("chen"), at: ago(0, 18, 40) }, { value: second, name: null, by: person("zhang"), at: ago(0, 18, 35) },
  ],
});

/** 4号楼3单元, 陈姨's stairwell. */
function stairwell(): SampleHome[] {
  const rooms: [string, Draft][] = [
    ["101", { tenancy: "business", people: [["金小满", "head", "1979", "13800000101"]], visits: [[12, "met"]], change: { owner: "牛大力", ownerPhone: "13800000190", words: "一楼小卖部，晚上九点关门。" } }],
    ["102", { care: ["elder_alone"], people: [["方桂枝", "head", "1941-03", "13800000102", { sex: "female", words: "耳朵背，电话要响久一点。" }]], visits: [[20, "met"], [36, "met", "腿有点疼"]] }],
    ["201", { tenancy: "rented", people: [["尤大海", "tenant", "1994", "13800000201"], ["谷小雨", "tenant", "1996"], ["尤一一", "child", "2021-06-01"]], visits: [[9, "met"]], change: { owner: "钱有余", ownerPhone: "13800000291" } }],
    ["202", { people: [["毕建国", "head", "1968", "13800000202", { sex: "male" }], ["白素素", "spouse", "1970", "13800000203", { sex: "female" }], ["毕小天", "child", "1996"], ["毕老根", "parent", "1943"]], visits: [[5, "met"]] }],
    ["301", { people: [["柳青青", "head", "1983", "13800000301", { clashes: [two("phone", "13800000301", "13800000399")] }], ["江小河", "child", "2012"]], visits: [[6, "met"]] }],
    ["302", { tenancy: "vacant", change: { owner: "贺知书", ownerPhone: "13800000302", words: "房主在外地，一年回来一次。" } }],
    ["401", { tenancy: null, people: [["乔木", "head"]] }],
    ["402", { care: ["disabled", "hardship"], people: [["安平", "head", "1957", "13800000402"], ["易水", "spouse", "1960"]], visits: [[3, "need", "轮椅上不了单元门口的台阶，想要个坡道。"], [18, "met"]] }],
    ["501", { people: [["成大山", "head", "1975", "13800000501"], ["卫兰兰", "spouse", "1977", "13800000502"]], visits: [[1, "met"]], change: { delivery: "unsent" } }],
    ["502", { care: ["child", "elder_alone"], people: [["元宝", "child", "2015"], ["元奶奶", "head", "1950", "13800000503", { words: "孩子的爸妈在外地上班。" }]], visits: [[16, "met"]] }],
    ["601", { tenancy: "rented", people: [["苗圃", "tenant", "1990", "13800000601"], ["古月", "other", "1992", "", { state: "moved_out", moved_out: "2026-09", moved_in: "2024-03" }], ["写错了", "other", "", "", { state: "mistaken" }]],
      visits: [[8, "met"], [40, "no_answer"]], change: { clashes: [two("tenancy", "rented", "owner")], looks: [{ purpose: "核实情况", by: person("zhou"), at: ago(4, 10, 30) }] } }],
    ["602", { people: [["史默", "head", "1965"]], visits: [[2, "no_answer"], [11, "refused", "隔着门说没空。"], [45, "met"]] }],
    ["603", { tenancy: null, change: { state: "mistaken" } }],
  ];
  return rooms.map(([room, draft]) => home(12, room, "chen", draft));
}

const FAMILY = ["丁", "于", "马", "车", "文", "孔", "左", "石", "田", "叶", "兰", "冯"];
const GIVEN = ["一鸣", "二丫", "三春", "小四", "五月", "六顺", "小七", "八方", "九如", "十全"];
const TENANCIES: Tenancy[] = ["owner", "owner", "rented", "owner", "vacant", "owner", "owner", "rented"];

/** A plain home of another stairwell, by its number. */
function plain(area: number, room: string, number: number): SampleHome {
  const tenancy = TENANCIES[number % TENANCIES.length] ?? "owner";
  const name = (shift: number): string => `${FAMILY[(number + shift * 5) % FAMILY.length] ?? ""}${GIVEN[(number * 3 + shift) % GIVEN.length] ?? ""}`;
  const people: Who[] = tenancy === "vacant" ? [] : [[name(0), "head", String(1940 + (number * 7) % 60), `1380001${digits(number, 4)}`], ...(number % 2 === 0 ? [[name(1), "spouse"] satisfies Who] : [])];
  return home(area, room, "sun", { tenancy, people, care: number % 9 === 0 ? ["elder_alone"] : [], visits: number % 5 === 4 ? [] : [[(number * 3) % 44, "met"]] });
}

/** All of them: the stairwell, and six rooms in each of the eleven before it. Where `sent` nothing waits on this device. */
export function sampleHomes(sent: boolean): SampleHome[] {
  const others = Array.from({ length: 11 }, (_, index) => index + 1).flatMap((area) =>
    ["101", "102", "201", "202", "301", "302"].map((room, index) => plain(area, room, (area - 1) * 6 + index)),
  );
  const all = [...others, ...stairwell()];
  return sent ? all.map((one) => ({ ...one, delivery: "sent" })) : all;
}
