/** Patrols: how long, what a tap writes, and that nothing typed or tapped is lost or done twice. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, shallowRef, type ShallowRef } from "vue";
import { CommandFailure, connectTo, execute } from "../src/bridge";
import type { Args, CommandName, Host } from "../src/bridge/host";
import type { PatrolView } from "../src/bridge/generated/PatrolView";
import { sampleHost } from "../src/bridge/sample";
import { patrolId } from "../src/bridge/sample/ids";
import { dayBounds } from "../src/composables/days";
import { forgetDrafts } from "../src/composables/drafts";
import { hoursAndMinutes, walkedMs } from "../src/composables/elapsed";
import { patrolDrafts, unsavedNotes } from "../src/composables/patrolDrafts";
import { usePatrolSteps, wordsChanged } from "../src/composables/patrolSteps";
import { fixOf, lookForTrack } from "../src/composables/trackRecorder";
import { useChecks } from "../src/composables/useChecks";
import { useReportForm } from "../src/composables/useReportForm";
import { checklistUsed, firstChecklist, useStartForm } from "../src/composables/useStartForm";

const MINUTE = 60_000;
const WALKING = patrolId(1);

/** A host that loses the first answer to `command` after it was done, and tells what was sent. */
function losing(command: CommandName): { host: Host; sent: [CommandName, unknown][] } {
  const inner = sampleHost("volunteer");
  const sent: [CommandName, unknown][] = [];
  let lost = false;
  const host: Host = {
    ...inner,
    async execute<N extends CommandName>(name: N, args: Args<N>) {
      sent.push([name, args]);
      const outcome = await inner.execute(name, args);
      if (name !== command || lost) return outcome;
      lost = true;
      throw new CommandFailure("no_connection", "cut");
    },
  };
  return { host, sent };
}

const shown = async (id = WALKING): Promise<PatrolView> => (await execute("patrol.show", { id })).ok;

