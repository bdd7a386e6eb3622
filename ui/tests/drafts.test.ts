/** Drafts: the device keeps them, the browser nothing; nothing typed is lost while the community is out of reach. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandFailure, connectTo } from "../src/bridge";
import type { Args, CommandName, Host } from "../src/bridge/host";
import { sampleHost } from "../src/bridge/sample";
import { forgetDrafts, keep, kept, loadDrafts, sent } from "../src/composables/drafts";

/** A host that can be out of reach, and what was asked of it. */
function device(): { host: Host; asked: string[]; away: { now: boolean } } {
  const inner = sampleHost("volunteer");
  const asked: string[] = [];
  const away = { now: false };
  const host: Host = {
    ...inner,
    async execute<N extends CommandName>(command: N, args: Args<N>) {
      asked.push(command);
      if (away.now) throw new CommandFailure("no_connection", "cut");
      return inner.execute(command, args);
    },
  };
  return { host, asked, away };
}

const there = async (host: Host): Promise<Record<string, string>> =>
  Object.fromEntries((await host.execute("draft.load", {})).ok.drafts.map(({ name, body }) => [name, body]));

describe("a draft", () => {
  beforeEach(() => forgetDrafts());
  afterEach(() => vi.useRealTimers());

  it("is with the device at every keystroke, and in the browser's storage never", async () => {
    const { host } = device();
    connectTo(host);
    for (const text of ["纸", "纸箱", "纸箱堵"]) keep("comment.1", text);
    await sent();
    expect(await there(host)).toEqual({ "comment.1": '"纸箱堵"' });
    expect(JSON.stringify([localStorage, sessionStorage])).not.toContain("纸箱");
    keep("comment.1", null);
    await sent();
    expect(await there(host)).toEqual({});
  });

  it("comes back after the app was killed", async () => {
    const { host } = device();
    connectTo(host);
    keep("comment.1", "纸箱");
    await sent();
    forgetDrafts();
    expect(kept("comment.1")).toBeNull();
    await loadDrafts();
    expect(kept("comment.1")).toBe("纸箱");
  });

  it("gathers what is typed while one is on its way", async () => {
    const { host, asked } = device();
    connectTo(host);
    for (let n = 0; n < 50; n++) keep("comment.1", "字".repeat(n + 1));
    await sent();
    expect(asked.length).toBeLessThan(4);
  });

  it("goes to the device by itself once the community can be reached again", async () => {
    vi.useFakeTimers();
    const { host, away } = device();
    connectTo(host);
    away.now = true;
    keep("comment.1", "没网时写的");
    await sent();
    expect(kept("comment.1")).toBe("没网时写的");
    away.now = false;
    await vi.advanceTimersByTimeAsync(3_100);
    expect(await there(host)).toEqual({ "comment.1": '"没网时写的"' });
  });

  it("that was written here wins over what the device had, and both are kept", async () => {
    const { host } = device();
    connectTo(host);
    await host.execute("draft.save", { name: "comment.1", body: '"旧的"' });
    await host.execute("draft.save", { name: "comment.2", body: '"另一条"' });
    keep("comment.1", "新的");
    await loadDrafts();
    await sent();
    expect([kept("comment.1"), kept("comment.2")]).toEqual(["新的", "另一条"]);
    expect((await there(host))["comment.1"]).toBe('"新的"');
  });
});
