/** The desk's homes, the office's workbook and finding anything, in Chinese. */
export const register = {
  homesDesk: {
    anyBuilding: "所有的楼", anyUnit: "所有单元", anyTenancy: "居住不限", anyCare: "关爱不限", find: "按楼找一户", never: "没去过", comma: "、", opened: "打开的这一户",
  },
  homesChip: { all: "全部", due: "该去看看了", clashed: "两份，请选", unsent: "还没传", mistaken: "登记错了的" },
  homesColumn: { home: "哪一户", tenancy: "怎么住的", people: "住的人", visited: "上次见到人", tags: "要留意" },
  tables: { title: "表格", in: "导入住户表", out: "导出" },
  importing: {
    intro: "把社区的住户表放进来。先给您看看会记下什么，您点了头才记。", choose: "选住户表", chooseHint: "一个 .xlsx 文件，不超过 20 兆", tooLarge: "这个文件太大了，超过 20 兆。请分成几个小的，一个一个来。",
    reading: "正在看这张表…", applying: "正在记进去，可以先去做别的事…", rows: "一共 {n} 行", apply: "把能用的 {n} 行记进去", nothing: "没有要记的：能用的都和原来一样。",
    refusedStay: "没法用的 {n} 行先不记。改好表再放进来一次就行，不会记重。", done: "记好了：{n} 行", again: "再放一张表", refused: "没法用的地方（{n} 处）", refusedDone: "没有记进去的地方（{n} 处）",
    refusedHint: "请在原来的表里改好，再放进来一次。", refusedNone: "都能用", columnLetter: "{letter} 列", lines: "会记下什么（{n} 行）", linesNone: "没有要记的", linesMore: "还有 {n} 行没列出来",
    at: "{sheet} 第 {row} 行", noName: "这一户", sets: "{field}：{after}", changes: "{field}：{before} → {after}", sheets: "每张表是怎么看的", read: "看了", left: "没看",
    header: "第 {n} 行是表头", sheetRows: "{n} 行", passedOver: "跳过 {n} 行（合计、重复的表头、说明）", understood: "认得的：", ignored: "没用上的：", neverStored: "从来不存的：",
  },
  importNumber: { added: "新增", changed: "有改动", unchanged: "和原来一样", duplicate: "表里重复", refused: "没法用" },
  refusedColumn: { sheet: "哪张表", row: "第几行", column: "哪一列", value: "写的是", why: "为什么", todo: "怎么办" },
  linesColumn: { at: "在哪里", home: "哪一户", name: "谁", does: "新的还是改的", sets: "记什么" },
  importWhy: {
    bad_phone: "不像电话号码", bad_date: "不像日期", error_cell: "这一格是出错的公式", no_place: "没写楼号", no_room: "没写房号", unknown_place: "社区里没有这栋楼或这个单元", unknown_word: "不认得这个词",
    too_long: "写得太长", id_number: "里面有身份证号，不能存", contradicts: "和前面同一个人的那一行不一样", not_allowed: "这里不归您写", two_values: "这一处现在有两份，还没选", unknown: "没看懂",
  },
  importDo: {
    bad_phone: "手机写 11 位，座机带区号", bad_date: "写年就行，比如 1951", error_cell: "把公式改成字或数", no_place: "补上楼号", no_room: "补上房号", unknown_place: "看看楼号、单元写对没有", unknown_word: "换成常用的说法，比如：子女、租客",
    too_long: "写短一些", id_number: "把身份证号删掉", contradicts: "看看哪一行是对的，删掉另一行", not_allowed: "请归他管的同志来写", two_values: "先打开这一户选一份", unknown: "看看这一格，或者问问社区的同志",
  },
  sheetState: {
    read: "看了", hidden: "这张表是藏起来的，没有看", empty: "这张表是空的", header_only: "只有表头，没有内容", no_header: "没找到认得的表头，没有看", unknown: "没有看",
  },
  registerKind: { hazard: "隐患", patrol: "巡逻", home: "住户", unknown: "别的" },
  registerFormat: { xlsx: "存成表格", csv: "给别的程序用", json: "给程序员用", unknown: "别的样子" },
  exporting: {
    intro: "您能看到的都会写进文件里。", careful: "里面有名字和电话，请收好，别发到群里。", done: "存好了：{name}，{n} 行。到“下载”里找。", window: "要是“下载”里没有，请在浏览器里打开工作台，再存一次。",
  },
  find: {
    title: "找一找", titleFor: "找“{words}”", hint: "楼、人", start: "写几个字：楼号、名字、事情都行。", none: "没有找到。换几个字试试。", hazards: "上报", patrols: "巡逻", homes: "住户", people: "社区的人",
  },
};
