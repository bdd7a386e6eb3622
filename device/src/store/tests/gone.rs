//! What goes is gone: not only from the tables, also from the indexes of search and from the write-ahead log.

use super::*;

const WORD: &str = "zqxwvbn";

/// Whether an index holds a word in any of its pages.
fn holds(phone: &Phone, index: &str, word: &str) -> bool {
    let sql = format!("SELECT block FROM {index}_data");
    let mut statement = phone.store.connection.prepare(&sql).unwrap();
    let blocks = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    blocks.into_iter().any(|block| block.unwrap().windows(word.len()).any(|part| part == word.as_bytes()))
}

#[test]
fn an_index_keeps_no_word_of_a_row_that_was_deleted() {
    let phone = phone("volunteer-17-1", 1);
    for index in ["hazard_search", "patrol_search", "home_search", "resident_search"] {
        let insert = format!("INSERT INTO {index} (rowid, text) VALUES (7, '{WORD}')");
        phone.store.connection.execute(&insert, []).unwrap();
        assert!(holds(&phone, index, WORD), "{index}: it is found where it is");
        phone.store.connection.execute(&format!("DELETE FROM {index} WHERE rowid = 7"), []).unwrap();
        assert!(!holds(&phone, index, WORD), "{index}");
    }
}

#[test]
fn what_was_dropped_is_not_in_the_write_ahead_log_any_more() {
    let mut author = phone("volunteer-17-2", 2);
    author.write(id(1), &report("volunteer-17-2"));
    let mut phone = phone("volunteer-17-1", 1);
    phone.hears(&Frame::Log { documents: log_of(&author.push(), "volunteer-17-2", 20), seq: 21 });
    let log = phone.home.path().join("store.db-wal");
    assert!(log.metadata().unwrap().len() > 0, "what is written stands there first");
    phone.hears(&Frame::Drop { spaces: vec![grid()] });
    assert_eq!(log.metadata().unwrap().len(), 0);
}
