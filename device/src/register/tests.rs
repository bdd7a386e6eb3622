//! The committed workbooks read as they are expected to, and no bytes whatever bring the reader down.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/workbooks")
}

fn workbooks() -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "xlsx")).collect();
    files.sort();
    files
}

fn preview(bytes: &[u8]) -> Value {
    match read(bytes) {
        Ok(register) => serde_json::to_value(register).unwrap(),
        Err(error) => json!({ "error": error.code() }),
    }
}

#[test]
fn committed_workbooks_read_as_expected() {
    assert!(workbooks().len() >= 9);
    for file in workbooks() {
        let read = preview(&std::fs::read(&file).unwrap());
        let beside = file.with_extension("expected.json");
        if std::env::var_os("JINSHUI_WRITE_EXPECTED").is_some() {
            std::fs::write(&beside, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_slice(&std::fs::read(&beside).unwrap()).unwrap();
        assert_eq!(read, expected, "{}", file.display());
    }
}

#[test]
fn every_row_is_good_or_duplicate_or_refused_and_no_card_and_no_hidden_row_gets_in() {
    let (mut why, mut total) = (BTreeSet::new(), 0);
    for file in workbooks() {
        let Ok(register) = read(&std::fs::read(&file).unwrap()) else { continue };
        let rows: u32 = register.sheets.iter().map(|sheet| sheet.rows).sum();
        let told = register.rows.len() + register.duplicates.len() + register.refused.len();
        assert_eq!(told, rows as usize, "{}", file.display());
        total += told;
        why.extend(register.refused.iter().map(|refused| refused.why.clone()));
        let text = serde_json::to_string(&register).unwrap();
        for absent in ["0000001958", "不该读到"] {
            assert!(!text.contains(absent), "{absent} in {}", file.display());
        }
    }
    assert!(total > 60 && why.len() >= 18, "{total} rows, refused for {why:?}");
}

/// A workbook of one sheet whose parts are given.
fn parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let with = |name: &str, default: &str| {
        let found = parts.iter().find(|(part, _)| *part == name);
        found.map_or_else(|| default.to_owned(), |(_, content)| (*content).to_owned())
    };
    let relation = |id: &str, of: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{of}" Target="{target}"/>"#
        )
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    for (name, content) in [
        ("_rels/.rels", relations(relation("a", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations(relation("a", "worksheet", "worksheets/sheet1.xml"))),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#
                .into(),
        ),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>".into()),
        ("xl/styles.xml", "<styleSheet/>".into()),
        ("xl/sharedStrings.xml", "<sst/>".into()),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(with(name, &content).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(cells: &str) -> String {
    format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")
}

fn words(at: &str, words: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}

fn headed(rows: &str) -> String {
    let heading: String = [("A1", "楼号"), ("B1", "房号"), ("C1", "姓名"), ("D1", "电话")]
        .map(|(at, said)| words(at, said))
        .concat();
    sheet(&format!("<row>{heading}</row>{rows}"))
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let zeros = "0".repeat(80 << 20);
    let name = "n".repeat(60_000);
    let fonts = format!(
        r#"<styleSheet><fonts><font><name val="{name}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        r#"<xf fontId="0"/>"#.repeat(20_000)
    );
    let sheets = format!(
        r#"<workbook xmlns:r="r"><sheets>{}</sheets></workbook>"#,
        r#"<sheet name="S" r:id="a"/>"#.repeat(300)
    );
    let target = format!(
        r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="{name}"/></Relationships>"#
    );
    let text = "字".repeat(30_000);
    let shared = format!("<sst><si><t>{text}</t></si></sst>");
    let named: String =
        (2..3_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let wide = headed(&format!("<row>{}</row>", words("ZZ2", "3")));
    let many: String =
        (2..50_100).map(|row| format!(r#"<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>"#)).collect();
    for (what, bytes) in [
        ("unpacked", parts(&[("xl/worksheets/sheet1.xml", &zeros)])),
        ("unpacked", parts(&[("xl/sharedStrings.xml", &zeros)])),
        ("texts", parts(&[("xl/sharedStrings.xml", r#"<sst uniqueCount="4294967295"/>"#)])),
        ("styles", parts(&[("xl/styles.xml", &fonts)])),
        ("sheets", parts(&[("xl/workbook.xml", &sheets)])),
        ("relations", parts(&[("xl/_rels/workbook.xml.rels", &target)])),
        ("cells", parts(&[("xl/sharedStrings.xml", &shared), ("xl/worksheets/sheet1.xml", &headed(&named))])),
        ("columns", parts(&[("xl/worksheets/sheet1.xml", &wide)])),
        ("rows", parts(&[("xl/worksheets/sheet1.xml", &headed(&many))])),
    ] {
        assert!(bytes.len() < 2 << 20, "{what}: {} bytes", bytes.len());
        assert_eq!(read(&bytes), Err(RegisterError::TooLarge(what)));
    }
}

#[test]
fn a_merged_cell_over_a_million_rows_costs_no_more_than_the_rows_there_are() {
    let cells = format!("<row>{}{}</row>", words("A2", "3"), words("C2", "张示例"));
    let merges = r#"<mergeCell ref="A2:A1048576"/>"#.repeat(20_000);
    let sheet =
        headed(&cells).replace("</worksheet>", &format!("<mergeCells>{merges}</mergeCells></worksheet>"));
    let register = read(&parts(&[("xl/worksheets/sheet1.xml", &sheet)])).unwrap();
    assert_eq!(register.refused.len(), 1);
    assert_eq!(register.refused[0].why, Why::NoRoom);
}

#[test]
fn an_error_that_only_newer_programs_know_refuses_its_row_only() {
    let error = |at: &str| format!(r#"<c r="{at}" t="e"><v>#SPILL!</v></c>"#);
    let row = |row: u32, cells: String| format!(r#"<row r="{row}">{cells}</row>"#);
    let good = |row: u32| {
        [
            words(&format!("A{row}"), "3"),
            words(&format!("B{row}"), &row.to_string()),
            words(&format!("C{row}"), "张示例"),
        ]
        .concat()
    };
    let sheet = headed(
        &[
            row(2, good(2) + &error("D2")),
            row(3, good(3)),
            row(4, error("A4") + &good(4).replacen(&words("A4", "3"), "", 1)),
            row(5, good(5) + &error("D5")),
        ]
        .concat(),
    );
    let register = read(&parts(&[("xl/worksheets/sheet1.xml", &sheet)])).unwrap();
    let refused: Vec<_> = register
        .refused
        .iter()
        .map(|refused| (refused.at.row, refused.column.as_str(), refused.why.clone(), refused.value.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (2, "D", Why::ErrorCell, "#SPILL!"),
            (4, "A", Why::ErrorCell, "#SPILL!"),
            (5, "D", Why::ErrorCell, "#SPILL!")
        ]
    );
    assert_eq!(register.rows.len(), 1);
}

#[test]
fn what_is_no_workbook_says_so() {
    let compound = |inside: &[u8]| [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], inside].concat();
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, code) in [
        (b"".to_vec(), "not_a_workbook"),
        ("楼号,房号,姓名\n3,101,张示例\n".as_bytes().to_vec(), "not_a_workbook"),
        (b"PK\x03\x04".to_vec(), "not_a_workbook"),
        (compound(b"Workbook"), "old_format"),
        (compound(&encrypted), "locked_workbook"),
        (parts(&[("xl/workbook.xml", "<workbook/>")]), "not_a_workbook"),
        (parts(&[("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>")]), "not_a_workbook"),
        (parts(&[]), "empty_workbook"),
        (Workbook::new().save_to_buffer().unwrap(), "empty_workbook"),
    ] {
        let error = read(&bytes).unwrap_err();
        assert_eq!(error.code().code(), code, "{error}");
    }
    let error = read(&std::fs::read(folder().join("openpyxl-no-header.xlsx")).unwrap()).unwrap_err();
    assert!(error.to_string().contains("房号") && error.to_string().contains("姓名"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_of_chance_bring_nothing_down(mut bytes in proptest::collection::vec(any::<u8>(), 0..2_000), zip in any::<bool>()) {
        if zip {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        prop_assert!(read(&bytes).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// The parts of a real workbook, packed anew after some of their bytes were changed, removed or doubled.
    #[test]
    fn mutants_of_real_workbooks_bring_nothing_down(
        which in any::<prop::sample::Index>(),
        mutations in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..40, any::<u8>()), 1..12),
    ) {
        let bytes = std::fs::read(which.get(&workbooks())).unwrap();
        let mutant = mutant(&bytes, &mutations);
        if let Ok(register) = read(&mutant) {
            let rows: u32 = register.sheets.iter().map(|sheet| sheet.rows).sum();
            prop_assert_eq!(register.rows.len() + register.duplicates.len() + register.refused.len(), rows as usize);
        }
    }
}

type Mutation = (prop::sample::Index, prop::sample::Index, usize, u8);

fn mutant(bytes: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut part = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut part).unwrap();
        parts.push((file.name().unwrap().into_owned(), part));
    }
    for (part, at, length, byte) in mutations {
        let (_, content) = &mut parts[part.index(zip.len())];
        if content.is_empty() {
            continue;
        }
        let at = at.index(content.len());
        let to = (at + length).min(content.len());
        match byte % 4 {
            0 => content[at] = *byte,
            1 => drop(content.drain(at..to)),
            2 => {
                let doubled = content[at..to].to_vec();
                content.splice(at..at, doubled);
            }
            _ => {
                let digits = content[at..].iter().position(u8::is_ascii_digit);
                if let Some(digit) = digits {
                    content.splice(at + digit..=at + digit, *b"4294967295");
                }
            }
        }
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn same_rows(rows: &[RegisterRow]) -> Vec<RegisterRow> {
    let at = |row| At { sheet: "住户".to_owned(), row };
    rows.iter().zip(2..).map(|(row, number)| RegisterRow { at: at(number), ..row.clone() }).collect()
}

#[test]
fn what_was_read_and_written_reads_the_same_again() {
    for file in workbooks() {
        let Ok(register) = read(&std::fs::read(&file).unwrap()) else { continue };
        let again = read(&write(&register.rows).unwrap()).unwrap();
        assert_eq!(again.rows, same_rows(&register.rows), "{}", file.display());
        assert_eq!((again.refused, again.duplicates), (vec![], vec![]), "{}", file.display());
    }
}

fn of(codes: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(proptest::sample::select(codes).prop_map(str::to_owned))
}

fn a_row() -> impl Strategy<Value = RegisterRow> {
    let place = (
        "[1-9][0-9]?|[A-F]|金水花园[1-9]号楼|平房区",
        "|[1-4]|东",
        "[1-9][0-9]{2,3}|0[1-9]0[1-9]|[1-9]0[1-9]A|东户",
    )
        .prop_map(|(building, unit, room)| Place { building, unit, room });
    let phone = || proptest::option::of("1[3-9][0-9]{9}|0546-8[0-9]{6}|010-6[0-9]{7}");
    let day = |years: std::ops::Range<u32>| {
        proptest::option::of(
            (years, "(-0[1-9](-[12][0-8]|-0[1-9])?)?").prop_map(|(year, rest)| format!("{year}{rest}")),
        )
    };
    let care = proptest::array::uniform4(any::<Option<bool>>())
        .prop_map(|[elder_alone, hardship, disabled, child]| Care { elder_alone, hardship, disabled, child });
    let person = (
        "[张王李赵欧阳][示样虚假]{1,2}|Anna Example|阿里·示例",
        of(&["head", "spouse", "child", "parent", "tenant", "other"]),
        phone(),
        of(&["male", "female"]),
        day(1930..2000),
        day(2000..2020),
        day(2020..2027),
    )
        .prop_map(|(name, relation, phone, sex, born, moved_in, moved_out)| Person {
            name,
            relation,
            phone,
            sex,
            born,
            moved_in,
            moved_out,
        });
    let remark = proptest::option::of("[=+@'养狗说明，。；：a-z0-9]{1,9}( |\n)?[每周探望（）]{1,40}");
    (
        place,
        of(&["owner", "rented", "vacant", "business"]),
        proptest::option::of("[张王李][示样]{1,2}|示例公司"),
        phone(),
        care,
        proptest::option::of(person),
        remark,
    )
        .prop_map(|(place, tenancy, owner, owner_phone, care, person, remark)| RegisterRow {
            at: At::default(),
            place,
            tenancy,
            owner,
            owner_phone,
            care,
            person,
            remark,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_we_write_reads_the_same(rows in proptest::collection::vec(a_row(), 1..40)) {
        // A home and a person once each: what rows say of one another is not what this is about.
        let mut homes = BTreeSet::new();
        let rows: Vec<_> = rows.into_iter().filter(|row| homes.insert(row.place.clone())).collect();
        let again = read(&write(&rows).unwrap()).unwrap();
        prop_assert_eq!(again.refused, vec![]);
        prop_assert_eq!(again.rows, same_rows(&rows));
    }
}
