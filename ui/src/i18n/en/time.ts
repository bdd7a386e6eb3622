/** Dates and greetings, in English. */
import type { time as source } from "../zh-Hans/time";

export const time: typeof source = {
  greet: {
    early: "Good morning, {name}", morning: "Good morning, {name}", noon: "Good day, {name}", afternoon: "Good afternoon, {name}",
    evening: "Good evening, {name}", nobody: "Hello",
  },
  date: {
    today: "Today {time}", yesterday: "Yesterday {time}", day: "{day} {monthName}", dayTime: "{day} {monthName}, {time}", year: "{day} {monthName} {year}",
    span: "{from} to {to}", todayDate: "Today, {day} {monthName}",
  },
};
