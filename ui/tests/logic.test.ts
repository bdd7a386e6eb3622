/** The small rules behind the screens. */
import { describe, expect, it } from "vitest";
import { clashedFields, mayChoose, pointOf } from "../src/composables/clashes";
import { greetingAt } from "../src/composables/greeting";
import { merged } from "../src/composables/history";
import { problemOf } from "../src/composables/pictures";
import { buildings, placeOf } from "../src/composables/places";
import { lineOf } from "../src/composables/sendingLine";
import { applyPreferences, isNight, markType, textSize, theme } from "../src/composables/usePreferences";
import { daysBetween } from "../src/composables/useWords";
import { uuidV7 } from "../src/composables/uuid";
import { sampleCommunity } from "../src/bridge/sample/people";
import type { CommentView } from "../src/bridge/generated/CommentView";
import type { HazardView } from "../src/bridge/generated/HazardView";
import type { Sending } from "../src/bridge/generated/Sending";
import type { StepView } from "../src/bridge/generated/StepView";

const sending = (change: Partial<Sending>): Sending => ({
  state: "all_sent", unsent: 0, refused: 0, boxed: 0, received: 3, complete_at: 1, oldest_unsent_at: null, online: true, clock_off: false, ...change,
});

describe("the line about sending", () => {
  it("never says all was sent while anything waits", () => {
    expect(lineOf(sending({ unsent: 1 }), 1, 0).state).toBe("waiting");
  });
  it("counts what goes out against the most that waited", () => {
    expect(lineOf(sending({ state: "sending", unsent: 2 }), 3, 0)).toMatchObject({ now: 2, all: 3 });
  });
  it("says for how many days", () => {
    const day = 24 * 3600 * 1000;
    expect(lineOf(sending({ state: "waiting_long", unsent: 3, oldest_unsent_at: 0 }), 3, 2.4 * day).days).toBe(2);
  });
  it("takes an unknown state for waiting", () => {
    expect(lineOf(sending({ state: "teleporting", unsent: 2 }), 2, 0)).toMatchObject({ state: "waiting", n: 2 });
  });
});

describe("the story of a report", () => {
  const step = (at: number, received: number | null): StepView => ({
    act: "accept", to: "accepted", assignee: null, assignee_name: null, note: "", by: { id: "a", name: "a" }, at, received_at: received,
  });
  const comment = (id: string, at: number, received: number | null): CommentView => ({ id, by: { id: "b", name: "b" }, at, received_at: received, text: id });

  it("merges by receipt, whatever the devices' clocks say", () => {
    const keys = merged([step(900, 10), step(1, 30)], [comment("x", 5000, 20), comment("y", 2, 40)]).map((event) => event.key);
    expect(keys).toEqual(["step-0", "x", "step-1", "y"]);
  });
  it("never re-orders either list, and puts the unsent last", () => {
    const keys = merged([step(1, 50)], [comment("late", 9, null), comment("early", 1, 10)]).map((event) => event.key);
    expect(keys).toEqual(["step-0", "late", "early"]);
  });
});

describe("clashes", () => {
  const by = (id: string): { id: string; name: string } => ({ id, name: id });
  const view = (clashes: HazardView["clashes"]): HazardView => ({ card: { place: { building: "3", unit: "2" } }, clashes }) as HazardView;

  it("pair the building and unit that one hand wrote", () => {
    const fields = clashedFields(view([
      { field: "building", values: [{ value: "3", name: null, by: by("a"), at: 1 }, { value: "5", name: null, by: by("b"), at: 2 }] },
      { field: "unit", values: [{ value: "1", name: null, by: by("b"), at: 2 }, { value: "2", name: null, by: by("a"), at: 1 }] },
    ]));
    expect(fields).toHaveLength(1);
    expect(fields[0]?.options.map((option) => option.place)).toEqual([{ building: "3", unit: "2" }, { building: "5", unit: "1" }]);
  });
  it("write back only the field that clashed", () => {
    const [field] = clashedFields(view([{ field: "severity", values: [{ value: "danger", name: null, by: null, at: 1 }] }]));
    expect(field?.options[0]?.edit).toEqual({ severity: "danger" });
  });
  it("write back both parts of a place only where both clashed", () => {
    const [field] = clashedFields(view([{ field: "unit", values: [{ value: "1", name: null, by: by("a"), at: 1 }] }]));
    expect(field?.options[0]).toMatchObject({ place: { building: "3", unit: "1" }, edit: { unit: "1" } });
    expect(field?.options[0]?.edit).not.toHaveProperty("building");
  });
  it("are settled by whom the device says", () => {
    const shown = view([
      { field: "building", values: [{ value: "3", name: null, by: by("a"), at: 1 }] }, { field: "status", values: [{ value: "working", name: null, by: by("a"), at: 1 }] },
    ]);
    const may = (fields: string[]): boolean[] => clashedFields(shown).map((field) => mayChoose({ ...shown, may_choose: fields }, field));
    expect([may(["building"]), may(["status"]), may([])]).toEqual([[true, false], [false, true], [false, false]]);
  });
  it("read a point as it is stored", () => {
    expect(pointOf("geo:37.4346,118.6747;u=12.5")).toEqual({ lat: 37.4346, lon: 118.6747, accuracy: 12.5 });
    expect(pointOf("geo:-1,2")).toEqual({ lat: -1, lon: 2, accuracy: null });
    expect(pointOf("elsewhere")).toBeNull();
  });
});

