/** The one door to the host. Screens know commands and topics; only this folder knows what carries them. */
import { CommandFailure, type Args, type CommandName, type Host, type Outcome, type Place } from "./host";
import type { Topic } from "./generated/Topic";

export { CommandFailure, type Args, type CommandName, type Outcome, type Reply } from "./host";

declare global {
  interface Window {
    __TAURI_INTERNALS__?: unknown;
  }
}

let host: Host | null = null;
const listeners = new Set<(topics: Topic[]) => void>();
let heard = new Set<Topic>();
let announcing = false;

/** Chooses the back end, once, before the first screen. */
export async function connect(): Promise<void> {
  if (window.__TAURI_INTERNALS__ !== undefined) host = (await import("./tauri")).host;
  // The mode is a constant of the build: a production build holds no sample.
  else if (import.meta.env.MODE === "sample") host = (await import("./sample")).host;
  else host = (await import("./console")).host;
  host.listen(announce);
}

/** Puts a back end in place by hand; for tests. */
export function connectTo(chosen: Host): void {
  host = chosen;
  host.listen(announce);
}

function chosen(): Host {
  if (!host) throw new CommandFailure("internal", "the bridge is not connected yet");
  return host;
}

/** Gathers topics named at about the same moment, by the reply and by the live feed, into one call. */
function announce(topics: Topic[]): void {
  topics.forEach((topic) => heard.add(topic));
  if (announcing || heard.size === 0) return;
  announcing = true;
  window.setTimeout(() => {
    const now = [...heard];
    heard = new Set();
    announcing = false;
    listeners.forEach((listener) => listener(now));
  }, 30);
}

/** Does one command; throws a {@link CommandFailure}. */
export async function execute<N extends CommandName>(command: N, args: Args<N>): Promise<Outcome<N>> {
  try {
    const outcome = await chosen().execute(command, args);
    announce(outcome.changed);
    return outcome;
  } catch (thrown) {
    const failure = CommandFailure.from(thrown);
    const lostSession = failure.code === "not_signed_in" || failure.code === "not_enrolled";
    if (lostSession && command !== "me.show") announce(["me"]);
    throw failure;
  }
}

/** Calls the listener with the topics that changed; gives back how to stop. */
export function onChanged(listener: (topics: Topic[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the screens run. */
export function place(): Place {
  return chosen().place;
}

/** Whether a one-time code alone signs in here, and people can sign out. */
export function signsIn(): boolean {
  return chosen().signsIn;
}

/** Signs in with a one-time code; spaces and dashes do not matter. */
export async function signIn(code: string, second?: string): Promise<void> {
  try {
    await chosen().signIn(code, second);
    announce(["me"]);
  } catch (thrown) {
    throw CommandFailure.from(thrown);
  }
}

/** Signs out; `handedOver`: although something was not sent, since all of it is in a file that was saved. */
export async function signOut(handedOver = false): Promise<void> {
  try {
    await chosen().signOut(handedOver);
    announce(["me"]);
  } catch (thrown) {
    throw CommandFailure.from(thrown);
  }
}
