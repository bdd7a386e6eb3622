//! R3 for every deed: whatever is written, two values of every other field stand as they stood. The deeds are those of
//! `docs/concurrent.md`, on which every command that writes has to be.

use jinshui_core::Timestamp;
use jinshui_core::document::Edit;
use jinshui_core::schema::{self, Stored};

use crate::deed::Deed;
use crate::record::{deeds, edit_of, hands, kinds, states};
use crate::scene::Record;

/// A record on which two have set every field but these, each to something else, whatever it means.
fn clashed(record: &Record, but: &[String]) -> Record {
    let fields = |who: i64| {
        let scalars = schema::of(&record.kind).unwrap().scalars.iter();
        scalars.filter(|scalar| !but.iter().any(|key| key == scalar.key)).fold(
            Edit::new(&"x".into(), Timestamp(1)),
            |edit, scalar| match scalar.stored {
                Stored::Time => edit.set(scalar.key, jinshui_core::document::Value::Time(Timestamp(who))),
                Stored::Number => panic!("no number stands at the root"),
                Stored::Text(_) => edit.set(scalar.key, format!("{} {who}", scalar.key)),
            },
        )
    };
    let (mut here, mut there) = (record.reopened(), record.reopened());
    here.write(2, &fields(1)).unwrap();
    for change in there.write(3, &fields(2)).unwrap() {
        here.hear("x", &change);
    }
    here.reopened()
}

/// The keys that a deed writes, on a state in which it can be done; none where it cannot.
fn writes(deed: &Deed, record: &Record) -> Option<Vec<String>> {
    let edit = edit_of(deed, record, hands(&record.kind, deed)[0], 0, "d")?;
    let mut phone = record.reopened();
    let written = phone.write(9, &edit).ok()?;
    let keys = edit.keys().into_iter().map(str::to_owned).collect();
    record
        .clone()
        .take(hands(&record.kind, deed)[0], 9, &written)
        .ok()
        .filter(|()| !written.is_empty())
        .map(|()| keys)
}

#[test]
fn r3_every_deed_leaves_the_clashes_of_all_other_fields_standing() {
    let mut done = 0;
    for (kind, space) in kinds() {
        let mut states: Vec<_> = states(&kind, &space).into_iter().map(|(_, record)| record).collect();
        states.push(Record::blank(&kind, &space));
        for deed in deeds(&kind) {
            let can = states.iter().find_map(|state| Some((state, writes(&deed, state)?)));
            let (state, touched) = can.unwrap_or_else(|| panic!("{kind}: {} is never done", deed.name));
            let mut record = clashed(state, &touched);
            let stood: Vec<_> = others(&record, &touched);
            assert_eq!(
                stood.len(),
                schema::of(&kind).unwrap().scalars.len() - touched.len(),
                "{kind} {}",
                deed.name
            );
            let edit = edit_of(&deed, &record, hands(&kind, &deed)[0], 1, "d").unwrap();
            record.write(9, &edit).unwrap();
            assert_eq!(others(&record, &touched), stood, "{kind}: {}", deed.name);
            done += 1;
        }
    }
    assert!(done > 70, "{done} deeds");
}

/// The clashes of the fields that a deed does not touch.
fn others(record: &Record, touched: &[String]) -> Vec<String> {
    let clashes = record.document.clashes().into_iter();
    let others = clashes.filter(|(field, _)| !touched.iter().any(|key| key == field));
    others.map(|clash| format!("{clash:?}")).collect()
}
