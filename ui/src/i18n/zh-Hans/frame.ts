/** The frame of every page: its places, its few common words, the line about sending, in Chinese. */
export const frame = {
  app: { name: "金水巡防", loading: "正在打开…", reload: "再试一次", update: "需要更新应用" },
  tab: { label: "主要页面", home: "首页", records: "记录", me: "我的" },
  rail: {
    label: "工作台", todo: "待办", reports: "上报", patrols: "巡逻", checklists: "检查表", homes: "住户", cases: "纠纷", cards: "民情卡", caring: "关爱", watches: "重点", reads: "谁看过", tables: "表格", search: "找一找", community: "社区", devices: "人员设备", outbox: "没传的", returned: "退回的", refusals: "没收下", me: "我的", report: "报隐患",
  },
  common: {
    back: "返回", close: "关上", cancel: "先不", more: "再看一些", change: "改", save: "改好了", empty: "空着",
    madeUp: "样例", unknownPerson: "有人", joined: "{a} {b}", quote: "“{text}”",
  },
  sending: {
    waiting: "还没传，有网自己就传（{n} 条）", sending: "正在传 {now}/{all}", all_sent: "都传上去了", all_sent_at: "都传上去了 · {when}",
    no_network: "没有网，照常记，不会丢", waiting_long: "有 {n} 条{days}没传上去，请连一下网", refused: "有 {n} 条退回来了，点开看原因",
    starting: "正在和社区连上，第一次要等一会儿", received: "社区已收到您的 {n} 条",
    clock_off: "这台设备的时间不准，请调一下", days1: "一天", days2: "两天", daysN: " {n} 天",
  },
};
