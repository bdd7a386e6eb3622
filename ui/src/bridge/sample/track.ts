/** What the sample answers about tracks: one per patrol in memory, cut by a minute without a fix, as the real one is. */
import type { CommandMap } from "../generated/commands";
import type { Fix } from "../generated/Fix";
import type { Topic } from "../generated/Topic";
import type { TrackPoint } from "../generated/TrackPoint";
import type { TrackView } from "../generated/TrackView";
import { CommandFailure } from "../host";

/** One patrol's track. */
export interface SampleTrack { on: boolean; fixes: Fix[] }

/** The part of the sample world that has tracks. */
export interface Tracks { tracks: Map<string, SampleTrack> }

type TrackCommand = Extract<keyof CommandMap, `track.${string}`>;
type TrackAnswers = { [N in TrackCommand]: (world: Tracks, args: CommandMap[N]["args"]) => [CommandMap[N]["reply"], Topic[]] };

const GAP_MS = 60_000;
const METRES_A_DEGREE = 111_195;

function metres(a: TrackPoint, b: TrackPoint): number {
  const flat = Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(a.lat - b.lat, (a.lon - b.lon) * flat) * METRES_A_DEGREE;
}

function view(patrol: string, { on, fixes }: SampleTrack): TrackView {
  const segments: TrackPoint[][] = [];
  const gaps: TrackView["gaps"] = [];
  let far = 0;
  let last: TrackPoint | null = null;
  for (const { lat, lon, at } of fixes) {
    const here = { lat, lon, at };
    if (last && at - last.at <= GAP_MS) {
      far += metres(last, here);
      segments[segments.length - 1]?.push(here);
    } else {
      if (last) gaps.push({ from: last, to: here, reason: "no_fix" });
      segments.push([here]);
    }
    last = here;
  }
  const of = (pick: (fix: Fix) => number, choose: (...values: number[]) => number): number => choose(...fixes.map(pick));
  const bounds = last && {
    south: of((fix) => fix.lat, Math.min), west: of((fix) => fix.lon, Math.min), north: of((fix) => fix.lat, Math.max), east: of((fix) => fix.lon, Math.max),
  };
  return { patrol, on, paused: false, fixes: fixes.length, metres: far, segments, gaps, gap_count: gaps.length, bounds };
}

/** A walk around some buildings in the evening, with two gaps. */
export function sampleTrack(end: number, on = false): SampleTrack {
  const corners: [number, number][] = [[0, 0], [180, 0], [180, 140], [60, 140], [60, 40], [-90, 40], [-90, -60], [0, -60]];
  const fixes: Fix[] = [];
  let at = end - 30 * 60_000;
  corners.forEach(([east, north], index) => {
    const [toEast, toNorth] = corners[index + 1] ?? [0, 0];
    if (index === 3 || index === 6) at += 6 * 60_000;
    for (let step = 0; step < 10; step++) {
      if (index === 3 && step < 7) continue;
      const x = east + ((toEast - east) * step) / 10;
      const y = north + ((toNorth - north) * step) / 10;
      fixes.push({ lat: 37.4346 + y / METRES_A_DEGREE, lon: 118.6747 + x / (METRES_A_DEGREE * 0.794), accuracy: 8, at });
      at += 12_000;
    }
  });
  return { on, fixes };
}

function kept(world: Tracks, patrol: string): SampleTrack {
  return world.tracks.get(patrol) ?? { on: false, fixes: [] };
}

/** The answers to the commands about tracks. */
export const TRACK_ANSWERS: TrackAnswers = {
  "track.choose": (world, { patrol, on }) => {
    world.tracks.set(patrol, { ...kept(world, patrol), on });
    return [{}, ["track"]];
  },
  "track.add": (world, { patrol, fixes }) => {
    const track = kept(world, patrol);
    if (!track.on) throw new CommandFailure("track_off", "choose to keep it first");
    const fresh = fixes.filter((fix) => !track.fixes.some((one) => one.at === fix.at));
    track.fixes.push(...fresh);
    return [{ kept: fresh.length, ignored: fixes.length - fresh.length, refused: [] }, fresh.length > 0 ? ["track"] : []];
  },
  "track.show": (world, { patrol }) => [view(patrol, kept(world, patrol)), []],
  "track.export": (world, { patrol }) => {
    const { fixes } = kept(world, patrol);
    if (fixes.length === 0) throw new CommandFailure("not_found", "no track of this patrol");
    const point = (fix: Fix): string => `<trkpt lat="${fix.lat}" lon="${fix.lon}"><time>${new Date(fix.at).toISOString()}</time></trkpt>`;
    const gpx = `<gpx version="1.1" creator="Jinshui" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${fixes.map(point).join("")}</trkseg></trk></gpx>`;
    return [{ name: "jinshui.gpx", gpx }, []];
  },
  "track.delete": (world, { patrol }) => {
    world.tracks.delete(patrol);
    return [{}, ["track"]];
  },
};
