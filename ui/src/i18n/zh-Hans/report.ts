/** Reporting a hazard: photos, place, what is saved, in Chinese. */
export const report = {
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
};
