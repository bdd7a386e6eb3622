/** The words of a patrol's track, in Chinese. */
export const track = {
  track: {
    walkedWhole: "走了 {far}，中间没断", walkedGaps: "走了 {far}，中间断了 {n} 次", nothing: "还没有记下走过的路",
    metres: "{n} 米", kilometres: "{n} 公里", north: "北", start: "起点", end: "现在", endStopped: "终点", gapLine: "虚线是断了的地方",
    gapsTitle: "断了的地方", gap: "{from} 到 {to}：{why}", moreGaps: "还有 {n} 次没列出来",
  },
  gap: {
    no_fix: "没收到位置", paused: "停下来歇着", jump: "位置跳得太远，没算", clock: "手机的时间往回调了", off: "没让手机记", lost: "手机找不到位置", unknown: "没记上",
  },
};
