//! Whether a store's file is sound, as SQLite and SQLCipher see it.

use std::path::Path;

use rusqlite::Connection;

/// Checks `<name>.db` in a folder with the key beside it: every page's MAC, and the structure of every table and index.
///
/// # Panics
/// Where anything is found.
pub fn sound(folder: &Path, name: &str) {
    let path = folder.join(format!("{name}.db"));
    let key = std::fs::read_to_string(folder.join(format!("{name}.key"))).unwrap();
    let store = Connection::open(&path).unwrap();
    store.pragma_update(None, "key", format!("x'{}'", key.trim())).unwrap();
    let found = |pragma: &str| -> Vec<String> {
        let mut statement = store.prepare(&format!("PRAGMA {pragma}")).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(|row| row.unwrap()).collect()
    };
    assert_eq!(found("integrity_check"), ["ok"], "{}", path.display());
    assert!(found("cipher_integrity_check").is_empty(), "{}", path.display());
    assert!(found("foreign_key_check").is_empty(), "{}", path.display());
}
