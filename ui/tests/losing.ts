/** A host over the sample that loses an answer: what was done is done, and nobody was told. */
import { CommandFailure } from "../src/bridge";
import type { Args, CommandName, Host } from "../src/bridge/host";
import { sampleHost } from "../src/bridge/sample";

/** A host that loses the first answer to `command` after it was done, and tells what was sent. */
export function losing(command: CommandName): { host: Host; sent: [CommandName, unknown][] } {
  const inner = sampleHost("volunteer");
  const sent: [CommandName, unknown][] = [];
  let lost = false;
  const host: Host = {
    ...inner,
    async execute<N extends CommandName>(name: N, args: Args<N>) {
      sent.push([name, args]);
      const outcome = await inner.execute(name, args);
      if (name !== command || lost) return outcome;
      lost = true;
      throw new CommandFailure("no_connection", "cut");
    },
  };
  return { host, sent };
}
