/** The door to the host: the console's answers, its failures, and the sample behind the same door. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connectTo, execute, onChanged, signIn } from "../src/bridge";
import { host as console_ } from "../src/bridge/console";
import { sampleHost } from "../src/bridge/sample";

const answered = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

class Feed {
  static last: Feed | null = null;
  static readonly CLOSED = 2;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    Feed.last = this;
  }
  close(): void {
    this.readyState = 2;
  }
}

describe("the console", () => {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

  beforeEach(() => {
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("EventSource", Feed);
    fetched.mockReset();
    connectTo(console_);
  });
  afterEach(() => vi.unstubAllGlobals());

  it("posts a command, tells what changed, and opens the live feed", async () => {
    const heard = vi.fn();
    const stop = onChanged(heard);
    fetched.mockResolvedValue(answered(200, { ok: { id: "1", heads: [] }, changed: ["hazards"] }));
    const { ok } = await execute("hazard.act", { id: "1", act: "accept" });
    expect(ok).toEqual({ id: "1", heads: [] });
    const [path, init] = fetched.mock.calls[0] ?? ["", {}];
    expect(path).toBe("/console/execute");
    expect(init.headers).toMatchObject({ "X-Jinshui": "1" });
    expect(JSON.parse(String(init.body))).toEqual({ command: "hazard.act", args: { id: "1", act: "accept" } });
    Feed.last?.onmessage?.({ data: '["sending"]' });
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(["hazards", "sending"]));
    expect(Feed.last?.url).toBe("/console/events");
    stop();
  });

  it.each([
    [() => Promise.reject(new TypeError("Failed to fetch")), "no_connection"],
    [() => Promise.resolve(answered(401, { code: "not_signed_in", message: "" })), "not_signed_in"],
    [() => Promise.resolve(answered(403, { code: "not_allowed", message: "" })), "not_allowed"],
    [() => Promise.resolve(new Response("<html>", { status: 502 })), "no_connection"],
    [() => Promise.resolve(new Response("", { status: 413 })), "too_large"],
    [() => Promise.resolve(new Response("", { status: 500 })), "internal"],
  ])("fails by code (%#)", async (answer, code) => {
    fetched.mockImplementation(answer);
    await expect(execute("sending.show", {})).rejects.toMatchObject({ name: "CommandFailure", code });
  });

  it("signs in with a code", async () => {
    fetched.mockResolvedValue(answered(200, {}));
    await signIn("1234 5678-9012");
    expect(fetched.mock.calls[0]?.[0]).toBe("/console/sign-in");
    expect(JSON.parse(String(fetched.mock.calls[0]?.[1].body))).toEqual({ code: "1234 5678-9012" });
  });
});

describe("the sample", () => {
  it("keeps a report once, however often it is sent", async () => {
    connectTo(sampleHost("volunteer"));
    const report = { id: "01932f00-aaaa-7000-8000-000000000001", category: "litter" };
    const before = (await execute("hazard.list", { limit: 1 })).ok.total;
    await execute("hazard.report", report);
    await execute("hazard.report", report);
    expect((await execute("hazard.list", { limit: 1 })).ok.total).toBe(before + 1);
  });

  it("walks a report through its life", async () => {
    connectTo(sampleHost("police"));
    const id = "01932f00-0000-7000-8000-000000000004";
    for (const act of ["accept", "assign", "start", "finish", "close"]) {
      expect((await execute("hazard.show", { id })).ok.card.acts).toContain(act);
      await execute("hazard.act", { id, act, ...(act === "assign" ? { assignee: "property" } : {}) });
    }
    expect((await execute("hazard.show", { id })).ok.card.status).toBe("closed");
  });
});
