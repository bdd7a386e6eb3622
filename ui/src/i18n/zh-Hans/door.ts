/** Joining and signing in, in Chinese. */
export const door = {
  enrol: {
    welcome: "欢迎来到金水巡防", help: "第一次用，请社区的同志给您一个 12 位数字的码。", helpConsole: "请输入 12 位数字的码。码只能用一次。", server: "社区的地址",
    serverHint: "社区的同志会告诉您", code: "12 位数字的码", codeHint: "中间有空格也行", submit: "加入", submitConsole: "进入", working: "正在连…",
    needCode: "码是 12 位数字，您写了 {n} 位", needServer: "还没写社区的地址",
  },
  enrolFailure: {
    wrong_code: "码不对，或者用过了、过期了。请看清楚再写一次，还不行就请社区的同志再给一个。", code_closed: "写错的次数太多，这个码停用了。请社区的同志再给一个新的。",
    no_connection: "没连上社区。请看看有没有网、地址对不对，再点一次。您写的都还在。", already_enrolled: "这台设备已经加入过了。请关掉再打开。",
    too_busy: "人多，请过一分钟再点一次。",
  },
};
