/** The frame of every page: its places, its few common words, the line about sending, in English. */
import type { frame as source } from "../zh-Hans/frame";

export const frame: typeof source = {
  app: { name: "Jinshui Patrol", loading: "Opening…", reload: "Try again", update: "Please update the app" },
  tab: { label: "Main pages", home: "Home", records: "Records", me: "Me" },
  rail: {
    label: "Desk", todo: "To do", reports: "Reports", patrols: "Patrols", checklists: "Checklists", homes: "Homes", cases: "Mediation", cards: "Police cards", caring: "Looking in", watches: "Watched", reads: "Who looked", tables: "Tables", search: "Find", community: "Community", devices: "Devices", outbox: "Not sent", returned: "Returned", refusals: "Not taken", me: "Me", report: "Report a hazard",
  },
  common: {
    back: "Back", close: "Close", cancel: "Not now", more: "Show more", change: "Change", save: "Save", empty: "Empty",
    madeUp: "Sample", unknownPerson: "Somebody", joined: "{a} {b}", quote: "“{text}”",
  },
  sending: {
    waiting: "Not sent yet; goes by itself once there is a network ({n})", sending: "Sending {now}/{all}", all_sent: "All sent",
    all_sent_at: "All sent · {when}", no_network: "No network. Keep writing, nothing is lost",
    waiting_long: "{n} could not be sent for {days}; please connect once", refused: "{n} came back; tap to see why",
    starting: "Connecting to the community; the first time takes a while", received: "The community has received {n} of yours",
    clock_off: "This device’s clock is off; please set it",
    days1: "a day", days2: "two days", daysN: "{n} days",
  },
};
