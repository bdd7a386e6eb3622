/** Quarrels that are talked about, in Chinese. */
export const cases = {
  cases: {
    title: "纠纷调解", hint: "点了名的人才看得到", private: "只有点了名的人和社区看得到这里的事。请不要往外说。", none: "现在没有要谈的纠纷", over: "看谈完的", overHide: "不看谈完的",
    open: "记下一件纠纷", parties: "谁和谁", partiesHint: "比如：3号楼王家和李家", partiesMissing: "先写是谁和谁", cause: "为什么事", causeMissing: "先选为什么事", words: "怎么回事", who: "让谁去谈", save: "记下来", saved: "记下了",
    named: "让谁去谈", nobody: "还没有点名", add: "再点一个人", takeOff: "不让{name}谈了", talks: "谈了 {n} 次", talkList: "谈话", noTalks: "还没有谈过",
    talk: "记一次谈话", talkHint: "比如：两家都愿意再坐下来谈一次", talkMissing: "先写一句谈了什么", talkSaved: "记下了这次谈话", notAgreement: "这里记的是谈话，不是调解协议书，没有法律效力。要签协议，请到社区人民调解委员会办。",
    state: "谈得怎么样了", follow: "哪天再去问问", followHint: "写日子，比如 2026-12-08", agreed: "谈成了什么", agreedHint: "比如：晚上十点以后不放音乐", edit: "改这件事", followOn: "{date}再去问问", notFound: "没找到这件事，可能不让您看了", changed: "还没有改什么", last: "上次谈：{when}",
  },
  caseCause: { neighbours: "邻里", family: "家庭", noise: "噪音", leak: "漏水", space: "停车占地方", property: "物业", tenancy: "租房", money: "钱", other: "别的", unknown: "别的事" },
  caseState: { open: "还在谈", settled: "谈拢了", unsettled: "没谈拢", escalated: "往上报了", unknown: "别的情况" },
};
