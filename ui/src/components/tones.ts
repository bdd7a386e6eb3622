/** The tones a state can have. Colour is never the only cue: an icon and words say the same. */
export type Tone = "good" | "wait" | "alarm" | "calm" | "armband";

/** All tones. */
export const TONES: readonly Tone[] = ["good", "wait", "alarm", "calm", "armband"];
