/** Setting out on a patrol: how long it walks, what begins it once, and the reports made on it. */
import { beforeEach, describe, expect, it } from "vitest";
import { connectTo, execute } from "../src/bridge";
import type { PatrolView } from "../src/bridge/generated/PatrolView";
import { sampleHost } from "../src/bridge/sample";
import { patrolId } from "../src/bridge/sample/ids";
import { dayBounds } from "../src/composables/days";
import { forgetDrafts } from "../src/composables/drafts";
import { hoursAndMinutes, walkedMs } from "../src/composables/elapsed";
import { useReportForm } from "../src/composables/useReportForm";
import { checklistUsed, firstChecklist, useStartForm } from "../src/composables/useStartForm";
import { losing } from "./losing";

const MINUTE = 60_000;
const WALKING = patrolId(1);
const shown = async (id = WALKING): Promise<PatrolView> => (await execute("patrol.show", { id })).ok;

beforeEach(() => {
  forgetDrafts();
  connectTo(sampleHost("volunteer"));
});

describe("how long a patrol walked", () => {
  it("adds the time since the last step, and nothing while it rests", () => {
    expect(walkedMs({ walked_ms: 5 * MINUTE, walking_since: 1000 }, 1000 + 30 * MINUTE)).toBe(35 * MINUTE);
    expect(walkedMs({ walked_ms: 5 * MINUTE, walking_since: null }, 99 * MINUTE)).toBe(5 * MINUTE);
  });

  it("takes nothing away where the device's clock went back", () => {
    expect(walkedMs({ walked_ms: 5 * MINUTE, walking_since: 10 * MINUTE }, 0)).toBe(5 * MINUTE);
  });

  it.each([[0, 0, 0], [59_999, 0, 0], [65 * MINUTE, 1, 5], [-1, 0, 0]])("%d ms are %d h %d min", (ms, hours, minutes) => {
    expect(hoursAndMinutes(ms)).toEqual({ hours, minutes });
  });

  it("a day lies between its own first moment and the next day's", () => {
    expect(dayBounds("")).toEqual({});
    const { since = 0, until = 0 } = dayBounds("2026-11-22");
    expect([new Date(since).getDate(), new Date(until).getDate(), new Date(since).getHours()]).toEqual([22, 23, 0]);
  });
});

describe("setting out", () => {
  it("takes the only checklist, or the one used last, or none", () => {
    expect(firstChecklist([{ id: "a" }], null)).toBe("a");
    expect(firstChecklist([{ id: "a" }, { id: "b" }], "b")).toBe("b");
    expect(firstChecklist([{ id: "a" }, { id: "b" }], "gone")).toBeNull();
  });

  it("keeps what was filled in over a kill, and begins once where the answer was lost", async () => {
    const { host } = losing("patrol.start");
    connectTo(host);
    const before = (await execute("patrol.list", {})).ok.total;
    const first = useStartForm("wang");
    Object.assign(first.draft, { area: "南墙", team: ["li"], checklist: "01932f00-0000-7000-a000-000000000001" });
    expect(await first.start()).toBeNull();
    const again = useStartForm("wang");
    expect(again.draft.area).toBe("南墙");
    again.draft.area = "南墙和北门";
    again.draft.team = ["sun"];
    const id = await again.start();
    expect(id).toBe(first.draft.id);
    const { card } = await shown(id ?? "");
    expect([card.area, card.team.map((one) => one.id)]).toEqual(["南墙和北门", ["wang", "sun"]]);
    expect((await execute("patrol.list", {})).ok.total).toBe(before + 1);
    expect(checklistUsed()).toBe("01932f00-0000-7000-a000-000000000001");
    expect(useStartForm("wang").draft.id).not.toBe(id);
  });

  it("carries what stands in the form where the device said no", async () => {
    connectTo(sampleHost("volunteer", null, "bad_field"));
    const form = useStartForm("wang");
    form.draft.area = "一";
    expect(await form.start()).toBeNull();
    expect(form.draft.tried).toBeNull();
  });
});

describe("a report made on a patrol", () => {
  const found = { patrol: WALKING, words: "楼门锁好没有" };

  it("carries the patrol and begins with the line of the checklist", async () => {
    const form = useReportForm("wang", found);
    expect([form.draft.words, form.draft.patrol]).toEqual([found.words, WALKING]);
    form.draft.category = "other";
    const id = await form.submit();
    expect((await execute("hazard.show", { id: id ?? "" })).ok.card.patrol).toBe(WALKING);
    expect((await shown()).hazards.map((card) => card.id)).toContain(id);
  });

  it("leaves no draft behind where nothing was written in it", () => {
    useReportForm("wang", found);
    expect(useReportForm("wang", { ...found, words: "别的一项" }).draft.words).toBe("别的一项");
  });

  it("does not write over what was half written before", () => {
    useReportForm("wang").draft.words = "写了一半";
    const form = useReportForm("wang", found);
    expect([form.restored.value, form.draft.words, form.draft.patrol]).toEqual([true, "写了一半", WALKING]);
    form.restart();
    expect(form.draft.words).toBe(found.words);
  });
});
