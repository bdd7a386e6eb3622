/** The form of a checklist: lines move by one, come back where they were, and only what was changed is written. */
import { beforeEach, describe, expect, it } from "vitest";
import { effectScope, nextTick, shallowRef } from "vue";
import { connectTo, execute } from "../src/bridge";
import type { Args, CommandName, Host } from "../src/bridge/host";
import type { ChecklistView } from "../src/bridge/generated/ChecklistView";
import { sampleHost } from "../src/bridge/sample";
import { checklistId, patrolId } from "../src/bridge/sample/ids";
import { forgetDrafts } from "../src/composables/drafts";
import { itemsOf, useChecklistForm } from "../src/composables/useChecklistForm";
import { uuidV7 } from "../src/composables/uuid";

const ID = checklistId(1);
let sent: [CommandName, unknown][] = [];

function watched(inner: Host): Host {
  return {
    ...inner,
    execute<N extends CommandName>(name: N, args: Args<N>) {
      sent.push([name, args]);
      return inner.execute(name, args);
    },
  };
}

const shown = async (id = ID): Promise<ChecklistView | null> => (await execute("checklist.list", { retired: true })).ok.rows.find((row) => row.id === id) ?? null;

async function opened(id = ID) {
  const view = shallowRef(await shown(id));
  const form = effectScope(true).run(() => useChecklistForm(id, () => view.value));
  if (!form) throw new Error("no scope");
  return { view, ...form };
}

beforeEach(() => {
  forgetDrafts();
  sent = [];
  connectTo(watched(sampleHost("office")));
});

describe("the form of a checklist", () => {
  it("moves a line by one, stops at the ends, and puts back what was taken off", async () => {
    const { form, move, remove } = await opened();
    const [first, second] = form.lines;
    if (!first || !second) throw new Error("two lines");
    expect(move(first, 1)).toBe(2);
    expect(form.lines[0]?.key).toBe(second.key);
    expect(move(second, -1)).toBe(1);
    const putBack = remove(first);
    expect(form.lines.some((line) => line.key === first.key)).toBe(false);
    putBack();
    expect(form.lines[1]?.key).toBe(first.key);
  });

  it("writes only what was changed, and a line keeps its name when its words are mended", async () => {
    const { form, save, changed } = await opened();
    expect(changed.value).toBe(false);
    const line = form.lines[0];
    if (line) line.text = "消防通道里有没有车";
    expect(await save()).toBe(true);
    const args = sent.find(([name]) => name === "checklist.save")?.[1] as Args<"checklist.save">;
    expect([args.name, args.retired, args.items?.[0]]).toEqual([undefined, undefined, { id: "item-1", text: "消防通道里有没有车" }]);
    const saved = await shown();
    expect([saved?.current.number, saved?.versions]).toEqual([3, 3]);
    // A patrol under way keeps the version it began with.
    expect((await execute("patrol.show", { id: patrolId(1) })).ok.checklist?.items[0]?.text).toBe("消防通道有没有车");
  });

  it("is kept over a reload until it was saved or given up", async () => {
    const first = await opened();
    first.form.name = "夜里巡逻";
    const again = await opened();
    expect([again.restored, again.form.name]).toEqual([true, "夜里巡逻"]);
    again.discard();
    expect((await opened()).restored).toBe(false);
  });

  it("shows what somebody else wrote meanwhile, and leaves what is being written", async () => {
    const { view, form } = await opened();
    const theirs = { ...(view.value as ChecklistView), name: "别人改的名字", heads: ["new"] };
    view.value = theirs;
    await nextTick();
    expect([form.name, form.heads]).toEqual(["别人改的名字", ["new"]]);
    form.name = "我改的名字";
    view.value = { ...theirs, name: "又改了", heads: ["newer"] };
    await nextTick();
    expect([form.name, form.heads]).toEqual(["我改的名字", ["new"]]);
  });

  it("says what is missing of a new one, and leaves empty lines out", async () => {
    const { form, add, missing, save } = await opened(uuidV7());
    expect(missing.value).toBe("name");
    form.name = "雨天";
    expect(missing.value).toBe("items");
    add().text = "  下水口  ";
    expect(itemsOf(form.lines)).toEqual([{ text: "下水口" }]);
    expect(missing.value).toBeNull();
    expect(await save()).toBe(true);
  });

  it("is put away and taken out", async () => {
    const { retire, view } = await opened();
    await retire(true);
    view.value = await shown();
    expect(view.value?.retired).toBe(true);
    expect((await execute("checklist.list", {})).ok.rows.some((row) => row.id === ID)).toBe(false);
  });
});
