/** The plan of a track: a flat drawing with north up and one scale, from degrees to the units of an SVG. */
import type { TrackPoint } from "../bridge/generated/TrackPoint";
import type { TrackView } from "../bridge/generated/TrackView";

/** A place on the plan, from its top left. */
export interface Spot { x: number; y: number }

/** A drawing. */
export interface Plan {
  width: number;
  height: number;
  /** Lines of at least two spots, as an SVG's `points`. */
  lines: string[];
  /** Segments of a single fix. */
  dots: Spot[];
  gaps: { from: Spot; to: Spot }[];
  start: Spot;
  end: Spot;
  /** A round length in metres, and its share of the plan's width in percent. */
  scale: { metres: number; percent: number };
}

const WIDTH = 320;
const LOWEST = 160;
const HIGHEST = 400;
const MARGIN = 24;
const METRES_A_DEGREE = 111_195;
/** What is smaller than this is drawn as if it were this large: a gate is not a continent. */
const SMALLEST_METRES = 50;

/** The largest of 1, 2, 5 × 10ⁿ metres that is no longer than `most`. */
export function roundLength(most: number): number {
  const ten = 10 ** Math.floor(Math.log10(most));
  return (most >= 5 * ten ? 5 : most >= 2 * ten ? 2 : 1) * ten;
}

/** Draws a track; null where there is nothing of it. */
export function plan({ segments, gaps, bounds }: TrackView): Plan | null {
  const points = segments.flat();
  const [first] = points;
  const last = points[points.length - 1];
  if (!bounds || !first || !last) return null;
  const flat = Math.cos((((bounds.south + bounds.north) / 2) * Math.PI) / 180);
  const across = Math.max((bounds.east - bounds.west) * flat * METRES_A_DEGREE, SMALLEST_METRES);
  const up = Math.max((bounds.north - bounds.south) * METRES_A_DEGREE, SMALLEST_METRES);
  const room = WIDTH - 2 * MARGIN;
  const unit = Math.min(room / across, (HIGHEST - 2 * MARGIN) / up);
  const height = Math.max(LOWEST, up * unit + 2 * MARGIN);
  const middle = { lat: (bounds.south + bounds.north) / 2, lon: (bounds.west + bounds.east) / 2 };
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const spot = ({ lat, lon }: Pick<TrackPoint, "lat" | "lon">): Spot => ({
    x: tenth(WIDTH / 2 + (lon - middle.lon) * flat * METRES_A_DEGREE * unit),
    y: tenth(height / 2 - (lat - middle.lat) * METRES_A_DEGREE * unit),
  });
  const metres = roundLength(WIDTH / 3 / unit);
  return {
    width: WIDTH,
    height: tenth(height),
    lines: segments.filter((one) => one.length > 1).map((one) => one.map(spot).map(({ x, y }) => `${x},${y}`).join(" ")),
    dots: segments.flatMap((one) => (one.length === 1 ? one.map(spot) : [])),
    gaps: gaps.map(({ from, to }) => ({ from: spot(from), to: spot(to) })),
    start: spot(first),
    end: spot(last),
    scale: { metres, percent: tenth((metres * unit * 100) / WIDTH) },
  };
}