describe("places", () => {
  const community = sampleCommunity();
  it("are the buildings by number, one's own marked", () => {
    const all = buildings(community, "g2");
    expect(all).toHaveLength(72);
    expect(all.slice(0, 3).map((one) => one.name)).toEqual(["1", "2", "3"]);
    expect(all.filter((one) => one.own).map((one) => one.name)).toEqual(["3", "4"]);
    expect(all[0]?.units).toEqual(["1", "2", "3"]);
  });
  it("come from a post area", () => {
    expect(placeOf(community, "a8")).toEqual({ building: "3", unit: "2" });
    expect(placeOf(community, "g2")).toBeNull();
  });
});

describe("small things", () => {
  it("a UUID v7 carries its time and is never the same twice", () => {
    expect(uuidV7(0x0193_2f00_0000)).toMatch(/^01932f00-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(Array.from({ length: 100 }, () => uuidV7())).size).toBe(100);
  });
  it("yesterday is a matter of dates, not of hours", () => {
    expect(daysBetween(new Date(2026, 10, 21, 23, 59), new Date(2026, 10, 22, 0, 1))).toBe(1);
    expect(daysBetween(new Date(2026, 10, 22, 0, 1), new Date(2026, 10, 22, 23, 59))).toBe(0);
  });
  it("the greeting follows the hour", () => {
    expect([6, 10, 12, 15, 20, 2].map(greetingAt)).toEqual(["early", "morning", "noon", "afternoon", "evening", "evening"]);
  });
  it("night comes by itself, unless somebody chose", () => {
    expect([isNight("auto", 20), isNight("auto", 12), isNight("day", 23), isNight("night", 12)]).toEqual([true, false, false, true]);
  });
  it("files that are no photo, or too large, are not taken", () => {
    const file = (type: string, size: number): File => ({ type, size }) as File;
    expect(problemOf(file("image/jpeg", 4_000_000), 0)).toBeNull();
    expect(problemOf(file("", 1), 0)).toBeNull();
    expect(problemOf(file("application/pdf", 1), 0)).toBe("notPicture");
    expect(problemOf(file("image/jpeg", 31 * 1024 * 1024), 0)).toBe("tooBig");
    expect(problemOf(file("image/jpeg", 1), 9)).toBe("tooMany");
  });
});

describe("how somebody likes to read", () => {
  it("follows what was chosen in another window of the browser, and marks very large type", () => {
    applyPreferences();
    for (const [name, value] of [["textSize", "huge"], ["theme", "night"]] as const) {
      localStorage.setItem(`jinshui.${name}`, value);
      window.dispatchEvent(new StorageEvent("storage", { key: `jinshui.${name}`, newValue: value }));
    }
    expect([textSize.value, theme.value]).toEqual(["huge", "night"]);
    const root = document.createElement("html");
    document.body.append(root);
    root.style.fontSize = "32px";
    markType(root);
    expect(root.dataset.type).toBe("very-large");
    root.style.fontSize = "20px";
    markType(root);
    expect(root.dataset.type).toBe("usual");
  });
});
