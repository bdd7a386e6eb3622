/** Homes: floors, who is due first, what a form writes, what is kept of it, and warnings of doubles. */
import { effectScope, nextTick, ref } from "vue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectTo, execute } from "../src/bridge";
import { sampleHost, sampleWorld } from "../src/bridge/sample";
import { homeId } from "../src/bridge/sample/homes";
import { forgetDrafts, keep, kept } from "../src/composables/drafts";
import { byFloor, dueFirst } from "../src/composables/floors";
import { homeEdit, homeEditOf, homeForm, residentEdit, residentEditOf } from "../src/composables/homeEdits";
import { areasOf, homeAt, roomBuildings } from "../src/composables/homePlaces";
import { ALIKE_WAIT_MS, useAlike } from "../src/composables/useAlike";
import { ageOf, phoneWords, today } from "../src/composables/useHomeWords";
import { useKeptForm } from "../src/composables/useKeptForm";
import type { AlikeArgs } from "../src/bridge/generated/AlikeArgs";
import type { HomeCard } from "../src/bridge/generated/HomeCard";

beforeEach(() => {
  forgetDrafts();
  connectTo(sampleHost("head"));
});
afterEach(() => vi.useRealTimers());

const stairwell = async (): Promise<HomeCard[]> => (await execute("home.list", { filter: { within: "a12" }, limit: 500 })).ok.rows;
const floorOf = (room: string): number | null => (room.length === 3 ? Number(room[0]) : null);
const card = (room: string, more: Partial<HomeCard> = {}): HomeCard => ({ room, floor: floorOf(room), visited_at: null, due: false, ...more }) as HomeCard;

describe("a stairwell", () => {
  it("goes from the top floor down, rooms that tell no floor last", () => {
    const floors = byFloor([card("101"), card("东户"), card("602"), card("601"), card("102")]);
    expect(floors.map((floor) => [floor.floor, floor.rows.map((row) => row.room)])).toEqual([[6, ["601", "602"]], [1, ["101", "102"]], [null, ["东户"]]]);
  });

  it("puts first where nobody ever was, then who waited longest", () => {
    const rows = [card("101", { due: true, visited_at: 300 }), card("102", { visited_at: 1 }), card("201", { due: true }), card("202", { due: true, visited_at: 200 })];
    expect(dueFirst(rows).map((row) => row.room)).toEqual(["201", "202", "101"]);
  });

  it("holds every case of the sample", async () => {
    const rows = await stairwell();
    expect(rows).toHaveLength(12);
    expect(dueFirst(rows).map((row) => row.room)).toEqual(["401", "602", "102", "502"]);
    expect(new Set(rows.map((row) => row.tenancy))).toEqual(new Set(["owner", "rented", "vacant", "business", null]));
  });
});

describe("the picker of people above", () => {
  it("offers the buildings that they read, and finds the room", async () => {
    const { community, me } = sampleWorld("assistant", null);
    const areas = areasOf(community.nodes, me);
    expect(areas.map((area) => area.id)).toEqual(["a7", "a8", "a9", "a10", "a11", "a12"]);
    const rows = await stairwell();
    const building = roomBuildings(areas, rows, []).find((one) => one.name === "4");
    expect(building?.units.map((unit) => unit.name)).toEqual(["1", "2", "3"]);
    expect(building?.units[2]?.rooms[0]).toBe("101");
    expect(homeAt(rows, { building: "4", unit: "3", room: "502" })?.id).toBe(homeId(12, "502"));
    expect(homeAt(rows, { building: "4", unit: "3", room: "999" })).toBeNull();
  });

  it("offers a volunteer none", () => {
    const { community, me } = sampleWorld("volunteer", null);
    expect(areasOf(community.nodes, me)).toEqual([]);
  });
});

