/** The shared parts that do something: what they offer, what a tap or a key does, what they tell a screen reader. */
import { mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { defineComponent, h, nextTick, type Component } from "vue";
import CheckRow from "../src/components/CheckRow.vue";
import DataTable from "../src/components/DataTable.vue";
import FileDrop from "../src/components/FileDrop.vue";
import NumberPad from "../src/components/NumberPad.vue";
import NumberStepper from "../src/components/NumberStepper.vue";
import ProgressLine from "../src/components/ProgressLine.vue";
import ReadAloud from "../src/components/ReadAloud.vue";
import RoomPicker from "../src/components/RoomPicker.vue";
import SwitchRow from "../src/components/SwitchRow.vue";
import TabRow from "../src/components/TabRow.vue";
import TextField from "../src/components/TextField.vue";
import { i18n, setLanguage } from "../src/i18n";

const global = { plugins: [i18n] };
const by = (wrapper: VueWrapper, testid: string): string[] => wrapper.findAll(`[data-testid="${testid}"]`).map((one) => one.text());
const tap = (wrapper: VueWrapper, selector: string): Promise<void> => wrapper.get(selector).trigger("click");

beforeAll(() => setLanguage("en"));

describe("the room picker", () => {
  const buildings = [
    { name: "3", own: true, units: [{ name: "1", rooms: ["101", "102"] }, { name: "2", rooms: [] }] },
    { name: "8", own: false, units: [{ name: "", rooms: ["门卫室"] }] },
  ];

  it("finds a home in three taps", async () => {
    const picker = mount(RoomPicker, { props: { buildings }, global });
    await tap(picker, '[data-building="3"]');
    await tap(picker, '[data-unit="1"]');
    await tap(picker, '[data-room="102"]');
    expect(picker.emitted("picked")).toEqual([[{ building: "3", unit: "1", room: "102" }]]);
  });

  it("asks no unit where there is one, and shows a room with a name by it", async () => {
    const picker = mount(RoomPicker, { props: { buildings }, global });
    await tap(picker, '[data-building="8"]');
    expect(by(picker, "room-room")).toEqual(["门卫室"]);
    await tap(picker, '[data-testid="room-back-building"]');
    expect(by(picker, "room-building")).toEqual(["Building 3", "Building 8"]);
  });

  it("takes a room that is not listed, typed on its own keys", async () => {
    const picker = mount(RoomPicker, { props: { buildings }, global });
    await tap(picker, '[data-building="3"]');
    await tap(picker, '[data-unit="2"]');
    await tap(picker, '[data-testid="room-other"]');
    for (const digit of ["2", "0", "1"]) await tap(picker, `[data-testid="pad-${digit}"]`);
    await tap(picker, '[data-testid="room-use"]');
    expect(picker.emitted("picked")).toEqual([[{ building: "3", unit: "2", room: "201" }]]);
  });

  it("moves the focus to the next question", async () => {
    const picker = mount(RoomPicker, { props: { buildings }, global, attachTo: document.body });
    await tap(picker, '[data-building="3"]');
    await nextTick();
    expect(document.activeElement?.textContent).toBe("Which unit");
    picker.unmount();
  });
});

describe("a line of a checklist", () => {
  it("is not answered before somebody taps, and offers words to who says that something is wrong", async () => {
    const row = mount(CheckRow, { props: { label: "Fire door", modelValue: null, "onUpdate:modelValue": (modelValue) => void row.setProps({ modelValue }) }, global });
    expect(row.attributes("data-answer")).toBe("");
    expect(row.findAll("input:checked")).toHaveLength(0);
    await row.get('[data-testid="check-problem"] input').setValue(true);
    expect(row.attributes("data-answer")).toBe("problem");
    await row.get("textarea").setValue("stuck");
    expect(row.emitted("update:note")).toEqual([["stuck"]]);
  });

  it("is a group of radio buttons with the question as its name", () => {
    const row = mount(CheckRow, { props: { label: "Fire door", modelValue: "ok" }, global });
    expect(row.get("legend").text()).toBe("Fire door");
    expect(new Set(row.findAll("input[type=radio]").map((one) => one.attributes("name"))).size).toBe(1);
  });

  it("can be read only", () => {
    const row = mount(CheckRow, { props: { label: "Fire door", modelValue: "problem", note: "stuck", readonly: true }, global });
    expect(row.findAll("textarea, button")).toHaveLength(0);
    expect(row.text()).toContain("“stuck”");
  });
});

describe("numbers", () => {
  it("are typed on the pad, in the field, and in full width, and never grow too long", async () => {
    const pad = mount(NumberPad, { props: { label: "Room", most: 4, modelValue: "", "onUpdate:modelValue": (modelValue) => void pad.setProps({ modelValue }) }, global });
    await tap(pad, '[data-testid="pad-3"]');
    await tap(pad, '[data-testid="pad-0"]');
    expect(pad.props("modelValue")).toBe("30");
    await tap(pad, '[data-testid="pad-erase"]');
    expect(pad.props("modelValue")).toBe("3");
    await pad.get("input").setValue("１２a3456");
    expect(pad.props("modelValue")).toBe("1234");
    await tap(pad, '[data-testid="pad-9"]');
    expect(pad.props("modelValue")).toBe("1234");
  });

  it("step no further than they may", async () => {
    const stepper = mount(NumberStepper, { props: { label: "People", most: 1, modelValue: 0, "onUpdate:modelValue": (modelValue) => void stepper.setProps({ modelValue }) }, global });
    await tap(stepper, '[data-testid="stepper-less"]');
    expect(stepper.props("modelValue")).toBe(0);
    await tap(stepper, '[data-testid="stepper-more"]');
    await tap(stepper, '[data-testid="stepper-more"]');
    expect(stepper.props("modelValue")).toBe(1);
  });
});

describe("the table", () => {
  // mount() cannot infer what the rows of a generic component are.
  const Table = DataTable as Component;
  const rows = [{ id: "a", name: "A" }, { id: "b", name: "B" }, { id: "c", name: "C" }];
  const props = {
    caption: "Homes", columns: [{ key: "name", words: "Name" }, { key: "id", words: "Id" }], rows, empty: "None", openable: true,
    rowKey: (row: { id: string }) => row.id, cell: (row: { id: string; name: string }, key: string) => (key === "name" ? row.name : row.id),
  };

  it("is moved through by keys, with one stop for Tab", async () => {
    const table = mount(Table, { props, global, attachTo: document.body });
    expect(table.findAll('button[tabindex="0"]')).toHaveLength(1);
    await table.get('[data-id="a"] button').trigger("keydown", { key: "ArrowDown" });
    await nextTick();
    expect(document.activeElement?.textContent).toBe("B");
    await table.get('[data-id="b"] button').trigger("keydown", { key: "End" });
    await nextTick();
    expect(document.activeElement?.textContent).toBe("C");
    await table.get('[data-id="c"] button').trigger("click");
    expect(table.emitted("open")).toEqual([[rows[2]]]);
    table.unmount();
  });

  it("opens a row by a tap anywhere on it, once", async () => {
    const table = mount(Table, { props, global });
    await table.get('[data-id="b"] td').trigger("click");
    expect(table.emitted("open")).toEqual([[rows[1]]]);
  });

  it("names its columns and says when it is empty", async () => {
    const table = mount(Table, { props, global });
    expect(table.findAll('th[scope="col"]').map((one) => one.text())).toEqual(["Name", "Id"]);
    await table.setProps({ rows: [] });
    expect(table.get('[data-testid="empty"]').text()).toBe("None");
  });
});

describe("a file", () => {
  it("is chosen, dropped, and chosen again", async () => {
    const drop = mount(FileDrop, { global });
    const file = new File(["x"], "a.xlsx");
    await drop.get("label").trigger("drop", { dataTransfer: { files: [file] } });
    expect(drop.emitted("chosen")).toEqual([[file]]);
    await drop.setProps({ busy: true });
    await drop.get("label").trigger("drop", { dataTransfer: { files: [file] } });
    expect(drop.emitted("chosen")).toHaveLength(1);
  });
});

describe("tabs", () => {
  it("go round by the arrow keys, and name what they show", async () => {
    const tabs = [{ value: "a", words: "A" }, { value: "b", words: "B", count: 2 }];
    const row = mount(TabRow, { props: { label: "Parts", tabs, modelValue: "a", "onUpdate:modelValue": (modelValue: string) => void row.setProps({ modelValue }) }, global });
    await row.get("[role=tablist]").trigger("keydown", { key: "ArrowLeft" });
    expect(row.get('[aria-selected="true"]').text()).toBe("B2");
    await row.get("[role=tablist]").trigger("keydown", { key: "ArrowRight" });
    expect(row.get('[aria-selected="true"]').text()).toBe("A");
    expect(row.get("[role=tabpanel]").attributes("aria-labelledby")).toBe(row.get('[aria-selected="true"]').attributes("id"));
  });
});

describe("what screen readers are told", () => {
  it("of a switch, whether it is on", async () => {
    const row = mount(SwitchRow, { props: { label: "Track", modelValue: false, "onUpdate:modelValue": (modelValue) => void row.setProps({ modelValue }) }, global });
    expect(row.attributes("aria-checked")).toBe("false");
    await row.trigger("click");
    expect(row.attributes("aria-checked")).toBe("true");
  });

  it("of a field, its hint and what is wrong", async () => {
    const field = mount(TextField, { props: { label: "Phone", hint: "11 digits", modelValue: "" }, global });
    const input = field.get("input");
    expect(input.attributes("aria-describedby")).toBe(`${input.attributes("id") ?? ""}-hint`);
    await field.setProps({ problem: "too short" });
    expect(input.attributes("aria-invalid")).toBe("true");
    expect(field.get("[role=alert]").attributes("id")).toBe(`${input.attributes("id") ?? ""}-problem`);
  });

  it("of progress, how far it is; nothing where nobody knows", async () => {
    const line = mount(ProgressLine, { props: { words: "Step 2", value: 2, most: 4 }, global });
    expect(line.get("[role=progressbar]").attributes("aria-valuenow")).toBe("2");
    await line.setProps({ value: undefined, most: undefined });
    expect(line.get("[role=progressbar]").attributes("aria-valuenow")).toBeUndefined();
  });
});

describe("reading aloud", () => {
  afterEach(() => vi.unstubAllGlobals());
  const Host = defineComponent({ render: () => h(ReadAloud, { words: "hello" }) });

  it("has no button where there is no voice", () => {
    expect(mount(Host, { global }).find("button").exists()).toBe(false);
    vi.stubGlobal("speechSynthesis", { getVoices: () => [{ lang: "zh-CN" }], cancel: () => undefined });
    expect(mount(Host, { global }).find("button").exists()).toBe(false);
  });

  it("reads in the language's voice, and stops when tapped again or left", async () => {
    const speech = { getVoices: () => [{ lang: "en-GB" }], cancel: vi.fn(), speak: vi.fn() };
    vi.stubGlobal("speechSynthesis", speech);
    vi.stubGlobal("SpeechSynthesisUtterance", class {
      constructor(readonly text: string) {}
    });
    const aloud = mount(Host, { global });
    await nextTick();
    await aloud.get("button").trigger("click");
    expect(speech.speak.mock.calls[0]?.[0]).toMatchObject({ text: "hello", lang: "en-GB" });
    expect(aloud.get("button").attributes("aria-pressed")).toBe("true");
    aloud.unmount();
    expect(speech.cancel).toHaveBeenCalledTimes(2);
  });
});
