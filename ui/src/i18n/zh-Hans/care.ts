/** People who are looked in on, and whom the police watch, in Chinese. */
export const care = {
  caring: {
    title: "关爱走访", hint: "去看看要关爱的人", private: "只有点了名的人和社区看得到。请不要往外说。", none: "现在没有要去看的人", open: "记下一位要关爱的人", name: "谁", nameMissing: "先写是谁", rhythm: "几天去看一次", days: "{n} 天", need: "要帮什么",
    needHint: "比如：腿脚不便，帮着买菜", agreed: "哪天本人同意的", agreedHint: "写日子，比如 2026-11-20", agreedMissing: "先写哪天本人同意的", who: "让谁去看", save: "记下来", saved: "记下了", due: "该去看看了", last: "上次见到人：{when}", never: "还没有去看过",
    every: "{n} 天看一次", agreedOn: "{date}本人同意的", visit: "去看过了", outcome: "这次怎么样", note: "说一句（可以不写）", visited: "记下了这次走访", pick: "先选一个", list: "走访", over: "不用再看了", again: "还要看", isOver: "不用看了", notFound: "没找到，可能不让您看了",
    named: "让谁去看", nobody: "还没有点名", add: "再点一个人", takeOff: "不让{name}去看了",
  },
  watching: {
    title: "重点", private: "只有民警看得到。这些字不会到别人的手机上去。", none: "没有记下的", add: "记一个", subject: "谁", subjectMissing: "先写是谁", words: "为什么", saved: "记下了", off: "不再看着了", on: "还要看着",
  },
};
