/** How this person likes to read: size of type, day or night. Kept in this browser; nothing of value. */
import { ref, watch, watchEffect } from "vue";

/** Sizes of type: 1.0, 1.25, 1.5. */
export type TextSize = "normal" | "large" | "huge";
/** Day, night, or by the hour. */
export type Theme = "auto" | "day" | "night";

/** All sizes, smallest first. */
export const TEXT_SIZES: readonly TextSize[] = ["normal", "large", "huge"];
/** All themes. */
export const THEMES: readonly Theme[] = ["auto", "day", "night"];

const SCALE: Record<TextSize, number> = { normal: 100, large: 125, huge: 150 };
const NIGHT_FROM = 19;
const NIGHT_TO = 6;
const MINUTE_MS = 60_000;

function kept<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(name) as T | null;
  return value !== null && allowed.includes(value) ? value : otherwise;
}

/** The size of type. */
export const textSize = ref<TextSize>(kept("jinshui.textSize", TEXT_SIZES, "normal"));
/** The theme chosen. */
export const theme = ref<Theme>(kept("jinshui.theme", THEMES, "auto"));
const hour = ref(new Date().getHours());

/** Whether the screens are dark at this hour. */
export function isNight(chosen: Theme, at: number): boolean {
  return chosen === "night" || (chosen === "auto" && (at >= NIGHT_FROM || at < NIGHT_TO));
}

/** Takes over what was chosen in another window of this browser. */
function follow(event: StorageEvent): void {
  if (event.key === "jinshui.textSize") textSize.value = kept("jinshui.textSize", TEXT_SIZES, "normal");
  if (event.key === "jinshui.theme") theme.value = kept("jinshui.theme", THEMES, "auto");
}

/** How large the type is in the end, with the system's own setting: from half as large again, nothing stays on the screen while it scrolls. */
export function markType(root: HTMLElement): void {
  const USUAL_PX = 16;
  const VERY_LARGE = 1.45;
  root.dataset.type = parseFloat(getComputedStyle(root).fontSize) >= VERY_LARGE * USUAL_PX ? "very-large" : "usual";
}

/** Applies the choices to the page, now and whenever they change, here or in another window. */
export function applyPreferences(): void {
  const root = document.documentElement;
  watchEffect(() => {
    root.dataset.text = textSize.value;
    root.style.fontSize = `${String(SCALE[textSize.value])}%`;
    markType(root);
  });
  watchEffect(() => {
    root.dataset.theme = isNight(theme.value, hour.value) ? "night" : "day";
  });
  watch(textSize, (size) => localStorage.setItem("jinshui.textSize", size));
  watch(theme, (value) => localStorage.setItem("jinshui.theme", value));
  window.addEventListener("storage", follow);
  window.setInterval(() => {
    hour.value = new Date().getHours();
  }, MINUTE_MS);
}
