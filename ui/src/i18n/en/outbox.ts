/** What waits, what came back and why, in English. */
import type { outbox as source } from "../zh-Hans/outbox";

export const outbox: typeof source = {
  outbox: {
    title: "Not sent and returned", waiting: "Not sent yet ({n})", waitingNone: "Nothing is waiting", refused: "Came back ({n})", sendNow: "Send now",
    sendingNow: "Sending…", again: "Report again", dismiss: "I see", wrote: "What you wrote", why: "Why",
    kept: "It goes by itself once there is a network; switching off loses nothing", moreWaiting: "{n} more not listed", againSaved: "Saved once more",
    dismissed: "Put away; the community keeps it",
    left: "1, {when}, kept by the community", leftAlone: "1, {when}, the community did not get the words", leftWhy: "These came back from where you no longer work; this device keeps no words of them",
  },
  handOver: {
    intro: "Without a network, what is not sent can be saved as a file and given to the office, by message or on a stick. It is sealed: only the community’s computer can read it. If this device finds a network later, nothing is there twice.",
    save: "Save a file for the office", done: "Saved: {name}. Please give it to the office.", leftOut: "The file is full: {n} more stay on this device.",
  },
  refusal: {
    group: "what goes together with it was not taken, so all of it came back",
    role: "Somebody else has to take this step", transition: "It cannot be done; somebody may have done it already",
    closed: "This is closed already; to change it, tap “Not fixed, report again” first", space: "You no longer look after this one",
    not_author: "It carries somebody else’s name and was not taken", already_there: "The community has this one already",
    not_there: "The beginning of this one has not arrived; please report it again",
    not_plain: "Somebody changed the same thing at once; please look and change it again",
    generation: "This one was put in order anew; please look and write it again", too_long: "It is too long; please make two of it",
    foreign_actor: "It does not seem to come from this device; please ask the office",
    actor_fork: "What is on this device was copied; please report it again", seq_gap: "Something before it has not arrived; please report it again",
    start_op: "The community’s computer cannot read it; please report it again", schema: "The community’s computer cannot read it; please report it again",
    unknown_schema: "The community’s computer is older than this; please report it again in a few days",
    erased: "The community erased personal details of this one, and what you wrote of them. If the rest is still right, report it again",
    depends_on_refused: "What it was written on came back, and so did this. Please look at that one first, then report it again",
    replaced: "The community has this one already", revoked: "This device was taken out of use; the community keeps what was written, please ask the office",
    unknown: "The community did not take this one; please ask the office",
  },
};
