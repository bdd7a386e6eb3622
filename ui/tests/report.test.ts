/** The report form: nothing typed is lost, and a repeated tap makes no second report. */
import { beforeEach, describe, expect, it } from "vitest";
import { connectTo, CommandFailure } from "../src/bridge";
import type { Args, CommandName, Host } from "../src/bridge/host";
import { sampleHost } from "../src/bridge/sample";
import { forgetDrafts } from "../src/composables/drafts";
import { useReportForm } from "../src/composables/useReportForm";
import { chosenPhoto } from "../src/composables/pictures";
import { useRepeatable } from "../src/composables/useRepeatable";

/** A host whose answer to the first writing command is lost on the way back. */
function losing(first: "before" | "after"): { host: Host; sent: [CommandName, unknown][] } {
  const inner = sampleHost("volunteer");
  const sent: [CommandName, unknown][] = [];
  let lost = false;
  return {
    sent,
    host: {
      ...inner,
      async execute<N extends CommandName>(command: N, args: Args<N>) {
        sent.push([command, args]);
        if (command !== "hazard.report" || lost) return inner.execute(command, args);
        lost = true;
        if (first === "after") await inner.execute(command, args);
        throw new CommandFailure("no_connection", "cut");
      },
    },
  };
}

const count = async (host: Host): Promise<number> => (await host.execute("hazard.list", { limit: 1 })).ok.total;

describe("the report form", () => {
  beforeEach(() => forgetDrafts());

  it("comes back after a reload with the same id, and is gone once saved", async () => {
    connectTo(sampleHost("volunteer"));
    const first = useReportForm("wang");
    first.draft.category = "litter";
    first.draft.words = "门口";
    const again = useReportForm("wang");
    expect(again.restored.value).toBe(true);
    expect({ ...again.draft }).toEqual({ ...first.draft });
    expect(useReportForm("li").restored.value).toBe(false);
    expect(await again.submit()).toBe(first.draft.id);
    expect(useReportForm("wang").restored.value).toBe(false);
  });

  it("keeps everything where the community cannot be reached, and saves once on the second tap", async () => {
    for (const moment of ["before", "after"] as const) {
      forgetDrafts();
      const { host } = losing(moment);
      connectTo(host);
      const before = await count(host);
      const form = useReportForm("wang");
      form.draft.category = "litter";
      expect(await form.submit()).toBeNull();
      expect(form.failure.value?.code).toBe("no_connection");
      expect(form.draft.category).toBe("litter");
      expect(await form.submit()).toBe(form.draft.id);
      expect(await count(host)).toBe(before + 1);
    }
  });

  it("writes what was changed after a tap whose answer was lost", async () => {
    const { host, sent } = losing("after");
    connectTo(host);
    const form = useReportForm("wang");
    form.draft.category = "litter";
    await form.submit();
    form.draft.words = "还有一袋";
    const id = await form.submit();
    const { ok } = await host.execute("hazard.show", { id: id ?? "" });
    expect(ok.words).toBe("还有一袋");
    expect(sent.map(([command]) => command)).toContain("hazard.edit");
  });

  it("adds a photo once that was taken between two taps, whichever answer was lost", async () => {
    for (const moment of ["before", "after"] as const) {
      forgetDrafts();
      const { host } = losing(moment);
      connectTo(host);
      const form = useReportForm("wang");
      form.draft.category = "litter";
      const photo = (): ReturnType<typeof chosenPhoto> => chosenPhoto(new File(["x"], "a.jpg", { type: "image/jpeg" }));
      form.photos.value = [photo()];
      expect(await form.submit()).toBeNull();
      form.photos.value = [...form.photos.value, photo()];
      const id = await form.submit();
      expect((await host.execute("hazard.show", { id: id ?? "" })).ok.photos).toHaveLength(2);
    }
  });

  it("writes what was changed also where the page was reloaded after the lost answer", async () => {
    const { host } = losing("after");
    connectTo(host);
    const first = useReportForm("wang");
    first.draft.category = "litter";
    await first.submit();
    const again = useReportForm("wang");
    again.draft.category = "fire_lane";
    const id = await again.submit();
    expect((await host.execute("hazard.show", { id: id ?? "" })).ok.card.category).toBe("fire_lane");
  });

  it("is forgotten when somebody signs out", () => {
    useReportForm("wang").draft.words = "几个字";
    expect(useReportForm("wang").restored.value).toBe(true);
    forgetDrafts();
    expect(useReportForm("wang").restored.value).toBe(false);
  });
});

describe("a button's command", () => {
  it("looks before it repeats what got no answer", async () => {
    const { run, failure } = useRepeatable();
    let done = 0;
    const command = async (): Promise<void> => {
      done++;
      await Promise.resolve();
      throw new CommandFailure("no_connection", "cut");
    };
    expect(await run(command, () => Promise.resolve(true))).toBe(false);
    expect(failure.value?.code).toBe("no_connection");
    expect(await run(command, () => Promise.resolve(true))).toBe(true);
    expect(done).toBe(1);
  });
});
