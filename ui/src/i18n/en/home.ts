/** The phone's first page, in English. */
import type { home as source } from "../zh-Hans/home";

export const home: typeof source = {
  home: {
    todo: "For you to do", todoEmpty: "Nothing to do; all done.", report: "Report a hazard", reportHint: "One photo, a few words, done", yours: "What you reported", all: "See all",
    empty: "Nothing reported yet. When you see a hazard, tap the big button above.", withPhotos: "{n} photo | {n} photos",
    doors: "Jobs", homes: "My homes", homesHint: "Residents and visits", notLost: "Safe without a network",
  },
};