beforeEach(() => {
  forgetDrafts();
  localStorage.clear();
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

describe("the lines of a checklist", () => {
  async function opened(): Promise<{ view: ShallowRef<PatrolView>; checks: ReturnType<typeof useChecks>; reload: () => Promise<void> }> {
    const view = shallowRef(await shown());
    const checks = effectScope(true).run(() => useChecks(() => view.value, () => undefined));
    if (!checks) throw new Error("no scope");
    const reload = async (): Promise<void> => {
      view.value = await shown();
      await nextTick();
    };
    return { view, checks, reload };
  }

  it("show a tap at once, and write it with the note that was typed before", async () => {
    const { checks, reload, view } = await opened();
    checks.type("item-4", "门锁着");
    expect(checks.answer("item-4")).toBeNull();
    const tapped = checks.tap("item-4", "problem");
    expect(checks.answer("item-4")).toBe("problem");
    await tapped;
    await reload();
    expect(view.value.ticks.find((tick) => tick.item === "item-4")).toMatchObject({ mark: "problem", note: "门锁着" });
    expect(checks.unsaved("item-4")).toBe(false);
    expect(patrolDrafts(WALKING).notes).toEqual({});
  });

  it("keep a half-typed note over a kill, until it was saved", async () => {
    const { checks } = await opened();
    checks.type("item-2", "纸箱还在");
    expect(localStorage.getItem(`jinshui.form.patrol.${WALKING}`)).toContain("纸箱还在");
    const again = await opened();
    expect(again.checks.note("item-2")).toBe("纸箱还在");
    expect(again.checks.unsaved("item-2")).toBe(true);
    expect(await again.checks.saveNote("item-2")).toBe(true);
    await again.reload();
    expect(again.view.value.ticks.find((tick) => tick.item === "item-2")?.note).toBe("纸箱还在");
    expect(localStorage.getItem(`jinshui.form.patrol.${WALKING}`)).toBeNull();
  });

  it("are put back to nothing or to what stood there", async () => {
    const { checks, reload, view } = await opened();
    const before = view.value.ticks.find((tick) => tick.item === "item-2") ?? null;
    await checks.tap("item-2", "ok");
    await checks.tap("item-5", "ok");
    await checks.restore("item-2", before);
    await checks.restore("item-5", null);
    await reload();
    expect(view.value.ticks.find((tick) => tick.item === "item-2")).toMatchObject({ mark: "problem", note: before?.note });
    expect([checks.answer("item-5"), view.value.ticks.some((tick) => tick.item === "item-5")]).toEqual([null, false]);
  });

  it("tick once where the answer to the first tap was lost", async () => {
    const { host, sent } = losing("patrol.tick");
    connectTo(host);
    const { checks, reload, view } = await opened();
    await checks.tap("item-3", "ok");
    expect(checks.failure.value?.code).toBe("no_connection");
    expect(checks.answer("item-3")).toBeNull();
    await checks.tap("item-3", "ok");
    await reload();
    expect(view.value.ticks.find((tick) => tick.item === "item-3")?.times).toBe(1);
    const names = sent.filter(([name]) => name === "patrol.tick").map(([, args]) => (args as Args<"patrol.tick">).tick);
    expect(new Set(names).size).toBe(1);
  });
});

describe("the end of a patrol", () => {
  it("takes along what was typed and not saved, and can be taken back", async () => {
    const view = await shown();
    patrolDrafts(WALKING).notes = { "item-2": "还在", "item-5": "没有点过" };
    Object.assign(patrolDrafts(WALKING), { words: "路灯坏了两盏", wordsFrom: view.heads });
    expect(unsavedNotes(view)).toEqual([{ item: "item-2", mark: "problem", note: "还在" }]);
    expect(wordsChanged(view)).toBe(true);
    expect(await usePatrolSteps().take(view, "end")).toBe(true);
    const ended = await shown();
    expect([ended.card.status, ended.words, ended.ticks.find((tick) => tick.item === "item-2")?.note]).toEqual(["ended", "路灯坏了两盏", "还在"]);
    expect(patrolDrafts(WALKING)).toMatchObject({ notes: { "item-5": "没有点过" }, words: null });
    await execute("patrol.act", { id: WALKING, act: "resume" });
    expect((await shown()).card.status).toBe("walking");
  });

  it("is one step where the answer was lost", async () => {
    const { host } = losing("patrol.act");
    connectTo(host);
    const view = await shown();
    const steps = usePatrolSteps();
    expect(await steps.take(view, "pause")).toBe(false);
    expect(await steps.take(view, "pause")).toBe(true);
    expect((await shown()).steps).toHaveLength(1);
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

describe("the way walked", () => {
  it("takes a reading as the device takes it", () => {
    const coords = { latitude: 37.4, longitude: 118.6, accuracy: 8, altitude: null, altitudeAccuracy: null, heading: null, speed: null, toJSON: vi.fn() };
    expect(fixOf({ coords, timestamp: 5.4 })).toEqual({ lat: 37.4, lon: 118.6, accuracy: 8, at: 5 });
  });

  it("is kept only where the member chose it, fix by fix, and no longer than the patrol walks", async () => {
    let heard: ((position: unknown) => void) | null = null;
    const clearWatch = vi.fn();
    const watchPosition = vi.fn((found: (position: unknown) => void) => {
      heard = found;
      return 7;
    });
    Object.defineProperty(navigator, "geolocation", { value: { watchPosition, clearWatch }, configurable: true });
    await lookForTrack();
    expect(watchPosition).not.toHaveBeenCalled();
    await execute("track.choose", { patrol: WALKING, on: true });
    await lookForTrack();
    expect(watchPosition).toHaveBeenCalledTimes(1);
    const fixes = async (): Promise<number> => (await execute("track.show", { patrol: WALKING })).ok.fixes;
    for (const at of [1, 2]) {
      (heard as ((position: unknown) => void) | null)?.({ coords: { latitude: 37.4, longitude: 118.6, accuracy: 8, altitude: null }, timestamp: Date.now() + at });
      await vi.waitFor(async () => expect(await fixes()).toBe(at));
    }
    await execute("patrol.act", { id: WALKING, act: "pause" });
    await lookForTrack();
    expect(clearWatch).toHaveBeenCalledWith(7);
  });
});
