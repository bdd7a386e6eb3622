/** The office's checklists, in Chinese. */
export const checklist = {
  checklist: {
    title: "检查表", make: "新写一张", items: "{n} 项", version: "第 {n} 版", by: "{name}写的，{when}", retired: "收起来了", inUse: "在用", name: "检查表的名字", nameHint: "比如：晚间巡逻", item: "第 {n} 项",
    lines: "要看什么", lineHint: "比如：消防通道有没有车", add: "再加一项", up: "往上挪", down: "往下挪", remove: "去掉", removed: "去掉了：{text}", removedEmpty: "去掉了空的一项", moved: "挪到第 {n} 项了",
    save: "存好", saving: "正在存…", saved: "存好了", discard: "不改了", discarded: "改的都不要了", putAway: "收起来，不再用", takeOut: "拿出来接着用", putAwayMeans: "收起来以后，新的巡逻选不到它；走过的巡逻都还在。",
    putAwaySaved: "收起来了", takeOutSaved: "拿出来了，可以用了", means: "存好以后，新开始的巡逻用新的一版；正在走的巡逻还用原来的一版。", needName: "先写上名字", needItems: "至少写一项",
    restored: "上次没改完的，还在这里", pick: "在左边选一张看看，或者新写一张", empty: "还没有检查表，先写一张", list: "检查表", total: "{n} 张", onlyOffice: "检查表由社区来写",
    most: "最多 {n} 项", same: "您还没有改什么",
  },
};
