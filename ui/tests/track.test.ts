/** The track of a patrol: its plan, its words, and the sample's answers. */
import { mount } from "@vue/test-utils";
import { beforeAll, describe, expect, it } from "vitest";
import { sampleHost } from "../src/bridge/sample";
import { sampleTrack } from "../src/bridge/sample/track";
import TrackMap from "../src/components/TrackMap.vue";
import { plan, roundLength } from "../src/components/trackPlan";
import { i18n, setLanguage } from "../src/i18n";
import type { TrackView } from "../src/bridge/generated/TrackView";

const PATROL = "01932f00-bbbb-7000-8000-000000000001";
const EVENING = new Date(2026, 10, 24, 20, 15).getTime();

/** A track as the sample shows it. */
async function shown(fixes = sampleTrack(EVENING).fixes, on = true): Promise<TrackView> {
  const host = sampleHost("volunteer");
  await host.execute("track.choose", { patrol: PATROL, on: true });
  await host.execute("track.add", { patrol: PATROL, fixes });
  if (!on) await host.execute("track.choose", { patrol: PATROL, on: false });
  return (await host.execute("track.show", { patrol: PATROL })).ok;
}

const picture = (track: TrackView) => mount(TrackMap, { props: { track }, global: { plugins: [i18n] } });

describe("the plan", () => {
  it("has north up, east right and one scale for both", async () => {
    const drawn = plan(await shown());
    expect(drawn).not.toBeNull();
    if (!drawn) return;
    const spots = (line: string): number[][] => line.split(" ").map((spot) => spot.split(",").map(Number));
    const [first = [], ...rest] = spots(drawn.lines[0] ?? "");
    const east = rest[9] ?? [];
    const north = rest[19] ?? [];
    expect((east[0] ?? 0) - (first[0] ?? 0)).toBeGreaterThan(0);
    expect(Math.abs((east[1] ?? 0) - (first[1] ?? 0))).toBeLessThan(0.2);
    expect((north[1] ?? 0) - (east[1] ?? 0)).toBeLessThan(0);
    const unit = ((east[0] ?? 0) - (first[0] ?? 0)) / 180;
    expect(((east[1] ?? 0) - (north[1] ?? 0)) / 140).toBeCloseTo(unit, 2);
    expect((drawn.scale.percent / 100) * drawn.width).toBeCloseTo(drawn.scale.metres * unit, 0);
    for (const [x = -1, y = -1] of drawn.lines.flatMap(spots)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(drawn.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(drawn.height);
    }
  });

  it("draws who stands still as a place, not as a scribble over the whole", async () => {
    const still = [0, 1, 2].map((n) => ({ lat: 37.4346 + n * 1e-6, lon: 118.6747, at: EVENING + n * 10_000 }));
    const drawn = plan(await shown(still));
    const spots = (drawn?.lines[0] ?? "").split(" ").map((spot) => Number(spot.split(",")[1]));
    expect(Math.max(...spots) - Math.min(...spots)).toBeLessThan(4);
  });

  it.each([[1, 1], [1.9, 1], [2, 2], [99, 50], [100, 100], [730, 500]])("a scale below %d m is %d m", (most, metres) => {
    expect(roundLength(most)).toBe(metres);
  });

  it("is none where nothing was walked", async () => {
    expect(plan(await shown([]))).toBeNull();
  });
});

describe("the picture", () => {
  beforeAll(() => setLanguage("zh-Hans"));

  it("draws gaps as gaps and says so", async () => {
    const page = picture(await shown());
    expect(page.findAll('[data-testid="track-line"]')).toHaveLength(3);
    expect(page.findAll('[data-testid="track-gap"]')).toHaveLength(2);
    const words = page.get('[data-testid="track-walked"]').text();
    expect(words).toMatch(/^走了 \d+ 米，中间断了 2 次$/);
    expect(page.get('[data-testid="track-drawing"]').attributes()).toMatchObject({ role: "img", "aria-label": words });
    expect(page.get('[data-testid="track-gaps"]').text()).toContain("没收到位置");
    expect(page.get('[data-testid="track-scale"]').text()).toMatch(/^\d+ 米$/);
    expect(page.text()).toContain("现在");
  });

  it("says kilometres, and that nothing is missing", async () => {
    const track = { ...(await shown(sampleTrack(EVENING).fixes.slice(0, 8), false)), metres: 1234 };
    const page = picture(track);
    expect(page.get('[data-testid="track-walked"]').text()).toBe("走了 1.2 公里，中间没断");
    expect(page.findAll('[data-testid="track-gap"]')).toHaveLength(0);
    expect(page.text()).toContain("终点");
  });

  it("has words for a reason it does not know, and for gaps that are not listed", async () => {
    const track = await shown();
    const [gap] = track.gaps;
    const page = picture({ ...track, gaps: gap ? [{ ...gap, reason: "eclipse" }] : [] });
    expect(page.text()).toContain("没记上");
    expect(page.text()).toContain("还有 1 次没列出来");
    expect(page.text()).not.toContain("eclipse");
  });

  it("says that nothing is kept yet, and draws nothing", async () => {
    const page = picture(await shown([]));
    expect(page.text()).toBe("还没有记下走过的路");
    expect(page.find("svg").exists()).toBe(false);
  });

  it("draws a single fix as a dot", async () => {
    const page = picture(await shown([{ lat: 37.4346, lon: 118.6747, at: EVENING }]));
    expect(page.findAll("circle.dot")).toHaveLength(1);
  });
});

describe("the sample", () => {
  it("keeps nothing that nobody chose to keep", async () => {
    const host = sampleHost("volunteer");
    const add = host.execute("track.add", { patrol: PATROL, fixes: [] });
    await expect(add).rejects.toMatchObject({ code: "track_off" });
    await host.execute("track.choose", { patrol: PATROL, on: true });
    await host.execute("track.add", { patrol: PATROL, fixes: sampleTrack(EVENING).fixes });
    expect((await host.execute("track.export", { patrol: PATROL })).ok.gpx).toContain('version="1.1"');
    await host.execute("track.delete", { patrol: PATROL });
    expect((await host.execute("track.show", { patrol: PATROL })).ok).toMatchObject({ on: false, fixes: 0, bounds: null });
  });
});
