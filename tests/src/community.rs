//! Workbooks as an office fills them in: the community's own with its grids and people, and plain tables.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

const GRID_COLUMNS: &[&str] = &["级别", "名称", "上级", "楼号", "单元"];
const PEOPLE_COLUMNS: &[&str] = &["姓名", "称呼", "角色", "所在", "组", "党员"];
/// The one grid of such a community.
const GRID: &str = "第1网格";

/// A community of one grid, with stairwells and people.
pub struct Community {
    grids: Vec<Vec<String>>,
    people: Vec<Vec<String>>,
    folder: TempDir,
    written: usize,
}

impl Default for Community {
    fn default() -> Self {
        Community::new()
    }
}

impl Community {
    /// A grid without stairwells, and the one person of the office, 周示例.
    ///
    /// # Panics
    /// Where there is no room for it.
    #[must_use]
    pub fn new() -> Self {
        let mut community =
            Community { grids: vec![], people: vec![], folder: tempfile::tempdir().unwrap(), written: 0 };
        for row in [
            ["社区", "样板社区", ""],
            ["党建网格", "第1党建网格", "样板社区"],
            ["治安网格", GRID, "第1党建网格"],
        ] {
            community.grids.push(row.map(str::to_owned).to_vec());
        }
        community.person("周示例", "社区", "样板社区");
        community
    }

    /// A stairwell, or a whole building where the unit is empty. Gives its name.
    pub fn area(&mut self, building: &str, unit: &str) -> String {
        let name = if unit.is_empty() {
            format!("{building}号楼")
        } else {
            format!("{building}号楼{unit}单元")
        };
        self.grids.push(["楼栋单元", &name, GRID, building, unit].map(str::to_owned).to_vec());
        name
    }

    /// A person's post; the same name again is the same person's next one.
    pub fn person(&mut self, name: &str, role: &str, at: &str) {
        self.people.push([name, name, role, at, "", "否"].map(str::to_owned).to_vec());
    }

    /// A person who patrols the grid.
    pub fn walker(&mut self, name: &str, role: &str) {
        self.person(name, role, GRID);
    }

    /// A post goes to somebody else.
    pub fn hands_over(&mut self, from: &str, to: &str, at: &str) {
        for row in self.people.iter_mut().filter(|row| row[0] == from && row[3] == at) {
            (row[0], row[1]) = (to.to_owned(), to.to_owned());
        }
    }

    /// Writes the workbook; a new file each time.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn workbook(&mut self) -> PathBuf {
        self.written += 1;
        let path = self.folder.path().join(format!("community-{}.xlsx", self.written));
        let headed = |columns: &[&str], rows: &[Vec<String>]| {
            let heading = columns.iter().map(|column| (*column).to_owned()).collect();
            std::iter::once(heading).chain(rows.iter().cloned()).collect::<Vec<Vec<String>>>()
        };
        let sheets =
            [("网格", headed(GRID_COLUMNS, &self.grids)), ("人员", headed(PEOPLE_COLUMNS, &self.people))];
        save(&path, &sheets);
        path
    }
}

/// Writes a workbook of one sheet.
///
/// # Panics
/// Where it cannot be written.
pub fn table(path: &Path, rows: &[Vec<String>]) {
    save(path, &[("住户", rows.to_vec())]);
}

fn save(path: &Path, sheets: &[(&str, Vec<Vec<String>>)]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (at, row) in (0u32..).zip(rows) {
            sheet.write_row(at, 0, row.iter().map(String::as_str)).unwrap();
        }
    }
    book.save(path).unwrap();
}
