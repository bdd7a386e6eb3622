//! What a store holds: rows and bytes over all its tables, the full-text index's own among them.

use std::path::Path;

use rusqlite::Connection;

use crate::Result;

/// Rows and the bytes of their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
}

/// Counts a device's store.
pub(crate) fn count(home: &Path) -> Result<Rows> {
    let connection = Connection::open(home.join("store.db"))?;
    let key = std::fs::read_to_string(home.join("store.key"))?;
    connection.pragma_update(None, "key", format!("x'{}'", key.trim()))?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
               AND name NOT LIKE 'sqlite_%'";
    let tables = connection
        .prepare(sql)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    let mut sum = Rows { rows: 0, bytes: 0 };
    for table in tables {
        let columns = connection
            .prepare("SELECT name FROM pragma_table_info(?)")?
            .query_map([&table], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        let lengths: Vec<_> =
            columns.iter().map(|name| format!("ifnull(length(CAST(\"{name}\" AS BLOB)), 0)")).collect();
        let sql = format!("SELECT count(*), ifnull(sum({}), 0) FROM \"{table}\"", lengths.join(" + "));
        let (rows, bytes): (u64, u64) =
            connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        sum.rows += rows;
        sum.bytes += bytes;
    }
    Ok(sum)
}
