/** 我的: how somebody likes to read, in English. */
import type { me as source } from "../zh-Hans/me";

export const me: typeof source = {
  me: {
    title: "Me", device: "This device", deviceName: "Number {id}", textSize: "Text size",
    language: "Language", theme: "Day and night", signOut: "Sign out", signOutAsk: "Sign out? What is not sent is kept.", community: "Community and buildings",
    outbox: "Not sent and returned", refusals: "Not taken", party: "Party member",
    signOutWait: "{n} not sent yet. Better send first, then sign out.",
  },
  languageName: { zhHans: "中文", en: "English" },
  textSize: { normal: "Normal", large: "Large", huge: "Extra large" },
  theme: { auto: "Automatic", day: "Day", night: "Night" },
};
