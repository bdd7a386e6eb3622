/** What every back end of the bridge offers, and the shapes that cross it. The wire types themselves are generated. */
import type { CommandMap } from "./generated/commands";
import type { Code } from "./generated/Code";
import type { Failure } from "./generated/Failure";
import type { Topic } from "./generated/Topic";

/** A command's name. */
export type CommandName = keyof CommandMap;
/** What a command takes. */
export type Args<N extends CommandName> = CommandMap[N]["args"];
/** What a command gives back. */
export type Reply<N extends CommandName> = CommandMap[N]["reply"];

/** What became of a command that was done. */
export interface Outcome<N extends CommandName> {
  /** The reply. */
  ok: Reply<N>;
  /** The topics it changed. */
  changed: Topic[];
}

/** Where the screens run. */
export type Place = "window" | "console" | "sample";

/** A back end: the app window, the browser console, or the sample in memory. */
export interface Host {
  /** Which one it is. */
  readonly place: Place;
  /** Whether people join with a one-time code alone and can sign out: so in the console. */
  readonly signsIn: boolean;
  /** Does one command. */
  execute<N extends CommandName>(command: N, args: Args<N>): Promise<Outcome<N>>;
  /** Tells the listener which topics changed, from now on. */
  listen(listener: (topics: Topic[]) => void): void;
  /** Asks to sign in with a one-time code, and the second one where it was printed (console). */
  signIn(code: string, second?: string): Promise<void>;
  /** Signs out (console); `handedOver`: what was not sent is in a file. */
  signOut(handedOver: boolean): Promise<void>;
}

/** A command that failed: a stable code, and a message for whoever reads logs. Screens show their own words by `code`. */
export class CommandFailure extends Error implements Failure {
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.name = "CommandFailure";
    this.code = code;
  }

  /** Reads whatever was thrown as a failure. */
  static from(thrown: unknown): CommandFailure {
    if (thrown instanceof CommandFailure) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
      const message = "message" in thrown && typeof thrown.message === "string" ? thrown.message : "";
      return new CommandFailure(thrown.code, message);
    }
    return new CommandFailure("internal", String(thrown));
  }
}

/** Every topic: announced after a gap in the live feed, when anything may have changed. */
export const ALL_TOPICS: Topic[] = ["hazards", "patrols", "checklists", "homes", "sending", "refusals", "community", "me", "photos", "track"];
