/** People at the door and their devices, in Chinese. */
export const devices = {
  devices: {
    title: "人员和设备", titleOwn: "我的设备", waiting: "等您同意的", nobody: "现在没有人在等。", asks: "{when} 用一台设备（{device}）要加入",
    compare: "请和{name}本人核对：手机上的四个字和这里一样，再点“同意”。", agree: "同意", refuse: "拒绝",
    invite: "请人加入", inviteWho: "按名字找人", inviteThis: "请这个人加入", inviteOf: "请{name}加入", how: "人在不在跟前", make: "出一个码",
    kind: { live: "就在跟前", printed: "打印带走" },
    kindHelp: {
      live: "让对方用手机扫一扫，或者照着写 12 位数字。码只能用一次，10 分钟有效。", printed: "打印出来带走，三天有效。对方用的时候要打电话来，您再说一个 6 位数字。",
    },
    qr: "加入用的二维码", orType: "扫不了，就写这 12 位数字", until: "到 {when} 有效", secondHelp: "下面这 6 位数字不要写在纸上。对方打电话来，听出是本人，再念给他。",
    print: "打印", then: "对方写好以后，回到“等您同意的”，核对了再点“同意”。", printed: "打印了还没用的码", printedHelp: "本人打电话来问，就念这 6 位数字。别人问不要说。",
    begins: "码的开头是 {digits}", all: "设备", none: "还没有设备。", named: "{device} · 编号 …{id}", seen: "{when} 来过", neverSeen: "还没来过", good: "不联网可用到 {when}",
    endedAt: "{when} 停用的", own: "就是这台", isEnded: "已停用", lapsed: "太久没联网", twice: "有两台在用这个身份", end: "停用", endOf: "停用{name}的设备",
    endHelp: "停用以后，这台设备不能再看、不能再传，几秒钟就起作用。丢了手机、换了人、离开了社区，都要停用。停用了不能恢复，要用就重新请人加入。",
    endThis: "停用这一台", endAll: "停用这个人的全部 {n} 台", ended: "已停用",
  },
};
