/** What the sample knows, and the shapes of its answers. */
import type { JoiningView } from "../generated/JoiningView";
import type { CommandMap } from "../generated/commands";
import type { CommunityView } from "../generated/CommunityView";
import type { Ended } from "../generated/Ended";
import type { Hidden } from "../generated/Hidden";
import type { Member } from "../generated/Member";
import type { RefusedItem } from "../generated/RefusedItem";
import type { SendingState } from "../generated/SendingState";
import type { Topic } from "../generated/Topic";
import type { CommandName } from "../host";
import type { SampleChecklist } from "./checklists";
import type { DevicesWorld } from "./devices";
import type { SamplePatrol } from "./patrols";
import type { HomesWorld } from "./homeRules";
import type { RegisterWorld } from "./register";
import type { SampleReport } from "./reports";
import type { Tracks } from "./track";

/** Everything the sample knows. */
export interface World extends Tracks, HomesWorld, RegisterWorld, DevicesWorld {
  me: Member | null;
  enrolled: boolean;
  /** The request to join that waits for the office. */
  joining: JoiningView | null;
  community: CommunityView;
  reports: SampleReport[];
  patrols: SamplePatrol[];
  checklists: SampleChecklist[];
  sendingState: SendingState;
  refused: RefusedItem[];
  /** Forms that are being filled in, by name. */
  drafts: Map<string, string>;
  /** What is hidden for want of contact. */
  hidden: Hidden;
  /** What is left of a time with the community that has ended. */
  ended: Ended | null;
  version: number;
  /** The names of the steps taken: a view does not carry them. */
  steps: Set<string>;
}

/** A reply, and the topics that changed. */
export type Answer = [unknown, Topic[]];
/** Answers to some of the commands. */
export type Answers = { [N in CommandName]?: (world: World, args: CommandMap[N]["args"]) => Answer };

/** Whether who holds the sample works with one of these roles. */
export const works = (world: World, ...roles: string[]): boolean => world.me?.posts.some((post) => roles.includes(post.role)) ?? false;

/** Whether who holds the sample works at the desk. */
export const isDesk = (world: World): boolean => works(world, "police", "office");

/** The answer to a tap that was repeated after its answer was lost. */
export const again = (world: World, id: string): Answer => [{ id, heads: [`head-${world.version}`], already_there: true }, []];

/** The answer to a write: a new head; on a phone it waits to be sent. */
export function wrote(world: World, id: string, topics: Topic[]): Answer {
  world.version += 1;
  if (!isDesk(world) && world.sendingState === "all_sent") world.sendingState = "waiting";
  return [{ id, heads: [`head-${world.version}`], already_there: false }, [...topics, "sending"]];
}

/** Whether a node is at or under another. */
export function within(world: World, node: string, top: string): boolean {
  for (let at: string | null = node; at; at = world.community.nodes.find((one) => one.id === at)?.parent ?? null) {
    if (at === top) return true;
  }
  return false;
}
