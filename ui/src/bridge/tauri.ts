/** The app window: one Tauri command, one event. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { CommandFailure, type Args, type CommandName, type Host, type Outcome } from "./host";
import type { Topic } from "./generated/Topic";

export const host: Host = {
  place: "window",
  signsIn: false,
  async execute<N extends CommandName>(command: N, args: Args<N>): Promise<Outcome<N>> {
    try {
      return await invoke<Outcome<N>>("execute", { request: { command, args } });
    } catch (thrown) {
      throw CommandFailure.from(thrown);
    }
  },
  listen(listener) {
    void listen<Topic[]>("changed", (event) => listener(event.payload));
  },
  signIn: () => Promise.reject(new CommandFailure("bad_request", "the app window enrols; it does not sign in")),
  signOut: () => Promise.reject(new CommandFailure("bad_request", "the app window does not sign out")),
};
