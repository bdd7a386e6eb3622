/** The gallery's own words, in both languages at the place where they are shown: they are no part of the app. */
import { useI18n } from "vue-i18n";

/** Gives a function that picks the language that is shown now. */
export function useSay(): (zh: string, en: string) => string {
  const { locale } = useI18n();
  return (zh, en) => (locale.value === "en" ? en : zh);
}
