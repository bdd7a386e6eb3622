/** The languages: Chinese comes with the app, English is fetched when chosen. */
import { createI18n } from "vue-i18n";
import { zhHans, type Words } from "./zh-Hans";

/** The languages people can choose. */
export type Language = "zh-Hans" | "en";

const KEPT_AS = "jinshui.language";
let englishHere = false;

/** The app's languages. */
export const i18n = createI18n<[Words], Language, false>({
  legacy: false,
  locale: "zh-Hans",
  fallbackLocale: "zh-Hans",
  // English stays empty until somebody wants it.
  messages: { "zh-Hans": zhHans, en: {} as Words },
  missingWarn: false,
  fallbackWarn: false,
});

/** The language chosen before; Chinese at first. */
export function keptLanguage(): Language {
  return localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh-Hans";
}

/** Switches the language and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === "en" && !englishHere) {
    i18n.global.setLocaleMessage("en", (await import("./en")).en);
    englishHere = true;
  }
  i18n.global.locale.value = language;
  localStorage.setItem(KEPT_AS, language);
  document.documentElement.lang = language;
  document.title = i18n.global.t("app.name");
}

/** Takes over the language that was chosen in another window of this browser. */
export function followLanguage(): void {
  window.addEventListener("storage", (event) => {
    if (event.key === KEPT_AS) void setLanguage(keptLanguage());
  });
}
