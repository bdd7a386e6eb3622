"""Writes the workbooks openpyxl-*.xlsx: registers with the mess that offices make. Everybody in them is made up."""

import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent
# A region that does not exist.
CARD = "000000195801010000"


def save(book, name):
    book.properties.creator = "made up"
    book.save(HERE / f"openpyxl-{name}.xlsx")


def office():
    """One sheet with nearly everything, and sheets that are not to be read."""
    book = Workbook()
    sheet = book.active
    sheet.title = "第一网格"
    sheet["A1"] = "金水社区住户登记表（示例，人名皆虚构）"
    sheet.merge_cells("A1:P1")
    sheet["A2"] = "填表单位：金水社区"
    sheet.append([
        "序号", "楼 号", "单元\n号", "房号（必填）", "户主姓名", "*姓 名", "与户主\n关系", "性别", "出生年月",
        "联 系\n电 话（必填）", "身份证号", "住房性质", "入住时间", "独居老人", "备注", "微信",
    ])
    rows = [
        # 4: place and head merged over three rows
        [1, "3号楼", "1单元", 101, "张示例", "张示例", "户主", "男", "1958年3月", 13800000001, CARD, "自住", "2003.5", "否", None, "zhang"],
        [2, None, None, None, None, "王样本", "妻", "女", "1960-07-02", "138 0000 0002", None, None, datetime.date(2003, 5, 1), None, None, None],
        [3, None, None, None, None, "张虚构", "儿子", "男", 31079, "+86 138-0000-0003", None, None, "20030501", None, "在外地上学", None],
        # 7: place left blank below, not merged
        [4, "３号楼", "１", "１０２", "李假设", "李假设", "户主", "男", "1949", "0546-8000001", None, "出租", None, None, None, None],
        [5, None, None, None, None, "赵试样", "租户", "女", datetime.date(1992, 11, 30), "13800000005/13800000006", None, None, "2021/03/05", None, None, None],
        # 9: float room, number stored as text, a telephone with a word
        [6, 3.0, 1.0, 201.0, None, "钱 某", "本人", "女", "1941", "13800000007（女儿）", None, "自有", "1999年", "√", "每周探望", None],
        # 10: a vacant home, said by the name cell
        [7, "3", "1", "202", None, "空置", None, None, None, None, None, None, None, None, None, None],
        # 11: an unknown relation and an unknown tenancy are kept in the remark
        [8, "3", "2", "101", "孙某甲", "孙某乙", "儿媳", "女", "1985.12", 1.39E10, None, "借住", None, None, None, None],
        # 12: empty row
        [],
        # 13: no place, and none right above
        [9, None, None, None, None, "周某丙", None, "男", None, "13800000009", None, None, None, None, None, None],
        # 14: error cell, 15: bad telephone, 16: bad date, 17: card number in the remark, 18: among the telephones
        [10, "3", "2", "102", None, "吴某丁", None, "男", None, "#N/A", None, None, None, None, None, None],
        [11, "3", "2", "201", None, "郑某戊", None, "女", None, "138****0010", None, None, None, None, None, None],
        [12, "3", "2", "202", None, "冯某己", None, "女", "2021-02-30", "13800000012", None, None, None, None, None, None],
        [13, "3", "2", "301", None, "陈某庚", None, "男", None, None, None, None, None, None, f"证件 {CARD} 已核", None],
        [14, "3", "2", "302", None, "褚某辛", None, "男", None, "000000 19580101 000X", None, None, None, None, None, None],
        # 19: a date in a place that the table program made of 3-2
        [15, "3", "2", datetime.date(2026, 3, 2), None, "卫某壬", None, "男", None, None, None, None, None, None, None, None],
        # 20: sum, 21: the heading again, as on the next page
        ["小计", None, None, None, None, 15, None, None, None, None, None, None, None, None, None, None],
        ["序号", "楼号", "单元号", "房号（必填）", "户主姓名", "姓名", "与户主关系", "性别", "出生年月", "联系电话（必填）", "身份证号",
         "住房性质", "入住时间", "独居老人", "备注", "微信"],
        # 22: the same again; 23: the same with more; 24: something else; 25: another tenancy of the same home
        [16, "3", "1", "101", None, "张示例", "户主", "男", "1958-03", "13800000001", None, "自住", None, None, None, None],
        [17, "3", "1", "101", None, "王样本", "配偶", "女", None, None, None, None, None, None, "会修锁", None],
        [18, "3", "1", "101", None, "张虚构", "儿子", "男", None, "13800000018", None, None, None, None, None, None],
        [19, "3", "1", "101", None, "蒋某癸", "其他", "男", None, None, None, "出租", None, None, None, None],
        # 26: numbered in advance, 27: no room, 28: two names, 29: too long, 30: neither yes nor no, 31: no sex
        [20],
        [21, "3", "2", None, None, "沈某子", None, "男", None, None, None, None, None, None, None, None],
        [22, "3", "2", "401", None, "韩某丑、杨某寅", None, "男", None, None, None, None, None, None, None, None],
        [23, "3", "2", "402", None, "长" * 41, None, None, None, None, None, None, None, None, None, None],
        [24, "3", "2", "501", None, "朱某卯", None, "男", None, None, None, None, None, "待定", None, None],
        [25, "3", "2", "502", None, "秦某辰", None, "不男", None, None, None, None, None, None, None, None],
        # 32: born after the household moved in, which is no fault
        [26, "3", "2", "503", None, "尤某巳", None, "男", "2010", None, None, None, "2005", None, None, None],
        # 33: nothing in many words
        [27, "3", "2", "0601", None, "许某午", "户主", "女", "1970-01", "无", None, "无", "不详", "无", "无", None],
        # 34: nobody, but a sex; 35: not a name; 36: a room as long as a sentence
        [28, "3", "2", "602", None, None, None, "男", None, None, None, None, None, None, None, None],
        [29, "3", "2", "603", None, "12345", None, None, None, None, None, None, None, None, None, None],
        [30, "3", "2", "六层" * 31, None, "张某酉", None, None, None, None, None, None, None, None, None, None],
        [],
        ["合计", None, None, None, None, "共27人", None, None, None, None, None, None, None, None, None, None],
        ["填表人：何某未          审核人：吕某申          日期：2026年3月1日"],
    ]
    for row in rows:
        sheet.append(row)
    for letter in "BCDE":
        sheet.merge_cells(f"{letter}4:{letter}6")

    empty = book.create_sheet("空表")
    empty["C3"] = "　 "
    notes = book.create_sheet("说明")
    notes["A1"] = "本表由社区填写"
    notes["A2"] = "每月更新一次"
    for name, state in (("旧表", "hidden"), ("底稿", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden.append(["楼号", "房号", "姓名"])
        hidden.append(["9", "909", "不该读到"])
        hidden.sheet_state = state
    chart = book.create_chartsheet("图")
    chart.add_chart(BarChart())
    save(book, "office")


def addresses():
    """One column says where, in every spelling; two telephone columns, categories."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["居民信息采集"])
    sheet.append(["居民姓名", "现 居 住 地 址", "手机号码", "固定电话", "人员类别", "租住情况", "房东", "房东电话"])
    rows = [
        ["张示例", "3号楼2单元501室", "13800000101", "0546 8000101", None, "自住", None, None],
        ["王样本", "３号楼２单元５０２", 13800000102, None, "空巢老人、低保户", None, None, None],
        ["李假设", "3-2-601", None, None, "残疾人", "租房", "钱某", "（0546）8000102"],
        ["赵试样", "三号楼二单元602", None, None, "普通居民", None, None, None],
        ["孙某甲", "金水社区 12栋 1203", None, None, "退役军人，独居", None, None, None],
        ["周某乙", "A座—1—301", None, None, None, None, None, None],
        ["吴某丙", "4#1-101", None, None, "留守儿童", None, None, None],
        ["郑某丁", "金水花园5号楼1单元101", None, None, None, None, None, None],
        # 11: below, without a place of its own
        ["郑某戊", None, None, None, None, None, None, None],
        # 12: not an address, 13: below it, 14: no room
        ["冯某己", "金水路东头", None, None, None, None, None, None],
        ["冯某庚", None, None, None, None, None, None, None],
        ["陈某辛", "3号楼2单元", None, None, None, None, None, None],
        # 15: nobody, but an owner
        [None, "3号楼2单元701", None, None, None, "空房", "褚某壬", 13800000115],
        # 16: written as a landline with its last digit lost
        ["卫某癸", "3-2-702", "1380000011", None, None, None, None, None],
        # 17: a person twice, with other spellings
        ["张示例", "3栋2单元501", "138-0000-0101", "0546-8000101", None, "自有住房", None, None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    save(book, "addresses")


def buildings():
    """A sheet a building, a heading of two lines, dates counted from 1904."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for building in (7, 8):
        sheet = book.create_sheet(f"{building}号楼")
        sheet.append([f"{building}号楼住户台账"])
        sheet.append(["单元", "室号", "户主", None, "房主", None, "出生日期", "入住日期", "搬离日期", "关爱", None])
        sheet.append([None, None, "姓名", "电话", "姓名", "电话", None, None, None, "低保", "残疾"])
        sheet.append([1, 101, "张示例", 13800000201, "张示例", "13800000201", datetime.date(1958, 3, 5), 31170, None, "是", "否"])
        sheet.append([1, 102, "王样本", "8000202", "李假设", "0546-8000203", "1980年", datetime.date(2020, 3, 1), "至今", "×", "肢体三级"])
        sheet.append([2, "101 ", "赵试样", None, None, None, None, "2020-05", "2019-01", None, None])
        sheet.append([2, "2-102", "钱某", None, "本人", None, None, None, datetime.datetime(2024, 6, 30, 8, 30), None, None])
        sheet["H5"].number_format = 'yyyy"年"m"月"'
        for cells in ("A1:K1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3", "H2:H3", "I2:I3", "J2:K2"):
            sheet.merge_cells(cells)
    save(book, "buildings")


def edges():
    """What is no register at all."""
    book = Workbook()
    book.active.append(["住户登记表"])
    book.active.append(["楼号", "单元", "房号", "姓名"])
    save(book, "header-only")
    save(Workbook(), "empty")
    book = Workbook()
    book.active.append(["日期", "收入", "支出"])
    book.active.append(["2026-01-01", 100, 20])
    save(book, "no-header")


office()
addresses()
buildings()
edges()
