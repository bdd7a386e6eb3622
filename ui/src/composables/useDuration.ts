/** A length of time as people say it: 35 分钟, 1 小时 5 分钟. */
import { useI18n } from "vue-i18n";
import { hoursAndMinutes } from "./elapsed";

/** Says milliseconds in words. */
export function useDuration(): (ms: number) => string {
  const { t } = useI18n();
  return (ms) => {
    const { hours, minutes } = hoursAndMinutes(ms);
    if (hours === 0) return minutes === 0 ? t("patrol.short") : t("patrol.minutes", { n: minutes }, minutes);
    const whole = t("patrol.hours", { n: hours }, hours);
    return minutes === 0 ? whole : t("common.joined", { a: whole, b: t("patrol.minutes", { n: minutes }, minutes) });
  };
}
