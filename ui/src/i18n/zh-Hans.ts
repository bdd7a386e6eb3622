/** Every word people read, in Chinese: the source of truth. Spoken, short, local; quotation marks are “ ”. */
import { track } from "./zh-Hans/track";

export const zhHans = {
  ...track,
  app: { name: "金水巡防", loading: "正在打开…", reload: "再试一次", update: "需要更新应用" },
  tab: { label: "主要页面", home: "首页", records: "记录", me: "我的" },
  rail: {
    label: "工作台", todo: "待办", reports: "上报", community: "社区", outbox: "没传的", returned: "退回的", me: "我的", report: "报隐患",
  },
  common: {
    back: "返回", close: "关上", cancel: "先不", more: "再看一些", change: "改", save: "改好了", empty: "空着",
    madeUp: "样例", unknownPerson: "有人", joined: "{a} {b}", quote: "“{text}”",
  },
  greet: {
    early: "{name}，早上好", morning: "{name}，上午好", noon: "{name}，中午好", afternoon: "{name}，下午好", evening: "{name}，晚上好",
    nobody: "您好",
  },
  date: {
    today: "今天 {time}", yesterday: "昨天 {time}", day: "{month}月{day}日", dayTime: "{month}月{day}日 {time}",
    year: "{year}年{month}月{day}日", todayDate: "今天 {month}月{day}日",
  },
  place: {
    building: "{name}号楼", unit: "{name}单元", both: "{building}{unit}", unknown: "地方没写", wholeBuilding: "不分单元",
  },
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
  role: {
    volunteer: "志愿者", building_head: "楼道长", grid_assistant: "网格协管员", grid_worker: "专职网格员", police: "社区民警", office: "社区工作人员",
    property: "物业", resident: "居民代表", unknown: "别的职务",
  },
  group: {
    patrol: "治安巡防组", information: "信息收集组", service: "志愿服务组", policy: "政策宣讲组", mediation: "矛盾调解组", unknown: "别的组",
  },
  node: { community: "社区", party_grid: "党建网格", security_grid: "治安网格", post_area: "楼栋单元", unknown: "别的" },
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
    report: "报了一条", edit: "改了几处", comment: "说了句话", photo: "加了照片", act: "往前走了一步", upload: "照片", unknown: "记了一笔",
  },
  sending: {
    waiting: "还没传，有网自己就传（{n} 条）", sending: "正在传 {now}/{all}", all_sent: "都传上去了", all_sent_at: "都传上去了 · {when}",
    no_network: "没有网，照常记，不会丢", waiting_long: "有 {n} 条{days}没传上去，请连一下网", refused: "有 {n} 条退回来了，点开看原因",
    starting: "正在和社区连上，第一次要等一会儿", received: "社区已收到您的 {n} 条",
    clock_off: "这台设备的时间不准，请调一下", days1: "一天", days2: "两天", daysN: " {n} 天",
  },
  home: {
    todo: "等您办的", todoEmpty: "没有要办的，都办完了。", report: "报隐患", reportHint: "拍一张，说两句，就行", yours: "您报的事", all: "看全部", empty: "您还没有报过。看到隐患，点上面的大按钮。",
    withPhotos: "{n} 张照片", notLost: "没有网也不会丢",
  },
  report: {
    title: "报隐患", photo: "拍一张", photoMore: "再拍一张", photoHint: "也可以不拍，直接选", what: "是什么事", where: "在哪里",
    whereHint: "不对就点这里改", wherePick: "点这里选地方", words: "说两句（可以不写）", wordsHint: "比如：车停了两天了，车主电话没人接",
    severity: "急不急", submit: "报上去", saving: "正在记…", pickCategory: "还差一步：点一下是什么事", remove: "不要这张",
    restored: "上次没写完的，还在这里", restart: "重新写", photoNumber: "第 {n} 张照片", leaveSafe: "您写的字都留着；照片要重新拍",
  },
  photoProblem: {
    tooBig: "这张照片太大了，超过 30 兆，请换一张", notPicture: "这个不是照片，请换一张", tooMany: "一条最多放 9 张照片", unreadable: "这张照片打不开，请换一张",
  },
  point: {
    add: "加上我现在的位置", finding: "正在找位置…", got: "位置加上了，{n} 米以内", gotPlain: "位置加上了", remove: "不要位置",
    denied: "设备没让看位置。不加也能报。", failed: "现在找不到位置。不加也能报。", shown: "北纬 {lat}，东经 {lon}",
  },
  saved: { title: "记下了", done: "放心，不会丢。", again: "再报一条", home: "回首页" },
  pick: {
    title: "在哪里", own: "您的网格", others: "别的楼", showOthers: "看别的楼", unit: "{building}，哪个单元", free: "或者自己写", freeHint: "比如：北门、小广场",
    useFree: "就写这个", backToBuildings: "重新选楼",
  },
  hazard: {
    title: "这一条", where: "在哪里", who: "谁报的", when: "什么时候", severity: "急不急", words: "说的话", noWords: "没有写话", photos: "照片",
    steps: "走到哪一步了", story: "经过", grid: "哪个网格", you: "您", assigned: "派给", edit: "改一改", addPhoto: "加照片", arrived: "{when} 传到",
    unsentStep: "还没传", clockOff: "报的时候，那台设备的时间不准", received: "社区收到", photoComing: "照片还在路上", photoLabel: "看大图：第 {n} 张照片",
    unreadable: "这一条是新版本写的，这台设备还看不懂。东西没有丢。", unreadableTodo: "请更新应用，更新后就能看到。", merged: "{name}也改过这一条，已合在一起",
    photoSaved: "照片记下了", actSaved: "记下了：{act}", editSaved: "改好了", choiceSaved: "选好了", done: "已经走过", now: "现在在这一步", later: "还没到",
    stepsLabel: "{step}：{state}", changes: "每一次改动", changedFields: "改了：{fields}", changesNone: "没有别的改动",
  },
  field: {
    category: "是什么事", severity: "急不急", place: "地方", building: "楼号", unit: "单元", point: "位置", status: "走到哪一步", assignee: "派给谁", words: "说的话",
    comments: "留言", photos: "照片", steps: "经过", unknown: "别的",
  },
  clash: {
    title: "{name}也改了这一条，两份都留着，您看用哪个", titleNobody: "这一条有两份，都留着，您看用哪个", use: "用这个", by: "{name} · {when}", chip: "两份，请选", point: "地图上的位置",
  },
  comment: { label: "说一句", hint: "比如：我刚路过，车已经开走了", send: "说好了", sending: "正在记…", saved: "记下了", empty: "先写一句话" },
  assign: { property: "物业公司", person: "网格里的人", find: "按名字找人", all: "全社区的人", none: "没找到这个人", pick: "先选一个" },
  edit: { title: "改一改", nothing: "您还没有改什么" },
  records: {
    title: "记录", which: "看哪些", todo: "等我办的", mine: "我报的", all: "大家报的", search: "找一找", searchHint: "楼号、事、话", empty: "没有找到", found: "一共 {n} 条",
  },
  outbox: {
    title: "没传的和退回的", waiting: "还没传的（{n} 条）", waitingNone: "没有等着传的", refused: "退回来的（{n} 条）", sendNow: "现在传", sendingNow: "正在传…",
    again: "再报一次", dismiss: "知道了", wrote: "您写的", why: "为什么", kept: "有网自己就传，手机关了也不会丢", moreWaiting: "还有 {n} 条没列出来",
    againSaved: "又记下了一次", dismissed: "收起来了，社区那边还留着",
  },
  refusal: {
    role: "这一步要别的同志来办", transition: "这一步办不了，可能别人已经办过了", closed: "这件事已经办结了，要改请先点“没弄好，再报”", space: "这一条不归您这里管了",
    not_author: "这一条写的是别人的名字，没有收", already_there: "这一条社区已经有了", not_there: "这一条的开头还没传到，请再报一次",
    not_plain: "别人同时也改了这一处，请看一看，再改一次", generation: "这一条已经重新整理过，请看一看，再写一次", too_long: "写得太长了，请分成两条",
    foreign_actor: "不像是这台设备写的，请找社区的同志看看", actor_fork: "这台设备的资料被复制过，请再报一次", seq_gap: "前面有一条没传到，请再报一次",
    start_op: "社区的电脑没看懂这一条，请再报一次", schema: "社区的电脑没看懂这一条，请再报一次", unknown_schema: "社区的电脑还没更新，看不懂这一条，过几天再报一次",
    depends_on_refused: "前面那一条退回来了，这一条也跟着回来了。请先看前面那条，再报一次",
    unknown: "社区没有收下这一条，请问一下社区的同志",
  },
  me: {
    title: "我的", device: "这台设备", deviceName: "编号 {id}", textSize: "字的大小", language: "语言",
    theme: "白天和夜里", signOut: "退出", signOutAsk: "要退出吗？没传的会先留着。", community: "社区和楼道", outbox: "没传的和退回的", party: "党员",
    signOutWait: "您还有 {n} 条没传。先传完再退出更稳当。",
  },
  languageName: { zhHans: "中文", en: "English" },
  textSize: { normal: "标准", large: "大", huge: "特大" },
  theme: { auto: "自动", day: "白天", night: "夜里" },
  community: {
    title: "社区", tree: "网格和楼栋", people: "按名字找人", peopleHint: "名字或称呼", none: "没找到这个人", found: "找到 {n} 人", moreFound: "找到 {n} 人，先列出 {shown} 人",
    roles: "有多少人", closed: "已停用", noPeople: "这里还没有人", rolesCount: "{role} {n} 人", children: "{n} 个",
  },
  desk: {
    todo: "待办", reports: "上报", total: "{n} 件", all: "全部", open: "没办结的", clashed: "两份，请选", filters: "只看", category: "哪一类", anyCategory: "所有类别",
    grid: "哪个网格", anyGrid: "所有网格", search: "找一找", searchHint: "楼号、人、话", pick: "在左边选一条看看", empty: "没有要办的，都办完了",
    emptyReports: "没有找到", keys: "上下键换一条，回车打开", list: "列表", comments: "{n} 句话", backToList: "回到列表",
  },
  enrol: {
    welcome: "欢迎来到金水巡防", help: "第一次用，请社区的同志给您一个 12 位数字的码。", helpConsole: "请输入 12 位数字的码。码只能用一次。", server: "社区的地址",
    serverHint: "社区的同志会告诉您", code: "12 位数字的码", codeHint: "中间有空格也行", submit: "加入", submitConsole: "进入", working: "正在连…",
    needCode: "码是 12 位数字，您写了 {n} 位", needServer: "还没写社区的地址",
  },
  enrolFailure: {
    wrong_code: "码不对，或者用过了、过期了。请看清楚再写一次，还不行就请社区的同志再给一个。", code_closed: "写错的次数太多，这个码停用了。请社区的同志再给一个新的。",
    no_connection: "没连上社区。请看看有没有网、地址对不对，再点一次。您写的都还在。", already_enrolled: "这台设备已经加入过了。请关掉再打开。",
    too_busy: "人多，请过一分钟再点一次。",
  },
  failure: {
    bad_request: "这个应用太旧或太新，请更新一下再试。", bad_field: "有一处写得不对，请看一看再点一次。", not_found: "没找到这一条，可能不归您这里看了。",
    not_allowed: "这一步您现在不能做，可能别人已经办了。", needs_update: "这一条是新版本写的，请更新应用再看。", too_large: "写得太长了，请分成两条。",
    bad_photo: "有一张照片打不开，请换一张。别的都还在。", too_many_photos: "一条最多放 9 张照片。", not_here_yet: "照片还在路上，一会儿就到。",
    storage_full: "手机满了，记不下了。请删掉一些照片或视频，再点一次。您写的都还在。", store_corrupt: "这台设备上的资料坏了。请把设备拿给社区的同志看看，先别卸载。",
    store_too_new: "这台设备的资料是新版本写的，请更新应用。", store_key: "打不开这台设备上的资料。请把设备拿给社区的同志看看，先别卸载。",
    store_busy: "应用已经在别处打开了，请先关掉那一个。", not_enrolled: "这台设备还没有加入社区。", already_enrolled: "这台设备已经加入过了。",
    wrong_code: "码不对，请再看一次。", code_closed: "这个码停用了，请社区的同志再给一个。", no_connection: "没连上社区，您写的都还在，连上了再点一次",
    not_signed_in: "要重新进入一次。您写的都还在。", revoked: "这台设备被社区停用了，请找社区的同志。", clock_off: "这台设备的时间不准，请调好时间再试。",
    track_off: "这次巡逻没有选“记下走过的路”，先选上再记。", phone_only: "这个只留在手机上，请在手机上看。",
    protocol: "应用太旧了，请更新。", too_busy: "社区的电脑正忙，请过一会儿再点一次。", internal: "出了点问题，没有记下。您写的都还在，请再点一次。",
    unknown: "出了点问题，没有记下。您写的都还在，请再点一次。",
  },
};

/** The shape every language must fill. */
export type Words = typeof zhHans;
