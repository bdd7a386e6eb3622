/** Dates and greetings, in Chinese. */
export const time = {
  greet: {
    early: "{name}，早上好", morning: "{name}，上午好", noon: "{name}，中午好", afternoon: "{name}，下午好", evening: "{name}，晚上好",
    nobody: "您好",
  },
  date: {
    today: "今天 {time}", yesterday: "昨天 {time}", day: "{month}月{day}日", dayTime: "{month}月{day}日 {time}",
    year: "{year}年{month}月{day}日", span: "{from} 到\u00a0{to}", todayDate: "今天 {month}月{day}日",
  },
};
