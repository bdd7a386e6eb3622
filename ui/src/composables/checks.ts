/** What a line of a checklist is answered with. */

/** All right, or not. */
export type CheckAnswer = "ok" | "problem";
