/** Which greeting fits the hour. */
export type Greeting = "early" | "morning" | "noon" | "afternoon" | "evening";

/** 早上好 till 9, 上午好 till 11, 中午好 till 13, 下午好 till 18, then 晚上好. */
export function greetingAt(hour: number): Greeting {
  if (hour >= 5 && hour < 9) return "early";
  if (hour >= 9 && hour < 11) return "morning";
  if (hour >= 11 && hour < 13) return "noon";
  if (hour >= 13 && hour < 18) return "afternoon";
  return "evening";
}
