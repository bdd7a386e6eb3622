/** Words for people and the places they look after, in English. */
import type { people as source } from "../zh-Hans/people";

export const people: typeof source = {
  role: {
    volunteer: "Volunteer", building_head: "Building head", grid_assistant: "Grid assistant", grid_worker: "Grid worker", police: "Community police",
    office: "Community office", property: "Property company", resident: "Residents’ representative", unknown: "Another post",
  },
  group: {
    patrol: "Patrol group", information: "Information group", service: "Volunteer service group", policy: "Policy talks group",
    mediation: "Mediation group", unknown: "Another group",
  },
  node: { community: "Community", party_grid: "Party grid", security_grid: "Security grid", post_area: "Building and unit", unknown: "Other" },
  place: { building: "Building {name}", unit: "Unit {name}", both: "{building}, {unit}", unknown: "No place given", wholeBuilding: "No unit" },
  community: {
    title: "Community", tree: "Grids and buildings", people: "Find people by name", peopleHint: "Name", none: "Nobody found",
    found: "{n} person found | {n} people found", moreFound: "{n} people found, the first {shown} shown", roles: "How many people",
    closed: "Closed", noPeople: "Nobody here yet", rolesCount: "{role}: {n}", children: "{n}",
  },
};
