/** Joining and signing in, in Chinese. */
export const door = {
  enrol: {
    welcome: "欢迎来到金水巡防", help: "第一次用，请社区的同志给您一个 12 位数字的码。", helpConsole: "请输入 12 位数字的码。码只能用一次。", server: "社区的地址",
    serverHint: "社区的同志会告诉您", code: "12 位数字的码", codeHint: "中间有空格也行", submit: "加入", submitConsole: "进入", working: "正在连…",
    waiting: "请等社区点“同意”", waitingHelp: "请打电话告诉社区的同志，您的核对码是下面这四个字。对上了，他们会点“同意”。", check: "核对码",
    waitingOn: "同意了这里会自己打开，不用点什么。", second: "电话里说的 6 位数字", secondHint: "纸上的码要再加这一个。请打电话问社区的同志。",
    needSecond: "电话里说的是 6 位数字", ended: "社区没有同意，或者等得太久了。请找社区的同志问一问，再要一个新的码。",
    needCode: "码是 12 位数字，您写了 {n} 位", needServer: "还没写社区的地址",
  },
  enrolFailure: {
    wrong_code: "码不对，或者用过了、过期了。请看清楚再写一次，还不行就请社区的同志再给一个。", code_closed: "写错的次数太多，这个码停用了。请社区的同志再给一个新的。",
    no_connection: "没连上社区。请看看有没有网、地址对不对，再点一次。您写的都还在。", already_enrolled: "这台设备已经加入过了。请关掉再打开。",
    too_busy: "写错的次数太多，请过几分钟再点一次。", needs_second_code: "这是纸上的码，还要一个 6 位数字。请打电话问社区的同志，写在上面再点一次。",
    wrong_second_code: "电话里说的 6 位数字不对，请再问一次。",
  },
};
