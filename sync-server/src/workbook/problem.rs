//! What is wrong with a workbook: where, why, and what to do about it.

use std::fmt;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    sheet: String,
    /// The row as the table program counts it; none where it is the sheet's own problem.
    row: Option<usize>,
    column: Option<&'static str>,
    why: String,
    todo: String,
}

impl Problem {
    /// A problem of one cell.
    pub(super) fn cell(
        sheet: &str,
        row: usize,
        column: &'static str,
        why: impl Into<String>,
        todo: impl Into<String>,
    ) -> Self {
        let (sheet, why, todo) = (sheet.to_owned(), why.into(), todo.into());
        Problem { sheet, row: Some(row), column: Some(column), why, todo }
    }

    /// A problem of a whole sheet or file.
    pub(super) fn whole(sheet: &str, why: String, todo: impl Into<String>) -> Self {
        Problem { sheet: sheet.to_owned(), row: None, column: None, why, todo: todo.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(f, "「{}」", self.sheet)?;
        }
        if let Some(row) = self.row {
            write!(f, "第 {row} 行")?;
        }
        if let Some(column) = self.column {
            write!(f, "「{column}」列")?;
        }
        write!(f, "：{}。{}", self.why, self.todo)
    }
}

/// Every problem of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problems(pub(super) Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "表格里有 {} 处要改 (problems to correct); 什么都没有写入 (nothing was written):",
            self.0.len()
        )?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}
