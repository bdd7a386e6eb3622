//! A filter on its way to SQL: conditions with their values, joined by AND. Knows no kind of record.

use jinshui_core::projection::{Sought, sought};
use rusqlite::ToSql;

/// Conditions with their values.
#[derive(Default)]
pub(super) struct Conditions {
    sql: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    pub(super) fn add(&mut self, sql: &str, values: Vec<Box<dyn ToSql>>) {
        self.sql.push(sql.to_owned());
        self.values.extend(values);
    }

    /// The column holds one of these codes; no codes ask nothing.
    pub(super) fn add_any<T: AsRef<str>>(&mut self, column: &str, codes: &[T]) {
        if !codes.is_empty() {
            self.add(&format!("{column} IN (SELECT value FROM json_each(?))"), vec![json(codes)]);
        }
    }

    /// The record has every word that was typed. `one` makes the condition of a single word.
    pub(super) fn add_words(
        &mut self,
        typed: Option<&str>,
        one: impl Fn(&Sought) -> (String, Vec<Box<dyn ToSql>>),
    ) {
        match sought(typed.unwrap_or_default()) {
            Some(words) => words.iter().map(one).for_each(|(sql, values)| self.add(&sql, values)),
            None => self.add("0", vec![]),
        }
    }

    /// Something of the record waits on this device.
    pub(super) fn add_unsent(&mut self, document: &str) {
        self.add(&waits(document), vec![]);
    }

    pub(super) fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }

    pub(super) fn text(&self) -> String {
        if self.sql.is_empty() { "1".to_owned() } else { self.sql.join(" AND ") }
    }
}

/// Whether a row is not at an end, as SQL: it stands elsewhere, or two values stand there, of which one may be shown by chance. Until
/// somebody has chosen it is nobody's to forget.
pub(super) fn not_at(table: &str, column: &str, end: &str) -> String {
    format!("({table}.{column} <> '{end}' OR {})", stand_two(table, column))
}

/// Whether two values stand in a field, as SQL.
pub(super) fn stand_two(table: &str, field: &str) -> String {
    format!("instr(' ' || {table}.clashes || ' ', ' {field} ') > 0")
}

/// Whether something of a document waits on this device, as SQL.
pub(super) fn waits(document: &str) -> String {
    format!("({document} IN (SELECT document FROM outbox) OR {document} IN (SELECT document FROM upload))")
}

/// A row is found by a word: in its text, or by the initials of pinyin. `table` is the alias of the row's table.
pub(super) fn found(table: &str, index: &str, word: &Sought) -> (String, Vec<Box<dyn ToSql>>) {
    let text = format!("{table}.number IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)");
    match &word.letters {
        None => (text, vec![Box::new(word.phrase.clone())]),
        Some(letters) => (
            format!("({text} OR instr({table}.initials, ?) > 0)"),
            vec![Box::new(word.phrase.clone()), Box::new(letters.clone())],
        ),
    }
}

/// Texts as a JSON list, for `json_each`.
pub(super) fn json<T: AsRef<str>>(texts: &[T]) -> Box<dyn ToSql> {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    Box::new(serde_json::json!(texts).to_string())
}
