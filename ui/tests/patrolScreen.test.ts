/** The screen of a patrol: what is under the thumb, what a tap changes, and what is not offered. */
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { connectTo, execute } from "../src/bridge";
import { sampleHost } from "../src/bridge/sample";
import { patrolId } from "../src/bridge/sample/ids";
import { forgetDrafts } from "../src/composables/drafts";
import { loadMe } from "../src/composables/session";
import { takeBackWith, undoable } from "../src/composables/undo";
import { i18n, setLanguage } from "../src/i18n";
import PatrolScreen from "../src/screens/PatrolScreen.vue";

vi.setConfig({ testTimeout: 20_000 });
const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 8_000 });
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:rest(.*)*", component: { template: "<i />" } }] });
let page: VueWrapper | null = null;

async function opened(number: number): Promise<VueWrapper> {
  page = mount(PatrolScreen, { props: { id: patrolId(number) }, global: { plugins: [i18n, router] }, attachTo: document.body });
  await flushPromises();
  return page;
}
const at = (wrapper: VueWrapper, testid: string) => wrapper.find(`[data-testid="${testid}"]`);
const tap = (wrapper: VueWrapper, testid: string): Promise<void> => at(wrapper, testid).trigger("click");
/** Topics are gathered for a moment before the screens ask again. */
const settled = async (wrapper: VueWrapper, status: string): Promise<void> => {
  await soon(() => expect(at(wrapper, "patrol").attributes("data-status")).toBe(status));
};

beforeAll(() => setLanguage("zh-Hans"));
beforeEach(async () => {
  forgetDrafts();
  connectTo(sampleHost("volunteer"));
  await loadMe();
});
afterEach(() => page?.unmount());

describe("a patrol under way", () => {
  it("has the report, the rest and the end under the thumb", async () => {
    const screen = await opened(1);
    const thumb = screen.get(".foot");
    expect(["patrol-report", "patrol-pause", "patrol-end"].map((one) => thumb.find(`[data-testid="${one}"]`).exists())).toEqual([true, true, true]);
    expect(at(screen, "patrol-time").text()).toBe("35\u00a0分钟");
  });

  it("ends with one tap, and goes on where that is taken back", async () => {
    const screen = await opened(1);
    await tap(screen, "patrol-end");
    await settled(screen, "ended");
    expect(undoable.value?.words).toBe("记下了：巡逻完了");
    await takeBackWith("done", String);
    await settled(screen, "walking");
  });

  it("rests and goes on", async () => {
    const screen = await opened(1);
    await tap(screen, "patrol-pause");
    await settled(screen, "paused");
    await tap(screen, "patrol-resume");
    await settled(screen, "walking");
  });

  it("takes a tick back beside the line, and leads from a problem to a report of it", async () => {
    const screen = await opened(1);
    await at(screen, "check-item-3-problem").get("input").setValue(true);
    await soon(() => expect(at(screen, "check-item-3-undo").exists()).toBe(true));
    expect(at(screen, "check-item-3-report").attributes("href")).toContain(`patrol=${patrolId(1)}`);
    await tap(screen, "check-item-3-undo");
    await soon(async () => {
      const { ok } = await execute("patrol.show", { id: patrolId(1) });
      expect(ok.ticks.some((tick) => tick.item === "item-3")).toBe(false);
    });
    expect(at(screen, "check-item-3").attributes("data-answer")).toBe("");
  });

  it("offers the track on a phone, and not in the console", async () => {
    expect(at(await opened(1), "track-on").exists()).toBe(true);
    page?.unmount();
    connectTo({ ...sampleHost("volunteer"), place: "console" });
    expect(at(await opened(1), "track").exists()).toBe(false);
  });
});

describe("a patrol that is over", () => {
  it("shows problems first, and offers to go on only while that can have been a mistake", async () => {
    // At noon last night is long ago; shortly after midnight it is not.
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(2026, 10, 24, 12) });
    connectTo(sampleHost("volunteer"));
    const screen = await opened(4);
    vi.useRealTimers();
    const lines = at(screen, "ticks").findAll("li").map((line) => line.text());
    expect(lines[0]).toContain("有问题");
    expect(lines.at(-1)).toContain("没看");
    expect([at(screen, "patrol-resume").exists(), screen.find(".foot").exists()]).toEqual([false, false]);
  });

  it("shows both areas that were written, and one tap chooses", async () => {
    const screen = await opened(4);
    await screen.findAll('[data-testid="clash-option"]')[1]?.trigger("click");
    await soon(() => expect(at(screen, "clash").exists()).toBe(false));
    expect(screen.text()).toContain("北门、小广场、南墙");
  });
});