describe("what a form writes", () => {
  it("is single fields, care by its codes", async () => {
    const { ok } = await execute("home.show", { id: homeId(12, "402") });
    expect(homeForm(ok)).toMatchObject({ tenancy: "owner", disabled: true, hardship: true, child: false });
    expect(homeEdit({ child: true, disabled: false, owner: " 钱有余 " })).toEqual({ care: { child: true, disabled: false }, owner: "钱有余" });
    expect(residentEdit({ phone: "13800000001", sex: "" })).toEqual({ fields: { phone: "13800000001" } });
    expect(residentEdit({ name: " 王芳 " })).toEqual({ name: "王芳" });
  });

  it("chooses one of two values of any field", () => {
    expect(homeEditOf("tenancy", "rented")).toEqual({ tenancy: "rented" });
    expect(homeEditOf("elder_alone", "yes")).toEqual({ care: { elder_alone: true } });
    expect(homeEditOf("state", "in_use")).toEqual({ state: "in_use" });
    expect(residentEditOf("phone", "")).toEqual({ fields: { phone: "" } });
    expect(residentEditOf("name", "王芳")).toEqual({ name: "王芳" });
  });
});

describe("a kept form", () => {
  it("comes back after the app was killed, with the state it was filled from", () => {
    const first = useKeptForm({ phone: "", words: "" });
    first.begin("resident.x", { phone: "1", words: "" }, ["h1"]);
    first.form.phone = "12";
    const second = useKeptForm({ phone: "", words: "" });
    second.begin("resident.x", { phone: "9", words: "new" }, ["h2"]);
    expect(second.restored.value).toBe(true);
    expect(second.form.phone).toBe("12");
    expect(second.heads()).toEqual(["h1"]);
    expect(second.changes()).toEqual({ phone: "12" });
  });

  it("is forgotten once it was saved, and when nothing differs any more", () => {
    const form = useKeptForm({ phone: "" });
    form.begin("resident.y", { phone: "1" }, []);
    form.form.phone = "12";
    expect(kept("resident.y")).not.toBeNull();
    form.form.phone = "1";
    expect(kept("resident.y")).toBeNull();
    form.form.phone = "13";
    form.forget();
    form.form.phone = "14";
    expect(kept("resident.y")).toBeNull();
  });

  it("bears what it cannot read", () => {
    keep("resident.z", "nonsense");
    const form = useKeptForm({ phone: "" });
    form.begin("resident.z", { phone: "1" }, ["h"]);
    expect(form.form.phone).toBe("1");
    expect(form.restored.value).toBe(false);
  });
});

describe("a warning of doubles", () => {
  it("asks once, a moment after the last key, and forgets what is out of date", async () => {
    vi.useFakeTimers();
    const asked: AlikeArgs[] = [];
    const host = sampleHost("head");
    connectTo({ ...host, execute: (command, args) => {
      if (command === "register.alike") asked.push(args as AlikeArgs);
      return host.execute(command, args);
    } });
    const scope = effectScope();
    const name = ref("");
    const rows = scope.run(() => useAlike(() => (name.value ? { name: name.value } : null)));
    for (const typed of ["柳", "柳青", "柳青青"]) {
      name.value = typed;
      await nextTick();
      await vi.advanceTimersByTimeAsync(ALIKE_WAIT_MS - 100);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(ALIKE_WAIT_MS);
    expect(asked).toEqual([{ name: "柳青青" }]);
    expect(rows?.value.map((row) => [row.room, row.why])).toEqual([["301", ["same_name"]]]);
    name.value = "";
    await nextTick();
    expect(rows?.value).toEqual([]);
    scope.stop();
  });
});

describe("words for numbers and dates", () => {
  it("groups a mobile number and leaves others", () => {
    expect(phoneWords("13800000101")).toBe("138 0000 0101");
    expect(phoneWords("0546-1234567")).toBe("0546-1234567");
  });

  it("tells an age from what is known of a date", () => {
    const now = new Date(2026, 10, 22);
    expect([ageOf("1941", now), ageOf("1941-11-23", now), ageOf("1941-11-22", now), ageOf("", now), ageOf("2099", now)]).toEqual([85, 84, 85, null, null]);
    expect(today(now)).toBe("2026-11-22");
  });
});
