/** Two values at once: both with who and when; who may choose is asked, who may not reads who does, and a choice writes that field. */
import { flushPromises, mount } from "@vue/test-utils";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import ChecklistClash from "../src/components/ChecklistClash.vue";
import ClashCard from "../src/components/ClashCard.vue";
import { connectTo } from "../src/bridge";
import type { Args, CommandName } from "../src/bridge/host";
import { sampleHost } from "../src/bridge/sample";
import type { ChecklistView } from "../src/bridge/generated/ChecklistView";
import type { ShownClash } from "../src/composables/clashShown";
import { i18n, setLanguage } from "../src/i18n";

const by = (name: string) => ({ id: name, name });
const field = (may: boolean): ShownClash => ({
  field: "severity", words: "急不急", may, who: "网格员或社区",
  options: ["危险", "一般"].map((words, at) => ({ key: words, words, value: { value: words, name: null, by: by(at ? "李姨" : "王姨"), at: 1_790_000_000_000 } })),
});
const card = (may: boolean, chosen: string[] = []) => mount(ClashCard, {
  props: {
    fields: [field(may)], landed: () => Promise.resolve(true),
    choose: (_: string, option: { words: string }) => {
      chosen.push(option.words);
      return Promise.resolve();
    },
  },
  global: { plugins: [i18n] },
});

beforeAll(() => setLanguage("zh-Hans"));
beforeEach(() => connectTo(sampleHost("volunteer")));

describe("two values at once", () => {
  it("are both there with who and when, and one tap chooses", async () => {
    const chosen: string[] = [];
    const shown = card(true, chosen);
    expect(shown.text()).toContain("您看用哪个");
    for (const said of ["危险", "一般", "王姨", "李姨"]) expect(shown.text()).toContain(said);
    await shown.findAll("button")[1]?.trigger("click");
    await flushPromises();
    expect(chosen).toEqual(["一般"]);
  });
  it("are read by who may not choose, with who does, and nothing to tap", async () => {
    const chosen: string[] = [];
    const shown = card(false, chosen);
    expect(shown.text()).not.toContain("您看用哪个");
    expect(shown.text()).toContain("等网格员或社区来选");
    for (const said of ["危险", "一般", "王姨", "李姨"]) expect(shown.text()).toContain(said);
    expect(shown.findAll("button")).toHaveLength(0);
    await shown.findAll('[data-testid="clash-option"]')[0]?.trigger("click");
    expect(chosen).toEqual([]);
  });
});

describe("a checklist that one put away and another did not", () => {
  it("is put away by the choice, and keeps its name", async () => {
    const sent: unknown[] = [];
    const inner = sampleHost("office");
    connectTo({
      ...inner,
      execute<N extends CommandName>(name: N, args: Args<N>) {
        if (name === "checklist.save") sent.push(args);
        return inner.execute(name, args);
      },
    });
    const values = ["retired", "in_use"].map((value) => ({ value, name: null, by: by(value), at: 1_790_000_000_000 }));
    const view = { id: "1", heads: ["h"], name: "晚间巡逻", may_edit: true, clashes: [{ field: "state", values }] } as unknown as ChecklistView;
    const shown = mount(ChecklistClash, { props: { view }, global: { plugins: [i18n] } });
    expect(shown.text()).toContain("收没收起来");
    expect(shown.text()).toContain("收起来了");
    await shown.findAll("button")[0]?.trigger("click");
    await flushPromises();
    expect(sent).toEqual([{ id: "1", heads: ["h"], retired: true }]);
  });
});
