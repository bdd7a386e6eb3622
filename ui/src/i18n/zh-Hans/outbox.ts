/** What waits, what came back and why, in Chinese. */
export const outbox = {
  outbox: {
    title: "没传的和退回的", waiting: "还没传的（{n} 条）", waitingNone: "没有等着传的", refused: "退回来的（{n} 条）", sendNow: "现在传", sendingNow: "正在传…",
    again: "再报一次", dismiss: "知道了", wrote: "您写的", why: "为什么", kept: "有网自己就传，手机关了也不会丢", moreWaiting: "还有 {n} 条没列出来",
    againSaved: "又记下了一次", dismissed: "收起来了，社区那边还留着",
    left: "1 条，{when}，社区留着", leftAlone: "1 条，{when}，社区没有收到内容", leftWhy: "退回来的这些，您现在不管那里了，写的内容手机上不留",
  },
  handOver: {
    intro: "一直没有网，可以把没传的存成一个文件，用微信或U盘交给社区。文件是加了密的，只有社区的电脑看得懂。交了以后手机有网再传，也不会重复。",
    save: "存成文件交给社区", done: "存好了：{name}。请把它交给社区的同志。", leftOut: "文件里装不下，还有 {n} 条没放进去，留在这台设备上。",
  },
  refusal: {
    group: "和它一起的一条没有收下，所以都退回来了",
    role: "这一步要别的同志来办", transition: "这一步办不了，可能别人已经办过了", closed: "这件事已经办结了，要改请先点“没弄好，再报”", space: "这一条不归您这里管了",
    not_author: "这一条写的是别人的名字，没有收", already_there: "这一条社区已经有了", not_there: "这一条的开头还没传到，请再报一次",
    not_plain: "别人同时也改了这一处，请看一看，再改一次", generation: "这一条已经重新整理过，请看一看，再写一次", too_long: "写得太长了，请分成两条",
    foreign_actor: "不像是这台设备写的，请找社区的同志看看", actor_fork: "这台设备的资料被复制过，请再报一次", seq_gap: "前面有一条没传到，请再报一次",
    start_op: "社区的电脑没看懂这一条，请再报一次", schema: "社区的电脑没看懂这一条，请再报一次", unknown_schema: "社区的电脑还没更新，看不懂这一条，过几天再报一次",
    erased: "社区清除了这一条里的个人信息，您写的相关内容也去掉了。剩下的要是还对，请再报一次",
    depends_on_refused: "前面那一条退回来了，这一条也跟着回来了。请先看前面那条，再报一次",
    replaced: "这一条社区已经有了", revoked: "这台设备已经停用，写的东西社区留着，请找社区的同志看看",
    unknown: "社区没有收下这一条，请问一下社区的同志",
  },
};
