/** Homes in pages, in the order of building, unit and room. */
import { execute } from "../bridge";
import { usePages, type Paged } from "./usePaged";
import type { HomeCard } from "../bridge/generated/HomeCard";
import type { HomeFilter } from "../bridge/generated/HomeFilter";

const PAGE = 50;

/** Lists the homes that `filter` finds, `page` at a time; none where it gives null. */
export function useHomes(filter: () => HomeFilter | null, page: number = PAGE): Paged<HomeCard> {
  return usePages(filter, async ({ filter: wanted, ...rest }) => {
    if (wanted === null) return { rows: [], next: null, total: 0 };
    return (await execute("home.list", { filter: wanted, ...rest })).ok;
  }, "homes", page);
}
