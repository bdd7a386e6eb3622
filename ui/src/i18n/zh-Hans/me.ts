/** 我的: how somebody likes to read, in Chinese. */
export const me = {
  me: {
    title: "我的", device: "这台设备", deviceName: "编号 {id}", textSize: "字的大小", language: "语言",
    theme: "白天和夜里", signOut: "退出", signOutAsk: "要退出吗？没传的会先留着。", community: "社区和楼道", outbox: "没传的和退回的", refusals: "没收下的", party: "党员",
    signOutWait: "您还有 {n} 条没传。先传完再退出更稳当。",
  },
  languageName: { zhHans: "中文", en: "English" },
  textSize: { normal: "标准", large: "大", huge: "特大" },
  theme: { auto: "自动", day: "白天", night: "夜里" },
};
