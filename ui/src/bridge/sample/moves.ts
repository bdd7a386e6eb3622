/** The sample's answers about moving records: where they may go, and that they are on their way. */
import type { Node } from "../generated/Node";
import { CommandFailure } from "../host";
import { findHome } from "./homeAnswers";
import { mayKeep } from "./homeRules";
import { find, touch } from "./hazards";
import { isDesk, wrote, type Answers, type World } from "./world";

const isHome = (world: World, id: string): boolean => world.homes.some((home) => home.id === id);

function places(world: World, id: string): Node[] {
  const { nodes } = world.community;
  if (isHome(world, id)) {
    const { area } = findHome(world, id);
    return nodes.filter((node) => node.kind === "post_area" && node.id !== area && mayKeep(world, area) && mayKeep(world, node.id));
  }
  const { grid } = find(world, id).card;
  return isDesk(world) ? nodes.filter((node) => node.kind === "security_grid" && node.id !== grid) : [];
}

/** The answers. */
export const MOVE_ANSWERS: Answers = {
  "record.places": (world, { id }) => [{ places: places(world, id) }, []],
  "record.move": (world, { id, to }) => {
    const target = places(world, id).find((node) => node.id === to);
    if (!target) throw new CommandFailure("not_allowed", "not there");
    if (isHome(world, id)) {
      findHome(world, id).movingTo = target.name;
      return wrote(world, id, ["homes"]);
    }
    const report = find(world, id);
    report.movingTo = target.name;
    return touch(world, report);
  },
};
