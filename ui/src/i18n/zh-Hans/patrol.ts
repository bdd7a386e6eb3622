/** Patrols: setting out, walking, and what was found, in Chinese. */
export const patrol = {
  patrol: {
    title: "巡逻", walkingTitle: "正在巡逻", endedTitle: "这次巡逻", doorWalking: "正在巡逻 · {time}", doorResting: "歇着 · 走了 {time}", doorLead: "您带队，点开就走",
    minutes: "{n}\u00a0分钟", hours: "{n}\u00a0小时", short: "不到\u00a01\u00a0分钟", walked: "走了", somewhere: "没写走哪一片", rests: "歇着，没算在里面",
    lead: "带队", along: "一起走的", alone: "一个人走", when: "什么时候", since: "{from} 开始", grid: "哪个网格", list: "检查表", noList: "没带检查表",
    clockOff: "开始的时候，那台设备的时间不准", received: "社区收到",
    looked: "{all} 项看了 {done} 项", problems: "{n}\u00a0项有问题", found: "发现\u00a0{n}\u00a0处隐患", withTeam: "{n} 人",
    notLooked: "没看", tickBy: "{name} · {when}", tickTimes: "改过，一共记了 {n} 次", ticked: "记下了：{answer}",
    noteSave: "记下这句", noteWaits: "点一下“没问题”或“有问题”，这句就一起记下", noteSaved: "这句记下了", makeHazard: "报成隐患", hazardWords: "{item}：{note}",
    hazards: "这次发现的隐患", wordsLabel: "说说这一趟（可以不写）", wordsHint: "比如：南墙那边路灯坏了两盏", wordsSave: "记下这些话", wordsSaved: "这些话记下了",
    story: "经过", commentHint: "比如：辛苦了，路灯的事我去说", startedSaved: "记下了，开始巡逻", endedSaved: "记下了：巡逻完了", restSaved: "记下了：歇一会儿", goOnSaved: "记下了：接着走",
    notFinished: "没走完，接着走", backTo: "接着巡逻", onPatrol: "这条记在正在走的巡逻里", offPatrol: "不算这次的", foundOn: "巡逻时发现的", see: "看这次巡逻",
  },
  patrolStart: {
    title: "开始巡逻", start: "开始巡逻", starting: "正在记…", area: "走哪一片", areaHint: "不对就改，不写也行", underWay: "您有一次巡逻还没走完", goOn: "接着走这一次",
    list: "带哪张检查表", noList: "不带检查表", items: "{n}\u00a0项", team: "和谁一起走", teamHint: "点一下加上，再点一下去掉。一个人走就不用点。", find: "按名字找人", name: "名字", nobody: "没找到这个人",
    chosen: "选了 {n} 人", chosenNone: "还没有选人", showAll: "看网格里所有的人",
  },
  patrolTeam: { add: "加一个人", leave: "先走了", left: "记下了：{name}先走了", title: "谁来一起走" },
  patrolStatus: { walking: "正在走", paused: "歇着", ended: "走完了", unknown: "新的一步" },
  patrolAct: { pause: "歇一会儿", resume: "接着走", end: "巡逻完了", unknown: "新的一步" },
  patrolDid: { start: "开始巡逻", pause: "歇了一会儿", resume: "接着走", end: "走完了", unknown: "往前走了一步", comment: "说" },
  patrolTrack: {
    title: "走过的路", keep: "记下走过的路", hint: "只留在这台手机上，不传给任何人。想删随时删。", waits: "歇着的时候不记", denied: "手机没让看位置，所以没记路。别的都照常记。",
    failed: "现在收不到位置，收到了接着记", save: "存成文件", saved: "文件存好了", remove: "删掉走过的路", removeAsk: "只有手机上这一份，删了就没有了。", removed: "删掉了",
  },
  patrolList: {
    which: "看哪些", kinds: "看什么", hazards: "隐患", patrols: "巡逻", mine: "我走的", all: "大家走的", searchHint: "地方、人", empty: "没有找到", none: "还没有巡逻过",
    total: "{n} 次", chipOpen: "正在走", chipFound: "有发现", day: "哪一天", pick: "在左边选一次看看",
  },
};
