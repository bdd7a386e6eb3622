/** The phone's first page, in Chinese. */
export const home = {
  home: {
    todo: "等您办的", todoEmpty: "没有要办的，都办完了。", report: "报隐患", reportHint: "拍一张，说两句，就行", yours: "您报的事", all: "看全部", empty: "您还没有报过。看到隐患，点上面的大按钮。",
    withPhotos: "{n} 张照片", doors: "做什么", homes: "我的楼", homesHint: "看住户，记走访", notLost: "没有网也不会丢",
  },
};
