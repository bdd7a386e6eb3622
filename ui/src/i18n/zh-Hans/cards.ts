/** The police's cards and who looked at what, in Chinese. */
export const cards = {
  cards: {
    title: "民情卡", hint: "民警请您去看看", none: "现在没有民情卡", send: "发一张民情卡", place: "哪栋楼", placeMissing: "先选哪栋楼", about: "哪类事", aboutMissing: "先选哪类事", look: "请去看什么", lookHint: "只写看什么，不写人名。比如：傍晚去听听楼道里吵不吵",
    lookMissing: "先写请去看什么", until: "看到哪天为止", days: "{n} 天", to: "发给谁", toMissing: "至少选一个人", sent: "发出去了", save: "发出去", told: "过了日子，这张卡就从他们手机上消失。", untilDate: "到 {date} 为止", over: "过期了",
    gone: "没找到这张卡，可能过期了", private: "只有您和民警看得到这张卡，请不要往外说。过了日子它会自己消失。", say: "去看得怎么样", note: "说一句（可以不写）", noteHint: "比如：敲了门，没人应", told2: "您写的只有民警看得到", said: "告诉民警了", tell: "告诉民警", pick: "先选一个",
    opened: "{n} 个人里 {m} 个看过了", notOpened: "还没打开看", openedAt: "{when}打开看了", answers: "各人的回音", takeOff: "不发给{name}了", removed: "不发给{name}了，他手机上会消失", mine: "您说的",
  },
  cardAbout: { family: "家里的矛盾", neighbours: "邻里矛盾", tenancy: "租房的事", fraud: "防骗", safety: "防火防盗", help: "有人要帮忙", other: "别的", unknown: "别的事" },
  cardOutcome: { planned: "打算去", visited: "去过了", no_answer: "没人在家", refused: "不愿意说", escalated: "要民警来", unknown: "别的情况" },
  reads: {
    title: "谁看过", hint: "谁打开过住户、纠纷，什么时候，为什么", none: "还没有人看过", line: "{name}{did}{what}", opened: "打开了", phone: "看了电话：", exported: "导出了", many: "一个小时里看得特别多", manyLine: "{name}从{when}起一个小时看了 {n} 户", why: "为什么：{why}",
    home: "住户", resident: "住的人", case: "一件纠纷", card: "一张民情卡", all: "一份住户表（{n} 行）", offline: "要连上社区的电脑才查得到", see: "谁看过这一户",
  },
  number: { show: "看电话" },
};
