/** The desk's list of reports, in Chinese. */
export const desk = {
  desk: {
    todo: "待办", reports: "上报", total: "{n} 件", all: "全部", open: "没办结的", clashed: "两份，请选", filters: "只看", category: "哪一类", anyCategory: "所有类别",
    grid: "哪个网格", anyGrid: "所有网格", search: "找一找", searchHint: "楼号、人", pick: "在左边选一条看看", empty: "没有要办的，都办完了",
    emptyReports: "没有找到", keys: "上下键换一条，回车打开", list: "列表", comments: "{n} 句话", backToList: "回到列表",
  },
};
