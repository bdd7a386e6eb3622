/** Eight seconds to take something back, without haste and without a second time. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandFailure } from "../src/bridge";
import { announced } from "../src/composables/announce";
import { holdUndo, offerUndo, releaseUndo, takeBackWith, UNDO_MS, undoable } from "../src/composables/undo";

const failed = (thrown: unknown): string => CommandFailure.from(thrown).code;

describe("taking back", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    undoable.value = null;
    announced.value = "";
  });
  afterEach(() => vi.useRealTimers());

  it("is offered for eight seconds", () => {
    offerUndo("done", () => Promise.resolve());
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(undoable.value?.words).toBe("done");
    vi.advanceTimersByTime(1);
    expect(undoable.value).toBeNull();
  });

  it("stays as long as somebody is on it, and for eight seconds more", () => {
    offerUndo("done", () => Promise.resolve());
    holdUndo();
    vi.advanceTimersByTime(10 * UNDO_MS);
    expect(undoable.value).not.toBeNull();
    releaseUndo();
    vi.advanceTimersByTime(UNDO_MS - 1);
    expect(undoable.value).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(undoable.value).toBeNull();
  });

  it("happens once, however often it is tapped, and is said", async () => {
    const undo = vi.fn(() => Promise.resolve());
    offerUndo("done", undo);
    await Promise.all([takeBackWith("taken back", failed), takeBackWith("taken back", failed)]);
    expect(undo).toHaveBeenCalledTimes(1);
    expect(announced.value).toBe("taken back");
    expect(undoable.value).toBeNull();
  });

  it("says why where it could not be", async () => {
    offerUndo("done", () => Promise.reject(new CommandFailure("not_allowed", "too late")));
    await takeBackWith("taken back", failed);
    expect(announced.value).toBe("not_allowed");
  });
});
