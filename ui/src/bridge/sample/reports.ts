/** The sample's reports: one for every state that a screen can show. */
import type { Category } from "../generated/Category";
import type { Clash } from "../generated/Clash";
import type { CommentView } from "../generated/CommentView";
import type { HazardCard } from "../generated/HazardCard";
import type { PhotoView } from "../generated/PhotoView";
import type { Status } from "../generated/Status";
import type { StepView } from "../generated/StepView";
import { patrolId } from "./ids";
import { MEMBERS } from "./people";

/** A report as the sample keeps it. */
export interface SampleReport {
  card: HazardCard;
  words: string;
  comments: CommentView[];
  photos: PhotoView[];
  steps: StepView[];
  clashes: Clash[];
  /** The grid it was moved to. */
  movingTo?: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A moment some days ago, at this time of day. */
export function ago(days: number, hour: number, minute: number): number {
  const then = new Date(Date.now() - days * DAY);
  then.setHours(hour, minute, 0, 0);
  return then.getTime();
}

/** A person as a record names them. */
export function person(id: string): { id: string; name: string } {
  return { id, name: MEMBERS.find((member) => member.id === id)?.salutation ?? id };
}

/** A report's id from its number. */
export function reportId(number: number): string {
  return `01932f00-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

function photo(number: number, by: string, at: number, here: boolean, unsent = false): PhotoView {
  const hash = `photo-${number}`;
  return { id: hash, by: person(by), at, hash, thumbnail: `${hash}-t`, thumbnail_here: here, here, unsent };
}

function step(act: StepView["act"], to: Status, by: string, at: number, note = "", assignee: string | null = null): StepView {
  const name = assignee?.startsWith("member:") ? person(assignee.slice(7)).name : null;
  return { act, to, assignee, assignee_name: name, note, by: person(by), at, received_at: at + MINUTE };
}

interface Draft {
  category: Category;
  building: string;
  unit?: string;
  words: string;
  by: string;
  at: number;
  status?: Status;
  severity?: HazardCard["severity"];
  change?: Partial<HazardCard>;
  comments?: [string, number, string][];
  photos?: PhotoView[];
  steps?: StepView[];
  clashes?: Clash[];
}

function report(number: number, draft: Draft): SampleReport {
  const comments = (draft.comments ?? []).map(([by, at, text], index) => ({
    id: `comment-${number}-${index}`, by: person(by), at, received_at: at + MINUTE, text,
  }));
  const photos = draft.photos ?? [];
  const clashes = draft.clashes ?? [];
  return {
    words: draft.words,
    comments,
    photos,
    steps: draft.steps ?? [],
    clashes,
    card: {
      id: reportId(number), category: draft.category, severity: draft.severity ?? "normal",
      status: draft.status ?? "reported", assignee: null, assignee_name: null,
      place: { building: draft.building, unit: draft.unit ?? "" }, point: null, grid: "g2", grid_name: "第2网格",
      words: draft.words, reporter: person(draft.by), reported_at: draft.at, received_at: draft.at + MINUTE,
      clock_off: false, patrol: null, overdue: false, comments: comments.length, photos: photos.length, thumbnail: photos[0]?.thumbnail ?? null,
      delivery: "sent", clashes: clashes.map((clash) => clash.field), readable: true, acts: [], ...draft.change,
    },
  };
}

/** All of them, newest first. */
export function sampleReports(): SampleReport[] {
  const special = [
    report(1, {
      category: "stairwell_clutter", building: "5", words: "二楼拐角堆了纸箱和旧柜子，挡着道。", by: "wang", at: ago(0, 19, 58),
      photos: [photo(11, "wang", ago(0, 19, 58), true, true)], change: { delivery: "unsent", received_at: null, patrol: patrolId(1) },
    }),
    report(2, {
      category: "wire_charging", building: "4", unit: "1", words: "从三楼窗户拉线下来给电动车充电，线皮破了。", by: "wang",
      at: ago(0, 17, 55), severity: "danger", status: "accepted",
      steps: [step("accept", "accepted", "zhang", ago(0, 18, 20), "我过去看看")],
      clashes: [
        { field: "severity", values: [
          { value: "danger", name: null, by: person("wang"), at: ago(0, 18, 40) }, { value: "urgent", name: null, by: person("li"), at: ago(0, 18, 35) },
        ] },
      ],
    }),
    report(3, {
      category: "fire_lane", building: "3", unit: "2", words: "白色面包车停在消防通道上，车主电话没人接。旁边还有两辆僵尸自行车。",
      by: "wang", at: ago(1, 19, 40), severity: "urgent", status: "working",
      photos: [photo(1, "wang", ago(1, 19, 40), true), photo(2, "wang", ago(1, 19, 41), true), photo(3, "xu", ago(0, 8, 2), false)],
      change: { assignee: "property", overdue: true, patrol: patrolId(4) },
      steps: [
        step("accept", "accepted", "zhang", ago(1, 20, 31)),
        step("assign", "assigned", "zhou", ago(1, 20, 45), "请物业今晚联系车主", "property"),
        step("start", "working", "xu", ago(0, 8, 2), "已到现场，车主不在"),
      ],
      comments: [["li", ago(0, 9, 30), "我早上路过，车还在。"]],
    }),
    report(4, { category: "basement_living", building: "12", words: "地下室好像有人住，晚上有灯。", by: "chen", at: ago(0, 8, 12) }),
    report(5, {
      category: "suspicious", building: "2", unit: "3", words: "有陌生人挨家敲门，说是查燃气的，没有证件。", by: "li", at: ago(0, 10, 5),
      severity: "danger", change: { clock_off: true },
    }),
    report(6, {
      category: "abandoned_bike", building: "北门", words: "3 辆，车胎都瘪了，落了一层灰。", by: "wang", at: ago(2, 16, 20), status: "closed",
      photos: [photo(4, "wang", ago(2, 16, 20), true)],
      steps: [
        step("accept", "accepted", "zhang", ago(2, 17, 0)), step("finish", "verifying", "xu", ago(1, 10, 0), "已经拉走"),
        step("close", "closed", "zhou", ago(1, 15, 0)),
      ],
    }),
    report(7, {
      category: "spoilt_green", building: "南墙", words: "绿地里种了两行葱。", by: "sun", at: ago(2, 9, 30), status: "verifying",
      steps: [step("accept", "accepted", "zhang", ago(2, 11, 0)), step("finish", "verifying", "xu", ago(1, 9, 0), "和住户说好了，已补种草")],
    }),
    report(8, {
      category: "litter", building: "6", unit: "1", words: "装修垃圾倒在单元门口。", by: "wang", at: ago(3, 14, 10),
      change: { delivery: "refused" },
    }),
    report(9, { category: "drone_nest", building: "", words: "", by: "liu", at: ago(3, 9, 0), change: { readable: false } }),
    report(10, {
      category: "wire_charging", building: "7", words: "楼道里充电，夜里没人看着。", by: "head-0", at: ago(3, 7, 55), status: "assigned",
      change: { assignee: "member:xu", assignee_name: "徐师傅" },
      steps: [step("assign", "assigned", "zhao", ago(3, 9, 0), "", "member:xu")],
    }),
  ];
  const kinds: Category[] = ["litter", "fire_lane", "abandoned_bike", "stairwell_clutter", "other"];
  const older = Array.from({ length: 70 }, (_, index) =>
    report(100 + index, {
      category: kinds[index % kinds.length] ?? "other", building: String((index % 30) + 1), unit: String((index % 3) + 1),
      words: `从前的一条，第 ${index + 1} 号。`, by: index % 3 === 0 ? "wang" : "liu", at: ago(5 + index, 9, 15), status: "closed",
    }),
  );
  return [...special, ...older];
}
