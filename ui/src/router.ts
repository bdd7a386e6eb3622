/** The pages. Each is fetched when it is first opened; who is here decides where the app starts. */
import { createRouter, createWebHashHistory, type RouteLocationNormalized, type RouteLocationRaw, type RouteRecordRaw } from "vue-router";
import { useMe } from "./composables/session";
import HomeScreen from "./screens/HomeScreen.vue";

declare module "vue-router" {
  interface RouteMeta {
    /** Stands beside the tabs or the rail. */
    place?: boolean;
    /** Only before somebody is signed in. */
    door?: boolean;
    /** Only for people at the desk. */
    desk?: boolean;
    /** Only for the office. */
    office?: boolean;
    /** Only for people who read homes. */
    homes?: boolean;
  }
}

/** Where somebody begins. */
function startOf(): string {
  return useMe().me.value?.desk ? "/desk/todo" : "/home";
}

/** The parts in all their states; no production build holds them. */
const gallery: RouteRecordRaw[] = import.meta.env.DEV || import.meta.env.MODE === "sample"
  ? [{ path: "/gallery/:part?", component: () => import("./gallery/GalleryScreen.vue"), props: true }]
  : [];

export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (to, from, saved) => (to.path.startsWith("/desk") && from.path.startsWith("/desk") ? false : (saved ?? { top: 0 })),
  routes: [
    { path: "/", redirect: () => startOf() },
    { path: "/enrol", component: () => import("./screens/EnrolScreen.vue"), meta: { door: true } },
    { path: "/home", component: HomeScreen, meta: { place: true } },
    { path: "/records/:list(todo|mine|all|patrols)?", component: () => import("./screens/RecordsScreen.vue"), props: true, meta: { place: true } },
    { path: "/me", component: () => import("./screens/MeScreen.vue"), meta: { place: true } },
    { path: "/report", component: () => import("./screens/ReportScreen.vue") },
    { path: "/saved/:id", component: () => import("./screens/SavedScreen.vue"), props: true },
    { path: "/hazard/:id", component: () => import("./screens/HazardScreen.vue"), props: true },
    { path: "/patrol", component: () => import("./screens/PatrolStartScreen.vue") },
    { path: "/patrol/:id", component: () => import("./screens/PatrolScreen.vue"), props: true },
    { path: "/homes", component: () => import("./screens/HomesScreen.vue"), meta: { homes: true } },
    { path: "/home/:id", component: () => import("./screens/HouseholdScreen.vue"), props: true, meta: { homes: true } },
    { path: "/cards", component: () => import("./screens/CardsScreen.vue") },
    { path: "/card/:id", component: () => import("./screens/CardScreen.vue"), props: true },
    { path: "/reads/:id?", component: () => import("./screens/ReadsScreen.vue"), props: true },
    { path: "/caring", component: () => import("./screens/CaringScreen.vue") },
    { path: "/care/:id", component: () => import("./screens/CareScreen.vue"), props: true },
    { path: "/watches", component: () => import("./screens/WatchScreen.vue") },
    { path: "/cases", component: () => import("./screens/CasesScreen.vue") },
    { path: "/case/:id", component: () => import("./screens/CaseScreen.vue"), props: true },
    { path: "/outbox", component: () => import("./screens/OutboxScreen.vue") },
    { path: "/devices", component: () => import("./screens/DevicesScreen.vue") },
    { path: "/refusals", component: () => import("./screens/RefusalsScreen.vue") },
    { path: "/community", component: () => import("./screens/CommunityScreen.vue") },
    { path: "/desk/patrols/:id?", component: () => import("./screens/DeskPatrolsScreen.vue"), props: true, meta: { place: true, desk: true } },
    { path: "/desk/checklists/:id?", component: () => import("./screens/ChecklistsScreen.vue"), props: true, meta: { place: true, desk: true } },
    { path: "/desk/:list(todo|reports)/:id?", component: () => import("./screens/DeskScreen.vue"), props: true, meta: { place: true, desk: true } },
    ...gallery,
    { path: "/desk/homes/:id?", component: () => import("./screens/DeskHomesScreen.vue"), props: true, meta: { place: true, desk: true, homes: true } },
    { path: "/desk/tables", component: () => import("./screens/TablesScreen.vue"), meta: { place: true, desk: true, office: true } },
    { path: "/desk/search", component: () => import("./screens/FindScreen.vue"), meta: { place: true, desk: true } },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

/** Keeps people who are not signed in at the door, and everybody at pages that are theirs. */
export function guard(to: RouteLocationNormalized): RouteLocationRaw | true {
  const me = useMe().me.value;
  if (!me) return true;
  if (!me.enrolled) return to.meta.door ? true : "/enrol";
  if (to.meta.door || (to.meta.desk && !me.desk)) return startOf();
  if (me.desk && (to.path === "/home" || to.path.startsWith("/records"))) return startOf();
  if (to.path === "/patrol" && !me.may_patrol) return startOf();
  if (to.meta.office && !me.office) return startOf();
  // At the desk a home opens beside the list.
  if (me.desk && (to.path === "/homes" || to.path.startsWith("/home/"))) return to.path.replace(/^\/homes?/, "/desk/homes");
  if (to.meta.homes && !me.may_keep_homes && !me.looks_with_purpose) return startOf();
  return to.path === "/report" && !me.may_report ? startOf() : true;
}

router.beforeEach(guard);
