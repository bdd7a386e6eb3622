/** A phone that had no contact for too long, or whose time with the community has ended, in Chinese. */
export const ended = {
  hidden: {
    homes: "七天没连上社区了，住户的资料先收起来。连上网就回来了。",
    others: "三十天没连上社区了，别人写的先收起来。您照样能上报，连上网就都回来了。",
  },
  ended: {
    revokedTitle: "这台手机停用了", revoked: "社区停用了这台手机。手机里的资料已经全部清掉。",
    lapsedTitle: "太久没连网，资料清掉了", lapsed: "这台手机九十多天没连上社区。为了保护大家，手机里的资料已经清掉，社区那边都在。",
    sealed: "您还有 {n} 条没传的，没有丢：都封在文件里了，只有社区的电脑打得开。请存下来，用微信或U盘交给社区。",
    saveOne: "存第 {n} 个文件（一共 {of} 个）", nothingLost: "您写的都传上去了，一条也没丢。", handedOver: "社区收到文件了", understood: "知道了",
    dismissAsk: "请先问一问社区：文件收到了吗？收起来以后，这台手机上就没有这个文件了。", dismissNothing: "收起这条通知？", dismiss: "收起来",
    again: "还要用这台手机，请社区的同志再给一个码。",
  },
};
