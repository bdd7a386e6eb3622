/** The icons, drawn for Jinshui: strokes on a 24 × 24 grid. Beside words always, never in place of them. */
const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** Path data by name. */
export const ICONS = {
  home: "M3 11.5 12 4l9 7.5M5.5 10v9.5h4.5v-6h4v6h4.5V10",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  person: `${circle(12, 8, 4)}M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6`,
  people: `${circle(9, 8, 3.5)}M2.5 20c.6-3.6 3-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.9a3.5 3.5 0 0 1 0 6.3M18 14.9c2 .7 3.2 2.4 3.6 5.1`,
  camera: `M4 7.5h3.5L9.3 5h5.4l1.8 2.5H20a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 18V9A1.5 1.5 0 0 1 4 7.5z${circle(12, 13, 3.5)}`,
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  check: "M4.5 12.5l5 5 10-11",
  checkCircle: `${circle(12, 12, 9)}M7.5 12.5l3 3 6-6.5`,
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  phone: "M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM11 18.5h2",
  up: "M12 20V5M5.5 11.5 12 5l6.5 6.5",
  noNetwork: "M3 3l18 18M5 12.5a10 10 0 0 1 3.5-2.3M8.5 16a5 5 0 0 1 5.5-1M2 9a15 15 0 0 1 4.5-2.9M11 5.1A15 15 0 0 1 22 9M15.5 10.3A10 10 0 0 1 19 12.5M12 19.5h.01",
  clock: `${circle(12, 12, 9)}M12 7v5.5l3.5 2`,
  returned: "M9 5 4 10l5 5M4 10h10a5.5 5.5 0 0 1 0 11h-3",
  warning: "M12 3.5 22 20.5H2zM12 10v5M12 17.7h.01",
  danger: "M8 2.5h8l5.5 5.5v8L16 21.5H8L2.5 16V8zM12 7.5v6M12 16.5h.01",
  two: "M4 4h9v12H4zM11 8h9v12h-9z",
  merge: "M6 3v6c0 4 6 4 6 8v4M18 3v6c0 4-6 4-6 8",
  search: `${circle(10.5, 10.5, 6.5)}M15.5 15.5 21 21`,
  pencil: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5",
  building: "M5 21V4.5L14 3v18M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2",
  tree: "M9 3h6v5H9zM2.5 16h6v5h-6zM15.5 16h6v5h-6zM12 8v4M5.5 16v-4h13v4",
  inbox: "M3 13.5 6 4.5h12l3 9v6H3zM3 13.5h5.5l1.5 3h4l1.5-3H21",
  flag: "M5 21.5V3.5M5 4.5h13l-3 4.5 3 4.5H5",
  speech: "M4 4.5h16v11.5H11l-5 4.5V16H4z",
  hand: "M12 3v10M8 5.5v8M16 5.5v8M4.5 11l2.5 5c1 3 2.5 5 5.5 5s5-2 6-5l1.5-6",
  arrowPerson: `${circle(8, 8, 3.5)}M2 20c.6-3.6 2.7-5.5 6-5.5 1.5 0 2.7.4 3.7 1.1M14 17h8M18.5 13.5 22 17l-3.5 3.5`,
  tool: "M14.5 6.5a4.5 4.5 0 0 1 5.7-2.7l-2.7 2.7.8 2.2 2.2.8 2.7-2.7M14.5 6.5c-.6 1.3-.6 2.7 0 4L4 21l-1-1 10.5-10.5M21 9.5a4.5 4.5 0 0 1-6.5 2",
  eye: `M1.5 12C4 7.5 7.5 5 12 5s8 2.5 10.5 7c-2.5 4.5-6 7-10.5 7S4 16.5 1.5 12z${circle(12, 12, 3)}`,
  exit: "M10 4H4v16h6M9 12h12M16.5 7.5 21 12l-4.5 4.5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  erase: "M8.5 5H21v14H8.5L2.5 12zM11.5 9.5l5 5M16.5 9.5l-5 5",
  minus: "M5 12h14",
  file: "M6 2.5h8l4.5 4.5v14.5H6zM14 2.5V7h4.5M9 12.5h6.5M9 16.5h6.5",
  route: `${circle(6, 18.5, 2.5)}${circle(18, 5.5, 2.5)}M8.5 18.5H15a3.5 3.5 0 0 0 0-7H9a3.5 3.5 0 0 1 0-7h6.5`,
  door: "M6 21.5V3h12v18.5M3 21.5h18M14.5 12.5h.01",
  call: "M5 3.5h4l1.5 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 1.5v4c0 1-1 2-2 2C11 20.5 3.5 13 3 5.5c0-1 1-2 2-2z",
  key: `${circle(7.5, 16.5, 4.5)}M11 13 20.5 3.5M16 8l3.5 3.5`,
  shop: "M4 10v10.5h16V10M2.5 9.5 5 3.5h14l2.5 6M2.5 9.5a3.2 3.2 0 0 0 6.3 0 3.2 3.2 0 0 0 6.4 0 3.2 3.2 0 0 0 6.3 0M9 20.5V15h6v5.5",
  heart: "M12 20.5C5 15.5 2.5 12 2.5 8.5a4.7 4.7 0 0 1 9.5-1.5 4.7 4.7 0 0 1 9.5 1.5c0 3.5-2.5 7-9.5 12z",
  steps: "M7 3.5c2 0 3 2 2.5 5l-.5 3H5.5C4 8 4.5 3.5 7 3.5zM5.7 14.5H9c.3 2-.4 3.5-1.7 3.5s-1.9-1.5-1.6-3.5zM16.5 6.5c2.5 0 3 4.5 1.5 8h-3.5l-.5-3c-.5-3 .5-5 2.5-5zM14.7 17.5h3.3c.3 2-.3 3.5-1.6 3.5s-2-1.5-1.7-3.5z",
  table: "M3 4.5h18v15H3zM3 9.5h18M3 14.5h18M9.5 9.5v10",
  turning: "M12 3a9 9 0 1 0 9 9",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5 19 12 7 19.5z",
  stopHere: "M6 6h12v12H6z",
  fire_lane: "M3 21 8 4M21 21 16 4M12 4v3M12 10.5v3M12 17v4",
  abandoned_bike: `${circle(5.5, 16, 4)}${circle(18.5, 16, 4)}M5.5 16 9 9h6.5l3 7M9 9l3.5 7h-7M7.5 9h3M15.5 9l-1-3h3M12.5 16l3-7`,
  stairwell_clutter: "M2.5 21h4.5v-4h4.5v-4H16V9h5.5M4 4.5h6.5V10H4zM7.250 4.5v2.2",
  wire_charging: "M13 2.5 5 14h6l-1 7.5L19 9.5h-6.5z",
  litter: "M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14.5h10l1-14.5M10 10.5v6.5M14 10.5v6.5",
  spoilt_green: "M12 21v-9M12 12c0-4 2.5-7 8-7.5C20 9.5 17 12 12 12zM12 15.5c0-3-2-5.5-7.5-6 0 4 2.5 6 7.5 6zM5 21h14",
  basement_living: "M3 10.5 12 4l9 6.5M5 9v4h14V9M3 13h18M6 13v8h12v-8M9 17h6M12 17v4",
  suspicious: `M1.5 12C4 7.5 7.5 5 12 5s8 2.5 10.5 7c-2.5 4.5-6 7-10.5 7S4 16.5 1.5 12z${circle(12, 12, 3)}`,
  other: `${circle(12, 12, 9)}M8 12h.01M12 12h.01M16 12h.01`,
} as const;

/** An icon's name. */
export type IconName = keyof typeof ICONS;

/** Icons of the categories; a new category gets the one for 别的事. */
export function categoryIcon(category: string): IconName {
  return category in ICONS ? (category as IconName) : "other";
}
