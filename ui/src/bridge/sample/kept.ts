/** What the sample keeps of forms that are being filled in, and of a time with the community that has ended. */
import { CommandFailure } from "../host";
import type { Answers } from "./world";

/** The answers. */
export const KEPT_ANSWERS: Answers = {
  "draft.save": (world, { name, body }) => {
    world.drafts.set(name, body);
    return [{}, []];
  },
  "draft.load": (world) => [{ drafts: [...world.drafts].map(([name, body]) => ({ name, body })) }, []],
  "draft.drop": (world, { name }) => {
    world.drafts.delete(name);
    return [{}, []];
  },
  "ended.file": (world, { name }) => {
    const file = world.ended?.files.find((one) => one.name === name);
    if (!file) throw new CommandFailure("not_found", "no such file");
    return [{ ...file, media_type: "application/octet-stream", base64: btoa("jinshui-hand-over-1 sample"), left_out: 0 }, []];
  },
  "ended.dismiss": (world) => {
    world.ended = null;
    return [{}, ["me"]];
  },
};
