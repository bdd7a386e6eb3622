//! The control: on this disk a plain SQLite loses commits with `synchronous=NORMAL`, and none with `FULL`.

use jinshui_disk::Disk;
use jinshui_tests::Chance;
use rusqlite::Connection;

use crate::folder;

/// Commits, with a power cut after each; how many of the cuts lost something.
fn losses(synchronous: &str) -> usize {
    let (here, mut chance) = (folder(), Chance::new(3));
    let disk = Disk::under(here.path());
    let store = Connection::open(here.path().join("plain.db")).unwrap();
    store.pragma_update(None, "journal_mode", "WAL").unwrap();
    store.pragma_update(None, "synchronous", synchronous).unwrap();
    store.execute_batch("CREATE TABLE one (number INTEGER PRIMARY KEY, text TEXT)").unwrap();
    let mut lost = 0;
    for number in 1..=60i64 {
        store.execute("INSERT INTO one VALUES (?, ?)", (number, "x".repeat(300))).unwrap();
        let there = folder();
        disk.cut().land(there.path(), &mut || chance.number());
        let after = Connection::open(there.path().join("plain.db")).unwrap();
        let checked: String = after.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(checked, "ok");
        let count = after.query_row("SELECT count(*) FROM one", [], |row| row.get::<_, i64>(0));
        lost += usize::from(count.ok() != Some(number));
    }
    lost
}

#[test]
fn a_power_cut_loses_what_was_not_synced_and_nothing_else() {
    assert_eq!(losses("FULL"), 0);
    let lost = losses("NORMAL");
    assert!(lost > 10, "with NORMAL only {lost} of 60 cuts lost anything");
}
