"""Writes the workbooks libreoffice-*.xlsx: flat OpenDocument sheets written here, calculated and saved as .xlsx by LibreOffice.

Everybody in them is made up.
"""

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
  office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
  <number:date-style style:name="D1"><number:year number:style="long"/><number:text>年</number:text><number:month/>
    <number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
  <number:date-style style:name="D2"><number:year number:style="long"/><number:text>年</number:text><number:month/>
    <number:text>月</number:text></number:date-style>
  <style:style style:name="day" style:family="table-cell" style:data-style-name="D1"/>
  <style:style style:name="month" style:family="table-cell" style:data-style-name="D2"/>
  <style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
"""
TAIL = "</office:spreadsheet></office:body></office:document>\n"


def text(words):
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n"))
    return f'<table:table-cell office:value-type="string"{{span}}>{paragraphs}</table:table-cell>'


def number(value):
    return f'<table:table-cell office:value-type="float" office:value="{value}"{{span}}/>'


def day(value, style="day"):
    return f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{value}"{{span}}/>'


def yes(value):
    return f'<table:table-cell office:value-type="boolean" office:boolean-value="{value}"{{span}}/>'


def formula(words):
    return f'<table:table-cell table:formula="of:={escape(words, {chr(34): "&quot;"})}"{{span}}/>'


def cell(value):
    if value is None:
        return "<table:table-cell/>"
    if value == "covered":
        return "<table:covered-table-cell/>"
    span = ""
    if isinstance(value, tuple):
        value, columns, rows = value
        span = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
    if isinstance(value, (int, float)):
        value = number(value)
    elif not value.startswith("<"):
        value = text(value)
    return value.replace("{span}", span)


def sheet(name, rows, hidden=False):
    style = ' table:style-name="hidden"' if hidden else ""
    lines = "".join("<table:table-row>" + "".join(cell(value) for value in row) + "</table:table-row>\n" for row in rows)
    return f'<table:table table:name="{name}"{style}>\n{lines}</table:table>\n'


def save(name, *sheets):
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / f"libreoffice-{name}.fods"
        flat.write_text(HEAD + "".join(sheets) + TAIL, encoding="utf-8")
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir"]
        subprocess.run([*command, str(HERE), str(flat)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


COVERED = "covered"


def ledger():
    """Formulas with their values, lines between that name the building, merged cells, dates that are dates."""
    rows = [
        [("金水社区住户台账（示例，人名皆虚构）", 9, 1)] + [COVERED] * 8,
        [],
        [None, "门牌号", "住户姓名", "关 系", "手 机", "性别", "出生年月日", "迁入日期", "说明"],
        # 4: a line between
        [("5号楼1单元", 9, 1)] + [COVERED] * 8,
        [1, (101, 1, 2), "张示例", "户主", 13800000301, "男", day("1958-03-05"), day("2003-05-01", "month"), None],
        [formula("[.A5]+1"), COVERED, "王样本", "配偶", "138.0000.0302", "女", day("1960-07-02"), None, None],
        # 7: the name and the telephone are calculated, 8 the room is #N/A, 9 the name is an error
        [formula("[.A6]+1"), 102, formula('"李"&"假设"'), "户主", formula("13800000300+3"), "男", "1949.10.1", 37000, None],
        [formula("[.A7]+1"), formula("NA()"), "赵试样", None, None, "女", None, None, None],
        [formula("[.A8]+1"), 202, formula("[.A1]/0"), None, None, "女", None, None, None],
        # 10: sum
        [None, "合　计", formula("COUNTA([.C5:.C9])"), None, formula("SUM([.A5:.A9])"), None, None, None, None],
        # 11: another line between, and the heading again
        [("５号楼２单元", 9, 1)] + [COVERED] * 8,
        [None, "门牌号", "住户姓名", "关 系", "手 机", "性别", "出生年月日", "迁入日期", "说明"],
        [6, "101", "钱某", "户主", "’13800000306", "女", "1975年12月31日", "2010年", "养一只狗\n常出差"],
        # 14: below, without a room; 15: with a telephone that is cut off
        [7, None, "孙某甲", "子", None, "男", None, None, None],
        [8, 102, "周某乙", None, 138000003, "男", None, None, None],
        # 16: a cell that is merged over two rooms' rows, of which the second has nobody
        [9, ("201", 1, 2), "吴某丙", "户主", "0546－8000309", "女", None, None, None],
        [10, COVERED, None, None, None, None, None, None, None],
        [],
        [("注：本表仅供测试，数据均为虚构。", 9, 1)] + [COVERED] * 8,
    ]
    old = [["楼号", "房号", "姓名"], ["9", "909", "不该读到"]]
    save("ledger", sheet("台账", rows), sheet("旧台账", old, hidden=True))


def households():
    """One row a household, the heading in the tenth row, yes and no in many ways."""
    titles = [["金水社区"], ["房屋及人员情况"], ["2026年"], [], [], ["网格：第3网格"], [], [], []]
    heading = ["栋号", "门洞", "房间号", "户主", "联系方式", "是否出租", "是否空置", "困难家庭", "空巢老人", "残疾人", "留守儿童", "关爱对象", "产权人", "其他"]
    rows = [
        ["A栋", "1", "301", "张示例", "13800000401", "否", "否", yes("false"), yes("true"), None, None, None, "张示例", None],
        ["A栋", "1", "302", "王样本", "13800000402", "是", "否", "√", "×", "Y", "n", None, "李假设", "合租三人"],
        ["A栋", "1", "303", None, None, "否", "是", None, None, None, None, None, "赵试样", None],
        ["A栋", "1", "304", "钱某", "13800000404", "经营", None, None, None, None, None, "独居/低保", None, None],
        ["A栋", "1", "305", "孙某甲", "13800000405", "可能", None, None, None, None, None, None, None, None],
        ["A栋", "无", "306", "周某乙（租户）", "13800000406", 1, 0, 0, 1, None, None, None, None, None],
        ["B栋", "2", "一层东户", "吴某丙", "见备注", None, None, None, None, None, None, None, None, None],
        ["B栋", "2", "东户", "郑某丁", "-", None, None, None, None, None, None, None, None, "电话白天打"],
        # 19: no building
        [None, "2", "201", "冯某戊", None, None, None, None, None, None, None, None, None, None],
    ]
    save("households", sheet("Sheet1", titles + [heading] + rows))


def hidden():
    """Everything is hidden but an empty sheet."""
    old = [["楼号", "房号", "姓名"], ["9", "909", "不该读到"]]
    save("hidden", sheet("空", [[]]), sheet("旧", old, hidden=True))


ledger()
households()
hidden()
