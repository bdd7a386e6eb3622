/** What the sample answers: every command over its small world, a file an area. */
import type { CommandMap } from "../generated/commands";
import type { Me } from "../generated/Me";
import { CommandFailure, type CommandName } from "../host";
import { CARD_ANSWERS } from "./cards";
import { CASE_ANSWERS } from "./cases";
import { CHECKLIST_ANSWERS } from "./checklists";
import { DEVICE_ANSWERS } from "./devices";
import { HAZARD_ANSWERS } from "./hazards";
import { HOME_ANSWERS } from "./homeAnswers";
import { HOME_NOTE_ANSWERS } from "./homeNotes";
import { KEPT_ANSWERS } from "./kept";
import { MOVE_ANSWERS } from "./moves";
import { NOTE_ANSWERS } from "./notes";
import { PATROL_ANSWERS } from "./patrolAnswers";
import { MEMBERS } from "./people";
import { REGISTER_ANSWERS } from "./register";
import { SENDING_ANSWERS } from "./sending";
import { TRACK_ANSWERS } from "./track";
import { isDesk, within, works, type Answer, type Answers, type World } from "./world";

const NO_RIGHTS = { may_report: false, may_patrol: false, may_keep_homes: false, looks_with_purpose: false, office: false, manages: false, areas: [] };

function me(world: World): Me {
  if (!world.enrolled) return { enrolled: false, joining: world.joining, member: null, device: null, grid: null, desk: false, ...NO_RIGHTS, usual_place: null, hidden: "nothing", ended: world.ended };
  const at = world.me?.posts[0]?.node ?? "";
  const walks = works(world, "volunteer", "building_head", "grid_assistant", "grid_worker", "police", "office");
  const grid = world.community.nodes.find((node) => node.id === at && node.kind === "security_grid") ?? null;
  return {
    enrolled: true, joining: null, member: world.me, device: "5f2a91c07be34d18", grid, desk: isDesk(world), may_report: walks, may_patrol: walks,
    may_keep_homes: works(world, "building_head", "grid_assistant", "grid_worker", "office"), looks_with_purpose: works(world, "police"),
    office: works(world, "office"), manages: ["grid_assistant", "police", "office"].some((role) => works(world, role)), areas: world.community.nodes.filter((node) => world.me?.posts.some((post) => post.role === "building_head" && post.node === node.id)),
    usual_place: isDesk(world) ? null : "a8", hidden: world.hidden, ended: world.ended,
  };
}

const ANSWERS: Answers = {
  "me.show": (world) => [me(world), []],
  "device.enrol": (world, { code }) => {
    if (code.replace(/\D/g, "").length !== 12) throw new CommandFailure("wrong_code", "twelve digits");
    world.joining = { check: "7K3Q", server: "http://192.168.1.5:8080", ended: null };
    return [me(world), ["me"]];
  },
  "community.show": (world) => [world.community, []],
  "member.list": (world, { search = "", within: top }) => {
    const members = MEMBERS.filter(
      (one) => `${one.name}${one.salutation}`.includes(search) && (!top || one.posts.some((post) => within(world, post.node, top))),
    );
    return [{ members, total: members.length }, []];
  },
  ...DEVICE_ANSWERS,
  ...HAZARD_ANSWERS,
  ...NOTE_ANSWERS,
  ...PATROL_ANSWERS,
  ...CARD_ANSWERS,
  ...CASE_ANSWERS,
  ...CHECKLIST_ANSWERS,
  ...HOME_NOTE_ANSWERS,
  ...HOME_ANSWERS,
  ...REGISTER_ANSWERS,
  ...MOVE_ANSWERS,
  ...SENDING_ANSWERS,
  ...KEPT_ANSWERS,
  ...TRACK_ANSWERS,
};

/** What is answered before anybody has joined. */
const BEFORE: CommandName[] = ["me.show", "device.enrol", "ended.file", "ended.dismiss"];

/** Homes are hidden first. */
const hides = (world: World, command: CommandName): boolean => world.hidden !== "nothing" && (command === "home.list" || command === "home.show");

/** Answers one command: the reply, and the topics that changed. */
export function answer<N extends CommandName>(world: World, command: N, args: CommandMap[N]["args"]): Answer {
  if (!world.enrolled && !BEFORE.includes(command)) throw new CommandFailure("not_signed_in", "sign in first");
  if (hides(world, command)) throw new CommandFailure("lapsed", "no contact for too long");
  const does = ANSWERS[command];
  if (!does) throw new CommandFailure("bad_request", `the sample has no answer to ${command}`);
  return does(world, args);
}
