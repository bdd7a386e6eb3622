/** The desk's list of reports, in English. */
import type { desk as source } from "../zh-Hans/desk";

export const desk: typeof source = {
  desk: {
    todo: "To do", reports: "Reports", total: "{n} report | {n} reports", all: "All", open: "Not closed", clashed: "Two, please choose", filters: "Only", category: "Kind",
    anyCategory: "All kinds", grid: "Grid", anyGrid: "All grids", search: "Search", searchHint: "Search", pick: "Choose a report on the left",
    empty: "Nothing to do; all done", emptyReports: "Nothing found", keys: "Arrow keys move, Enter opens", list: "List",
    comments: "{n} comment | {n} comments", backToList: "Back to the list",
  },
};
