/** The sample's door and devices: somebody waits, a printed code is open, a few devices in every state. */
import { CommandFailure } from "../host";
import { MEMBERS } from "./people";
import { ago } from "./reports";
import type { DeviceView } from "../generated/DeviceView";
import type { InviteView } from "../generated/InviteView";
import type { JoiningList } from "../generated/JoiningList";
import type { Answers, World } from "./world";

/** What of it the sample keeps. */
export interface DevicesWorld {
  devices: DeviceView[];
  door: JoiningList;
}

const DAY = 86_400_000;
const nameOf = (id: string): string => MEMBERS.find((one) => one.id === id)?.name ?? "";

function device(number: number, member: string, days: number, more: Partial<DeviceView> = {}): DeviceView {
  const seen = ago(days, 9, 30);
  return {
    device: `d-5f2a91c07be34d1${number}`, member, name: nameOf(member), calls_itself: number % 2 === 0 ? "android" : "linux", enrolled_at: ago(40, 10, 0),
    last_seen: seen, certified_until: seen + 30 * DAY, revoked_at: null, cloned_at: null, own: false, ...more,
  };
}

/** A fresh door and fresh devices. */
export function sampleDevices(holder: string): DevicesWorld {
  const devices = [
    device(0, holder, 0, { own: true }), device(1, holder, 3), device(2, "wang", 1), device(3, "wang", 6, { cloned_at: ago(6, 9, 0) }), device(4, "li", 35),
    device(5, "sun", 12, { revoked_at: ago(11, 8, 0) }),
  ];
  const asked = { invite: "4821", member: "liu", name: nameOf("liu"), device: "android", check: "7K3Q", asked_at: ago(0, 9, 12) };
  const open = { invite: "0937", member: "chen", name: nameOf("chen"), kind: "printed", second: "604 118".replace(" ", ""), expires_at: Date.now() + 2 * DAY, tries: 0 };
  return { devices, door: { waiting: [asked], open: [open] } };
}

/** Any square of the right look: the sample's code leads nowhere. */
function square(): string[] {
  const size = 33;
  const corner = (x: number, y: number): boolean => {
    const at = Math.max(Math.abs(x - 3), Math.abs(y - 3));
    return at !== 2 && at <= 3;
  };
  const dark = (x: number, y: number): boolean => {
    for (const [left, top] of [[0, 0], [size - 7, 0], [0, size - 7]] as const) {
      if (x >= left - 1 && x <= left + 7 && y >= top - 1 && y <= top + 7) return corner(x - left, y - top);
    }
    return (x * 7 + y * 13 + x * y) % 3 === 0;
  };
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (__, x) => (dark(x, y) ? "1" : "0")).join(""));
}

function own(world: World): DeviceView[] {
  return world.me?.posts.some((post) => post.role === "office") ? world.devices : world.devices.filter((one) => one.member === world.me?.id);
}

export const DEVICE_ANSWERS: Answers = {
  "device.list": (world) => [{ devices: own(world) }, []],
  "device.revoke": (world, { device: id }) => {
    world.devices.filter((one) => one.device === id).forEach((one) => Object.assign(one, { revoked_at: Date.now() }));
    return [{ devices: [id] }, []];
  },
  "member.revoke": (world, { member }) => {
    const theirs = world.devices.filter((one) => one.member === member && one.revoked_at === null);
    theirs.forEach((one) => Object.assign(one, { revoked_at: Date.now() }));
    return [{ devices: theirs.map((one) => one.device) }, []];
  },
  "joining.list": (world) => [world.door, []],
  "joining.decide": (world, { invite, check }) => {
    if (!world.door.waiting.some((one) => one.invite === invite && one.check === check)) throw new CommandFailure("not_found", "nobody waits");
    world.door.waiting = world.door.waiting.filter((one) => one.invite !== invite);
    return [{}, []];
  },
  "member.invite": (_, { member, kind }): [InviteView, []] => {
    const printed = kind === "printed";
    const expires_at = Date.now() + (printed ? 3 * DAY : 600_000);
    return [{ member, name: nameOf(member), kind, code: "482193650127", link: "jinshui://join?id=4821", qr: square(), second: printed ? "604118" : null, expires_at }, []];
  },
};
