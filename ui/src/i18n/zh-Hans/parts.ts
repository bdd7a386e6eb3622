/** The words that the shared parts of every screen bring with them, in Chinese. */
export const parts = {
  step: { next: "下一步", back: "上一步", of: "第 {now} 步，共 {all} 步" },
  undo: { undo: "撤回", done: "已经撤回" },
  aloud: { read: "念给我听", stop: "别念了" },
  room: {
    building: "哪栋楼", unit: "哪个单元", room: "哪一户", name: "{name}室", other: "别的房号", typed: "写房号", use: "就是这户", own: "您的楼", others: "别的楼", trail: "您选了",
    noUnits: "不分单元", none: "这里还没有登记的房号",
  },
  checkRow: { ok: "没问题", problem: "有问题", note: "写一句（可以不写）" },
  pad: { label: "数字键", erase: "删一位", clear: "重写", more: "多一个", less: "少一个", count: "{label}：{n}" },
  file: { choose: "选一个文件", drop: "也可以把文件拖到这里", another: "换一个文件" },
  table: { open: "打开：{name}" },
  turn: { on: "开", off: "关" },
};
