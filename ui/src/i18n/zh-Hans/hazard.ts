/** Reading and changing one report, and the lists of them, in Chinese. */
export const hazard = {
  hazard: {
    title: "这一条", overdue: "超时", where: "在哪里", who: "谁报的", when: "什么时候", severity: "急不急", words: "说的话", noWords: "没有写话", photos: "照片",
    steps: "走到哪一步了", story: "经过", grid: "哪个网格", you: "您", assigned: "派给", edit: "改一改", addPhoto: "加照片", arrived: "{when} 传到",
    unsentStep: "还没传", clockOff: "报的时候，那台设备的时间不准", received: "社区收到", photoComing: "照片还在路上", photoLabel: "看大图：第 {n} 张照片",
    unreadable: "这一条是新版本写的，这台设备还看不懂。东西没有丢。", unreadableTodo: "请更新应用，更新后就能看到。", merged: "{name}也改过这一条，已合在一起",
    photoSaved: "照片记下了", actSaved: "记下了：{act}", editSaved: "改好了", choiceSaved: "选好了", done: "已经走过", now: "现在在这一步", later: "还没到",
    stepsLabel: "{step}：{state}", changes: "每一次改动", changedFields: "改了：{fields}", late: "写的时候还不知道已经不归自己管了", changesNone: "没有别的改动",
  },
  clash: {
    title: "{name}也改了这一条，两份都留着，您看用哪个", titleNobody: "这一条有两份，都留着，您看用哪个", use: "用这个",
    waits: "{name}也改了这一条，两份都留着，等{who}来选", waitsNobody: "这一条有两份，都留着，等{who}来选",
    staff: "网格员、民警或社区", reporter: "报的人、网格员或社区", walkers: "一起巡逻的人或网格员", keepers: "楼道长、网格员或社区", office: "社区",
    by: "{name} · {when}", chip: "两份，请选", point: "地图上的位置",
  },
  comment: { label: "说一句", hint: "比如：我刚路过，车已经开走了", send: "说好了", sending: "正在记…", saved: "记下了", empty: "先写一句话" },
  assign: { property: "物业公司", person: "网格里的人", find: "按名字找人", all: "全社区的人", none: "没找到这个人", pick: "先选一个" },
  edit: { title: "改一改", nothing: "您还没有改什么" },
  records: {
    title: "记录", which: "看哪些", todo: "等我办的", mine: "我报的", all: "大家报的", search: "找一找", searchHint: "楼号、事", empty: "没有找到", found: "一共 {n} 条",
  },
};
