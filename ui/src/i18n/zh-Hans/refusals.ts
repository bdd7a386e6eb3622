/** What was not taken, as those read it who look after the place, in Chinese. */
export const refusals = {
  refusals: {
    title: "没收下的", intro: "大家写了、社区没有收下的，都留在这里，归管这一片的人看。能补的补报一次，不用补的点“看过了”。",
    open: "等着看的（{n} 条）", openNone: "没有等着看的", done: "看过的", more: "还有 {n} 条没列出来，先看上面的",
    why: "为什么没收", wrote: "写的是", by: "{who} 写的", mine: "您自己写的", look: "看看这一条",
    gone: "写的内容已经没有了，要问写的人", photos: "还带了 {n} 张照片，照片没有传到社区，补报时不带",
    there: "这些话后来已经写上了，点“看过了”就行", refile: "我来补报", settle: "看过了", refiled: "{who} {when}补报了", seen: "{who} {when}看过了",
    refileSaved: "用您的名字补报了一次", settled: "记下了：看过了",
  },
  boxed: {
    group: "和它一起的一条没有收下", role: "写的人不能办这一步", transition: "当时这一步办不了，可能别人已经办过了", closed: "当时这件事已经办结了",
    space: "写的人当时已经不管这里了", not_author: "写的是别人的名字", already_there: "这一条早就有了", not_there: "它的开头没有收下",
    not_plain: "别人同时也改了这一处", generation: "里面的个人信息已经清除，内容不留了", erased: "里面的个人信息已经清除", too_long: "写得太长了",
    foreign_actor: "不像是写的人那台设备写的", actor_fork: "那台设备的资料被复制过", seq_gap: "它前面有一条没传到",
    start_op: "社区的电脑没看懂", schema: "社区的电脑没看懂", unknown_schema: "社区的电脑还没更新，没看懂",
    depends_on_refused: "前面那一条没有收下", replaced: "这一条已经有了", revoked: "写的人那台设备当时已经停用",
    unknown: "社区没有收下",
  },
};
