/** Walking: what a tap writes, that nothing typed is lost or done twice, and the way walked. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, nextTick, shallowRef, type ShallowRef } from "vue";
import { connectTo, execute } from "../src/bridge";
import type { Args } from "../src/bridge/host";
import type { PatrolView } from "../src/bridge/generated/PatrolView";
import { sampleHost } from "../src/bridge/sample";
import { patrolId } from "../src/bridge/sample/ids";
import { forgetDrafts, kept } from "../src/composables/drafts";
import { patrolDrafts, unsavedNotes } from "../src/composables/patrolDrafts";
import { usePatrolSteps, wordsChanged } from "../src/composables/patrolSteps";
import { fixOf, lookForTrack } from "../src/composables/trackRecorder";
import { useChecks } from "../src/composables/useChecks";
import { losing } from "./losing";

const WALKING = patrolId(1);
const shown = async (id = WALKING): Promise<PatrolView> => (await execute("patrol.show", { id })).ok;

beforeEach(() => {
  forgetDrafts();
  connectTo(sampleHost("volunteer"));
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
    expect(JSON.stringify(kept(`patrol.${WALKING}`))).toContain("纸箱还在");
    const again = await opened();
    expect(again.checks.note("item-2")).toBe("纸箱还在");
    expect(again.checks.unsaved("item-2")).toBe(true);
    expect(await again.checks.saveNote("item-2")).toBe(true);
    await again.reload();
    expect(again.view.value.ticks.find((tick) => tick.item === "item-2")?.note).toBe("纸箱还在");
    expect(kept(`patrol.${WALKING}`)).toBeNull();
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
