/** The words of a patrol's track, in English. */
import type { track as source } from "../zh-Hans/track";

export const track: typeof source = {
  track: {
    walkedWhole: "{far} walked without a gap", walkedGaps: "{far} walked, interrupted {n} times", nothing: "Nothing of the way is kept yet",
    metres: "{n} m", kilometres: "{n} km", north: "N", start: "Start", end: "Now", endStopped: "End", gapLine: "Dashed: where it is interrupted",
    gapsTitle: "Where it is interrupted", gap: "{from} to {to}: {why}", moreGaps: "{n} more are not listed",
  },
  gap: {
    no_fix: "no position came", paused: "having a rest", jump: "the position jumped too far; not counted", clock: "the phone’s clock went back",
    off: "the phone was told not to", lost: "the phone lost its place", unknown: "nothing was kept",
  },
};
