//! The community workbook: two sheets that an office fills in, 网格 (the grids) and 人员 (the people). Reading finds every
//! problem before it gives up, and says where each is and what to do.

mod grids;
mod people;
mod problem;
mod sheet;
mod template;
mod words;

use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use jinshui_core::community::Directory;

pub(crate) use problem::Problems;
pub(crate) use template::write as write_template;

use problem::Problem;
use sheet::Sheet;

/// The sheet of the grids.
const GRIDS: &str = "网格";
/// Its columns.
const GRID_COLUMNS: &[&str] = &["级别", "名称", "上级", "楼号", "单元"];
/// The sheet of the people.
const PEOPLE: &str = "人员";
/// Its columns.
const PEOPLE_COLUMNS: &[&str] = &["姓名", "称呼", "角色", "所在", "组", "党员"];

/// Reads a filled-in workbook.
pub(crate) fn read(file: &Path) -> Result<Directory, Problems> {
    let opened: Result<Xlsx<_>, _> = open_workbook(file);
    let mut book = opened.map_err(|error| {
        let why = format!("{} 打不开 (cannot be opened: {error})", file.display());
        Problems(vec![Problem::whole("", why, "请用 template 命令生成的 .xlsx 文件")])
    })?;
    let mut problems = Vec::new();
    let mut open = |name: &str, columns: &[&str]| match book.worksheet_range(name) {
        Ok(range) => Sheet::read(name, columns, &range, &mut problems),
        Err(_) => {
            let todo = "请用 template 命令生成的表，不要改工作表的名字";
            problems.push(Problem::whole(name, "没有这张工作表 (no such sheet)".to_owned(), todo));
            Sheet::default()
        }
    };
    let (grid_rows, people_rows) = (open(GRIDS, GRID_COLUMNS), open(PEOPLE, PEOPLE_COLUMNS));
    let grids = grids::read(&grid_rows, &mut problems);
    let people = people::read(&people_rows, &grids, &mut problems);
    if problems.is_empty() {
        Ok(Directory::new(0, grids.into_nodes(), people))
    } else {
        Err(Problems(problems))
    }
}

#[cfg(test)]
mod tests;
