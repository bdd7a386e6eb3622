/** The browser console: the same commands over HTTP with a cookie, and a live feed of topics. */
import { ALL_TOPICS, CommandFailure, type Args, type CommandName, type Host, type Outcome } from "./host";
import type { Topic } from "./generated/Topic";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

let listener: ((topics: Topic[]) => void) | null = null;
let feed: EventSource | null = null;
let retryMs = FIRST_RETRY_MS;
let retryTimer: number | undefined;

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Jinshui": "1" },
      body: JSON.stringify(body),
    });
  } catch (thrown) {
    // fetch rejects only where no answer came: the community's computer is out of reach.
    throw new CommandFailure("no_connection", String(thrown));
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  if (typeof answer === "object" && answer !== null && "code" in answer) throw CommandFailure.from(answer);
  throw new CommandFailure(codeOfStatus(response.status), `HTTP ${String(response.status)}`);
}

/** The code for an answer that is not Jinshui's own, as from a proxy in between. */
function codeOfStatus(status: number): string {
  if (status === 401) return "not_signed_in";
  if (status === 413) return "too_large";
  if (status === 429) return "too_busy";
  if (status === 502 || status === 503 || status === 504) return "no_connection";
  return "internal";
}

function closeFeed(): void {
  window.clearTimeout(retryTimer);
  feed?.close();
  feed = null;
}

/** Opens the live feed once somebody is signed in; whatever was missed in a gap is made good by naming every topic. */
function openFeed(afterGap: boolean): void {
  if (!listener || feed) return;
  const source = new EventSource("/console/events");
  feed = source;
  let gap = afterGap;
  source.onopen = () => {
    retryMs = FIRST_RETRY_MS;
    if (gap) listener?.(ALL_TOPICS);
    gap = true;
  };
  source.onmessage = (event: MessageEvent<string>) => {
    try {
      const topics: unknown = JSON.parse(event.data);
      if (Array.isArray(topics)) listener?.(topics.filter((topic) => typeof topic === "string"));
    } catch {
      listener?.(ALL_TOPICS);
    }
  };
  source.onerror = () => {
    // The office may have ended this session: whoever is looking is to see it now.
    listener?.(["me"]);
    if (source.readyState !== EventSource.CLOSED || feed !== source) return;
    feed = null;
    retryTimer = window.setTimeout(() => openFeed(true), retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
}

export const host: Host = {
  place: "console",
  signsIn: true,
  async execute<N extends CommandName>(command: N, args: Args<N>): Promise<Outcome<N>> {
    try {
      const outcome = (await post("/console/execute", { command, args })) as Outcome<N>;
      openFeed(false);
      return outcome;
    } catch (thrown) {
      const failure = CommandFailure.from(thrown);
      if (failure.code === "not_signed_in") closeFeed();
      throw failure;
    }
  },
  listen(heard) {
    listener = heard;
  },
  async signIn(code, second) {
    await post("/console/sign-in", { code, second });
  },
  async signOut(handedOver) {
    closeFeed();
    await post("/console/sign-out", { handed_over: handedOver });
  },
};
