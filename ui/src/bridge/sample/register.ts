/** What the sample answers about the office's workbook, coming in and going out. */
import type { CommandMap } from "../generated/commands";
import type { ImportLine } from "../generated/ImportLine";
import type { ImportRefusal } from "../generated/ImportRefusal";
import type { ImportReport } from "../generated/ImportReport";
import type { ImportSheet } from "../generated/ImportSheet";
import type { Topic } from "../generated/Topic";
import { CommandFailure } from "../host";

/** What the sample knows of the workbook. */
export interface RegisterWorld {
  /** Whether it was taken in: then a second time changes nothing. */
  imported: boolean;
}

type RegisterCommand = "import.preview" | "import.apply" | "register.export";
type Answers = { [N in RegisterCommand]: (world: RegisterWorld, args: CommandMap[N]["args"]) => [CommandMap[N]["reply"], Topic[]] };

const MAIN = "4号楼";
const REFUSED: ImportRefusal[] = [
  { sheet: MAIN, row: 9, column: "联系电话", why: "bad_phone", value: "1380000", other_row: null },
  { sheet: MAIN, row: 12, column: "出生日期", why: "bad_date", value: "六月初三", other_row: null },
  { sheet: MAIN, row: 15, column: "居住情况", why: "error_cell", value: "#N/A", other_row: null },
  { sheet: MAIN, row: 18, column: "楼号", why: "no_place", value: "", other_row: null },
  { sheet: MAIN, row: 19, column: "房号", why: "no_room", value: "", other_row: null },
  { sheet: MAIN, row: 23, column: "楼号", why: "unknown_place", value: "88号楼", other_row: null },
  { sheet: MAIN, row: 24, column: "与户主关系", why: "unknown_word", value: "远房亲戚", other_row: null },
  { sheet: MAIN, row: 27, column: "备注", why: "too_long", value: "这一家的情况比较复杂，从头说起来是这样的，二〇一九年春天他们刚搬", other_row: null },
  { sheet: MAIN, row: 30, column: "备注", why: "id_number", value: "证件号 3705…", other_row: null },
  { sheet: "5号楼", row: 6, column: "联系电话", why: "contradicts", value: "13800000777", other_row: 4 },
  { sheet: "5号楼", row: 8, column: "楼号", why: "not_allowed", value: "5号楼", other_row: null },
  { sheet: "5号楼", row: 11, column: "联系电话", why: "two_values", value: "13800000301", other_row: null },
  { sheet: "5号楼", row: 12, column: "C", why: "new_reason", value: "？", other_row: null },
];
const SHEETS: ImportSheet[] = [
  { name: MAIN, state: "read", header_row: 3, understood: ["楼号", "单元", "房号", "姓名", "联系电话", "与户主关系", "出生日期", "居住情况", "备注"], ignored: ["序号", "政治面貌"], never_stored: ["身份证号"], rows: 62, passed_over: 3 },
  { name: "5号楼", state: "read", header_row: 1, understood: ["楼栋", "房间号", "户主", "手机"], ignored: [], never_stored: [], rows: 24, passed_over: 1 },
  { name: "旧表", state: "hidden", header_row: null, understood: [], ignored: [], never_stored: [], rows: 0, passed_over: 0 },
  { name: "Sheet3", state: "empty", header_row: null, understood: [], ignored: [], never_stored: [], rows: 0, passed_over: 0 },
  { name: "空表头", state: "header_only", header_row: 1, understood: ["楼号", "房号"], ignored: [], never_stored: [], rows: 0, passed_over: 0 },
  { name: "值班表", state: "no_header", header_row: null, understood: [], ignored: [], never_stored: [], rows: 0, passed_over: 12 },
];

function lines(): ImportLine[] {
  const at = { sheet: MAIN, building: "4", unit: "3" };
  const added = Array.from({ length: 31 }, (_, index): ImportLine => ({
    ...at, row: 31 + index, room: String(701 + index), name: index % 4 === 0 ? null : `新来${String(index)}`, adds: true,
    sets: [{ field: "tenancy", before: "", after: "rented" }, ...(index % 4 === 0 ? [] : [{ field: "phone", before: "", after: `1380000${String(2000 + index)}` }])],
  }));
  return [
    { ...at, row: 4, room: "301", name: "柳青青", adds: false, sets: [{ field: "phone", before: "13800000301", after: "13800000388" }] },
    { ...at, row: 5, room: "401", name: "乔木", adds: false, sets: [{ field: "born", before: "", after: "1988-05" }, { field: "tenancy", before: "", after: "owner" }] },
    { ...at, row: 6, room: "502", name: null, adds: false, sets: [{ field: "hardship", before: "", after: "true" }, { field: "words", before: "", after: "低保户" }] },
    ...added,
  ];
}

function report(world: RegisterWorld, applied: boolean): ImportReport {
  const rows = lines();
  const added = rows.filter((row) => row.adds).length;
  const changed = rows.length - added;
  const base = { applied, rows: 86, duplicate: 4, refused: REFUSED, refused_rows: REFUSED.length, sheets: SHEETS };
  const unchanged = 86 - 4 - REFUSED.length;
  if (world.imported) return { ...base, added: 0, changed: 0, unchanged, lines: [] };
  return { ...base, added, changed, unchanged: unchanged - rows.length, lines: rows };
}

/** The beginning of a file in base64, as text; a workbook begins with “PK”. */
function check(base64: string): void {
  const text = atob(base64.slice(0, 40));
  if (text.startsWith("header_only") || text.startsWith("empty_workbook") || text.startsWith("no_header")) throw new CommandFailure(text.trim(), "as the file says");
  if (!text.startsWith("PK")) throw new CommandFailure("not_a_workbook", "not an .xlsx file");
}

/** The answers. */
export const REGISTER_ANSWERS: Answers = {
  "import.preview": (world, { file }) => {
    check("base64" in file ? file.base64 : "");
    return [report(world, false), []];
  },
  "import.apply": (world, { file }) => {
    check("base64" in file ? file.base64 : "");
    const done = report(world, true);
    world.imported = true;
    return [done, ["homes", "sending"]];
  },
  "register.export": (_, { kind, format }) => {
    const names: Record<string, string> = { hazard: "隐患", patrol: "巡逻", home: "住户" };
    const bytes = new TextEncoder().encode("\ufeff样例,Jinshui\r\n");
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const media = format === "csv" ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return [{ name: `金水社区${names[kind] ?? ""}_2026-11-22.${format}`, media_type: media, base64, rows: 138 }, []];
  },
};
