/**
 * Replies whose every text is something that wants to be more than text (`scripts/check-payloads.mjs` says which). What people write and
 * who they are comes to the screens by sync; codes, ids and times are of our own making and stay.
 */

declare global {
  interface Window {
    /** The texts, put there by the check; absent otherwise. */
    sampleHostile?: string[];
  }
}

/** Names of fields that hold what somebody wrote, whatever is in them now. */
const WRITTEN = /^(words|text|note|name|salutation|area|building|unit|room|phone|owner|owner_phone|purpose|why|label|title|place)$/;
const HAN = /[\u3400-\u9fff]/;

/** The reply with the check's texts in the place of all that somebody may have written. */
export function hostile(reply: unknown, key = ""): unknown {
  const texts = window.sampleHostile;
  if (!texts) return reply;
  if (typeof reply === "string") return WRITTEN.test(key) || HAN.test(reply) ? texts.join("\n") : reply;
  if (Array.isArray(reply)) return reply.map((item) => hostile(item, key));
  if (reply === null || typeof reply !== "object") return reply;
  return Object.fromEntries(Object.entries(reply).map(([name, value]) => [name, hostile(value, name)]));
}
