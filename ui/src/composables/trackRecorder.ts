/**
 * Keeps the way of the member's own patrol while the app is open: each fix goes to the device at once, so that an app that is
 * killed loses the last one at most. It runs whichever page is shown, and only where the member chose it.
 */
import { ref, type Ref } from "vue";
import { execute, onChanged, place } from "../bridge";
import type { DocumentId } from "../bridge/generated/DocumentId";
import type { Fix } from "../bridge/generated/Fix";

/** Why no fix comes: the person or the system said no, or there is none now. */
export type TrackTrouble = "denied" | "failed" | null;

const trouble: Ref<TrackTrouble> = ref(null);
const PERMISSION_DENIED = 1;
const FIX_WAIT_MS = 30_000;
const MOST_FIXES = 100;
let watching: { patrol: DocumentId; watch: number } | null = null;
/** What the device has not taken yet, oldest first. */
let waiting: Fix[] = [];
let sending = false;
let asked = 0;

/** A reading as the device takes it. */
export function fixOf({ coords, timestamp }: Pick<GeolocationPosition, "coords" | "timestamp">): Fix {
  const { latitude, longitude, accuracy, altitude } = coords;
  return {
    lat: latitude, lon: longitude, at: Math.round(timestamp), ...(Number.isFinite(accuracy) ? { accuracy } : {}), ...(altitude === null ? {} : { altitude }),
  };
}

async function send(patrol: DocumentId): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    while (waiting.length > 0 && watching?.patrol === patrol) {
      const fixes = waiting.slice(0, MOST_FIXES);
      await execute("track.add", { patrol, fixes });
      waiting = waiting.slice(fixes.length);
    }
  } catch {
    // What was not taken goes with the next fix; the device knows those it has. A long wait drops the oldest.
    waiting = waiting.slice(-MOST_FIXES);
  } finally {
    sending = false;
  }
}

function stop(): void {
  if (watching) navigator.geolocation.clearWatch(watching.watch);
  watching = null;
  waiting = [];
}

function start(patrol: DocumentId): void {
  if (watching?.patrol === patrol) return;
  stop();
  trouble.value = null;
  if (!("geolocation" in navigator)) {
    trouble.value = "failed";
    return;
  }
  const watch = navigator.geolocation.watchPosition(
    (position) => {
      trouble.value = null;
      waiting.push(fixOf(position));
      void send(patrol);
    },
    (error) => {
      trouble.value = error.code === PERMISSION_DENIED ? "denied" : "failed";
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: FIX_WAIT_MS },
  );
  watching = { patrol, watch };
}

/** The member's patrol that walks now and whose way is to be kept. */
async function chosenPatrol(): Promise<DocumentId | null> {
  const { ok } = await execute("patrol.list", { filter: { mine: true, open: true }, limit: 5 });
  for (const { id } of ok.rows.filter((card) => card.status === "walking")) {
    if ((await execute("track.show", { patrol: id })).ok.on) return id;
  }
  return null;
}

/** Looks whose way is to be kept now: after a choice, and whenever a patrol moved on. */
export async function lookForTrack(): Promise<void> {
  const mine = ++asked;
  const patrol = await chosenPatrol().catch(() => null);
  if (mine !== asked) return;
  if (patrol) start(patrol);
  else stop();
}

/** Begins to follow what the member chose; called once at the start. Never in the console: a desk does not walk. */
export function followTrack(): void {
  if (place() === "console") return;
  onChanged((topics) => {
    // The topic of tracks tells of every fix; a choice is told by who made it.
    if (topics.includes("patrols") || topics.includes("me")) void lookForTrack();
  });
  void lookForTrack();
}

/** Why no fix comes now. */
export const useTrackTrouble = (): Ref<TrackTrouble> => trouble;
