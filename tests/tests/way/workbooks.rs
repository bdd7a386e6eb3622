//! The committed workbooks through the real binary: each row is taken, said again, or refused with its place and why; twice changes
//! nothing; and what is no register says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jinshui_tests::{Community, Hub, Phone, repository};
use serde_json::{Value, json};

use crate::seen::{assert_whole, homes};

/// A building that the office forgot in its community, so that its rows are refused for that.
const FORGOTTEN: &str = "A";

fn folder() -> PathBuf {
    repository().join("tests/workbooks")
}

/// The workbooks that hold a register, with what is expected of reading them; and those that do not, with their code.
fn workbooks() -> (Vec<(PathBuf, Value)>, Vec<(PathBuf, String)>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "xlsx")) {
        let expected = std::fs::read(file.with_extension("expected.json")).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        match expected["error"].as_str() {
            Some(code) => bad.push((file, code.to_owned())),
            None => good.push((file, expected)),
        }
    }
    (good, bad)
}

/// The community that these workbooks are about, but for the forgotten building.
fn community(workbooks: &[(PathBuf, Value)]) -> Community {
    let mut community = Community::new();
    let rows = workbooks.iter().flat_map(|(_, expected)| expected["rows"].as_array().unwrap());
    let text = |row: &Value, key: &str| row["place"][key].as_str().unwrap().to_owned();
    let places: BTreeSet<(String, String)> =
        rows.map(|row| (text(row, "building"), text(row, "unit"))).collect();
    for (building, unit) in places.iter().filter(|(building, _)| building != FORGOTTEN) {
        community.area(building, unit);
    }
    community
}

fn import(phone: &Phone, file: &Path, how: &str) -> Value {
    let report = phone.run(&["import", &file.display().to_string(), how]).unwrap();
    let number = |key: &str| report[key].as_u64().unwrap();
    let parts = ["added", "changed", "unchanged", "duplicate", "refused_rows"].map(number);
    assert_eq!(number("rows"), parts.iter().sum::<u64>(), "{}: {parts:?}", file.display());
    assert_eq!(report["applied"], json!(how == "--apply"));
    report
}

/// Where and why, of everything that was refused.
fn refused(report: &Value, column: &str) -> BTreeSet<(String, u64, String, String)> {
    let all = report["refused"].as_array().unwrap().iter();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let told = |one: &Value| {
        let heading = text(one, column);
        let heading = if heading.is_empty() { text(one, "column") } else { heading };
        (text(one, "sheet"), one["row"].as_u64().unwrap(), heading, text(one, "why"))
    };
    all.map(told).collect()
}

#[test]
fn every_row_of_the_committed_workbooks_is_taken_or_refused_with_its_place_and_why() {
    let (workbooks, _) = workbooks();
    assert!(workbooks.len() >= 5);
    let hub = Hub::of(&community(&workbooks).workbook());
    let office = Phone::named("周示例", &hub);
    let (mut rows, mut whys) = (0, BTreeSet::new());
    for (file, expected) in &workbooks {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let before = office.status();
        let preview = import(&office, file, "--preview");
        assert_eq!(office.status(), before, "{name}: a preview writes nothing");
        let count = |key: &str| expected[key].as_array().unwrap().len() as u64;
        assert_eq!(preview["rows"], json!(count("rows") + count("duplicates") + count("refused")), "{name}");
        assert_eq!(preview["duplicate"], json!(count("duplicates")), "{name}");

        // What reading refuses is refused here with the same words, and besides only the building that is not there.
        let (read, told) = (refused(expected, "heading"), refused(&preview, "column"));
        assert!(told.is_superset(&read), "{name}: {:?}", read.difference(&told));
        let besides: Vec<_> = told.difference(&read).collect();
        assert!(besides.iter().all(|(.., why)| why == "unknown_place"), "{name}: {besides:?}");
        let forgotten = expected["rows"].as_array().unwrap().iter();
        let forgotten: BTreeSet<u64> = forgotten
            .filter(|row| row["place"]["building"] == FORGOTTEN)
            .map(|row| row["row"].as_u64().unwrap())
            .collect();
        assert_eq!(besides.iter().map(|(_, row, ..)| *row).collect::<BTreeSet<_>>(), forgotten, "{name}");

        let applied = import(&office, file, "--apply");
        for key in ["rows", "added", "changed", "unchanged", "duplicate", "refused_rows", "refused", "lines"]
        {
            assert_eq!(applied[key], preview[key], "{name}: {key} as the preview said");
        }
        let written = office.status();
        let again = import(&office, file, "--apply");
        assert_eq!(
            (&again["added"], &again["changed"]),
            (&json!(0), &json!(0)),
            "{name}: {:#}",
            again["lines"]
        );
        assert_eq!(office.status(), written, "{name}: the second time writes nothing");
        rows += preview["rows"].as_u64().unwrap();
        whys.extend(told.into_iter().map(|(.., why)| why));
    }
    assert!(rows > 60 && whys.len() >= 12, "{rows} rows, refused for {whys:?}");

    // The hub takes every one of them, and another phone of the office shows the same.
    assert_eq!(office.sync()["refused"], 0);
    let second = Phone::named("周示例", &hub);
    second.sync();
    let seen = homes(&office);
    assert!(seen.len() >= 20, "{} homes", seen.len());
    assert_eq!(seen, homes(&second));
    [&office, &second].into_iter().for_each(assert_whole);
    println!(
        "workbooks: {} files, {rows} rows, {} homes, refused for {} reasons",
        workbooks.len(),
        seen.len(),
        whys.len()
    );
}

#[test]
fn what_is_no_register_ends_with_its_code_and_writes_nothing() {
    let hub = Hub::start();
    let office = Phone::of("office-1", &hub);
    let before = office.status();
    let (_, mut bad) = workbooks();
    assert!(bad.iter().any(|(_, code)| code == "empty_workbook"));
    assert!(bad.iter().any(|(_, code)| code == "header_only"));
    let scraps = tempfile::tempdir().unwrap();
    let mut scrap = |name: &str, bytes: &[u8], code: &str| {
        std::fs::write(scraps.path().join(name), bytes).unwrap();
        bad.push((scraps.path().join(name), code.to_owned()));
    };
    scrap("words.xlsx", "这不是表格".as_bytes(), "not_a_workbook");
    scrap("nothing.xlsx", b"", "not_a_workbook");
    scrap("old.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0], "old_format");
    let whole = std::fs::read(folder().join("openpyxl-office.xlsx")).unwrap();
    scrap("cut.xlsx", &whole[..whole.len() / 2], "not_a_workbook");
    bad.push((PathBuf::from("/no/such/file.xlsx"), "not_a_workbook".to_owned()));
    bad.push((PathBuf::from("/proc"), "not_a_workbook".to_owned()));
    for (file, code) in &bad {
        for how in ["--preview", "--apply"] {
            let path = file.display().to_string();
            let output = office.command(&["import", &path, how]).output().unwrap();
            assert_eq!(output.status.code(), Some(1), "{path}");
            assert!(output.stdout.is_empty(), "{path}");
            let failed = office.run(&["import", &path, how]).unwrap_err();
            assert_eq!(&failed.code, code, "{path}: {}", failed.message);
            assert!(!failed.message.is_empty(), "{path}");
        }
    }
    assert_eq!(office.status(), before);
    assert_eq!(
        Phone::of("volunteer-17-1", &hub).run(&["import", "x.xlsx", "--apply"]).unwrap_err().code,
        "not_allowed"
    );
    println!("workbooks: {} files that hold no register, each with its code", bad.len());
}
