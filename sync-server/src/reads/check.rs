//! Whether the chain of looks is whole: every row follows the one before it, and the last is the one that was written last.

use crate::store::{ChainedRead, ReadHead, Result, Store};

/// Rows looked at at a time.
const STEP: u32 = 2_000;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Checked {
    /// How many rows there are.
    pub(crate) rows: u64,
    /// The first that is not as it was written, or not there.
    pub(crate) broken: Option<u64>,
}

/// Goes through all of it.
pub(crate) async fn check(store: &dyn Store) -> Result<Checked> {
    let head = store.read_head().await?;
    let mut last = ReadHead { number: 0, hash: [0; 32] };
    loop {
        let page = store.reads_after(last.number, STEP).await?;
        if page.is_empty() {
            break;
        }
        match follow(last, &page) {
            Ok(next) => last = next,
            Err(broken) => return Ok(Checked { rows: head.number, broken: Some(broken) }),
        }
    }
    let whole = last == head;
    Ok(Checked { rows: head.number, broken: (!whole).then(|| last.number.min(head.number) + 1) })
}

/// Follows the chain from one row over the next ones; the number of the first that does not follow.
fn follow(mut last: ReadHead, rows: &[ChainedRead]) -> std::result::Result<ReadHead, u64> {
    for one in rows {
        let next = last.number + 1;
        if one.row.number != next || one.row.chained(&last.hash) != one.hash {
            return Err(next);
        }
        last = ReadHead { number: next, hash: one.hash };
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use jinshui_core::reads::{Read, ReadWhat};
    use jinshui_core::wire::Epoch;
    use jinshui_core::{DocumentId, Kind, Space, Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::store::NewReads;
    use crate::store::sqlite::SqliteStore;

    const ROWS: u128 = 10_000;

    fn look(n: u128) -> Read {
        Read {
            id: Uuid::from_u128(n),
            document: DocumentId(Uuid::from_u128(n % 300)),
            kind: Kind::Home,
            what: ReadWhat::Opened,
            at: Timestamp(1_790_000_000_000 + i64::try_from(n).unwrap()),
            purpose: "核实情况".to_owned(),
        }
    }

    async fn kept() -> (SqliteStore, Vec<ChainedRead>) {
        let store = SqliteStore::in_memory(Epoch(Uuid::from_u128(7))).unwrap();
        for batch in 0..10 {
            let reads = (batch * ROWS / 10..(batch + 1) * ROWS / 10).map(look).collect();
            let new = NewReads { member: "m".into(), device: "d".into(), at: Timestamp(1), reads };
            store.keep_reads(new).await.unwrap();
        }
        let rows = store.reads_after(0, 20_000).await.unwrap();
        (store, rows)
    }

    /// Another letter in the place of the one at `at`.
    fn flip_text(text: &mut String, at: usize) {
        let letters: Vec<char> = text.chars().collect();
        let at = at % letters.len().max(1);
        let other = |c: char| if c == 'x' { 'y' } else { 'x' };
        *text = letters.iter().enumerate().map(|(n, c)| if n == at { other(*c) } else { *c }).collect();
    }

    /// Flips a bit of one of the row's columns.
    fn flip(one: &mut ChainedRead, column: usize, at: usize) {
        let bit = |number: i64| number ^ (1 << (at % 40));
        let byte = |id: Uuid| {
            let mut bytes = id.into_bytes();
            bytes[at % 16] ^= 1 << (at % 8);
            Uuid::from_bytes(bytes)
        };
        let text = |text: &str| {
            let mut text = text.to_owned();
            flip_text(&mut text, at);
            text
        };
        let row = &mut one.row;
        match column % 12 {
            0 => row.number ^= 1 << (at % 40),
            1 => row.read.id = byte(row.read.id),
            2 => row.read.document = DocumentId(byte(row.read.document.0)),
            3 => row.read.kind = Kind::from_code(&text(row.read.kind.code())),
            4 => row.read.what = ReadWhat::from_code(&text(row.read.what.code())),
            5 => row.read.at = Timestamp(bit(row.read.at.0)),
            6 => flip_text(&mut row.read.purpose, at),
            7 => row.space = Space::parse(&text(&row.space.to_string())),
            8 => flip_text(&mut row.member.0, at),
            9 => flip_text(&mut row.device.0, at),
            10 => row.received_at = Timestamp(bit(row.received_at.0)),
            _ => one.hash[at % 32] ^= 1 << (at % 8),
        }
    }

    #[tokio::test]
    async fn s14_any_byte_of_ten_thousand_rows_that_is_changed_is_found() {
        let (store, rows) = kept().await;
        assert_eq!(check(&store).await.unwrap(), Checked { rows: 10_000, broken: None });
        let mut found = 0;
        for at in 0..rows.len() {
            let before = match at {
                0 => ReadHead { number: 0, hash: [0; 32] },
                _ => ReadHead { number: rows[at - 1].row.number, hash: rows[at - 1].hash },
            };
            let mut window = rows[at..rows.len().min(at + 2)].to_vec();
            assert!(follow(before, &window).is_ok());
            flip(&mut window[0], at, at / 12 * 7 + 3);
            found += usize::from(follow(before, &window) == Err(rows[at].row.number));
        }
        assert_eq!(found, rows.len(), "found at the very row");
        println!("s14: {found} of {} changed rows found", rows.len());
    }

    #[tokio::test]
    async fn s14_a_row_that_is_left_out_or_taken_off_the_end_is_found() {
        let (_, rows) = kept().await;
        let start = ReadHead { number: 0, hash: [0; 32] };
        let without = [&rows[..500], &rows[501..1_000]].concat();
        assert_eq!(follow(start, &without), Err(501));
        let swapped = [&rows[..10], &rows[11..12], &rows[10..11], &rows[12..20]].concat();
        assert_eq!(follow(start, &swapped), Err(11));
        let end = follow(start, &rows[..9_999]).unwrap();
        let head = follow(start, &rows).unwrap();
        assert_ne!(end, head, "the head of the chain says how far it went");
    }
}
