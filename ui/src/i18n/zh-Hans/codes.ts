/** Words for the codes of a hazard: kinds, levels, steps, fields, in Chinese. */
export const codes = {
  category: {
    fire_lane: "占消防通道", abandoned_bike: "僵尸自行车", stairwell_clutter: "楼道堆杂物", wire_charging: "飞线充电", litter: "乱扔垃圾",
    spoilt_green: "毁绿种菜", basement_living: "地下室住人", suspicious: "可疑情况", other: "别的事", unknown: "新的一类",
  },
  severity: { normal: "一般", urgent: "急", danger: "危险", unknown: "新的一级" },
  status: {
    reported: "已上报", accepted: "已受理", assigned: "已派给", assignedTo: "已派给{name}", working: "处理中", verifying: "待核实", closed: "已办结",
    unknown: "新的一步",
  },
  delivery: { unsent: "还没传", refused: "退回来了" },
  assignee: { property: "物业", unknown: "别的人" },
  act: {
    accept: "受理", assign: "派给…", start: "开始处理", finish: "处理好了", close: "办结", reopen: "没弄好，再报", unknown: "新的一步",
  },
  ask: {
    accept: "这件事您受理吗？", assign: "派给谁？", start: "现在开始处理？", finish: "处理好了？", close: "核实过了，可以办结？",
    reopen: "没弄好，再报一次？", unknown: "做这一步？", note: "补充一句（可以不写）", noteReopen: "哪里没弄好（可以不写）",
  },
  did: {
    accept: "受理了", assign: "派给了{name}", start: "开始处理", finish: "说处理好了，请核实", close: "办结了", reopen: "说没弄好，又报了一次",
    unknown: "往前走了一步", report: "上报", comment: "说",
  },
  writing: {
    report: "报了一条", edit: "改了几处", comment: "说了句话", photo: "加了照片", act: "往前走了一步", patrol: "开始巡逻", tick: "查了一项",
    team: "改了一起走的人", checklist: "改了检查表", home: "登记了一户", resident: "登记了一个人", move: "转到别处", visit: "记了一次走访", look: "写了为什么看", upload: "照片", case: "写了一件纠纷", talk: "记了一次谈话", name: "改了让谁看", card: "发了一张民情卡", seen: "看过了民情卡", answer: "回了民情卡", care: "记下一位要关爱的人", contact: "去看过一次", watch: "记下一个重点", unknown: "记了一笔",
  },
  move: {
    hazard: "转到别的网格", hazardAsk: "这件事归哪个网格？", hazardTold: "转过去以后，归那个网格的人看和办，说过的话和照片都跟着走。",
    home: "换到别的楼道", homeAsk: "这一户归哪个楼道？", homeTold: "换过去以后，归那边的楼道长看，住的人和记下的事都跟着走。",
    find: "找一个", hint: "名字里的字", more: "还有 {n} 个，写几个字找一找", none: "没有找到。换几个字试试。", pick: "先选一个", confirm: "就转到这里",
    saved: "记下了：要转到{place}", moving: "要转到{place}，等社区收到就过去",
  },
  field: {
    category: "是什么事", severity: "急不急", place: "地方", building: "楼号", unit: "单元", point: "位置", status: "走到哪一步", assignee: "派给谁", words: "说的话", area: "走哪一片", name: "名字", state: "收没收起来", versions: "看什么", team: "一起走的人", ticks: "检查表上的勾",
    comments: "留言", photos: "照片", moved_to: "归哪里", steps: "经过", unknown: "别的",
  },
};
