//! R19 for every deed: from the bytes of its change alone it can be read what somebody wrote, and somebody else can write it once more
//! under their own name.

use jinshui_core::clock::Timestamp;

use crate::record::{deeds, edit_of, hands, kinds, states};
use crate::scene::Record;

/// Fields that name who wrote and when; the one who writes it once more has their own.
const OWN: [&str; 5] = ["reporter", "reported_at", "leader", "started_at", "seen_at"];

fn but_own(record: &Record) -> Vec<String> {
    let all = record.fields().into_iter().filter(|(key, _)| !OWN.contains(key));
    all.map(|field| format!("{field:?}")).collect()
}

#[test]
fn r19_every_deed_is_told_from_its_bytes_and_can_be_written_once_more_by_somebody_else() {
    let (mut told, mut refiled) = (0, 0);
    for (kind, space) in kinds() {
        let mut states: Vec<_> = states(&kind, &space).into_iter().map(|(_, record)| record).collect();
        states.push(Record::blank(&kind, &space));
        for deed in deeds(&kind) {
            for state in &states {
                let by = hands(&kind, &deed)[0];
                if deed.begins() && !state.document.is_blank() {
                    continue;
                }
                let Some(edit) = edit_of(&deed, state, by, 0, "d") else { continue };
                let mut phone = state.reopened();
                let Ok(written) = phone.write(9, &edit) else { continue };
                let [change] = &written[..] else { continue };
                let retold = state.document.retell(1, change, &by.into()).unwrap();
                assert!(retold.whole, "{kind} {}", deed.name);
                // A field that had the value already is not written.
                let (said, meant) = (retold.edit.said(), edit.said());
                let read = said.lines().all(|line| meant.lines().any(|other| other == line));
                let quiet = edit.items.is_empty() && edit.words.is_none();
                assert!(
                    read && (quiet || said.is_empty() == meant.is_empty()),
                    "{kind} {}: {said} for {meant}",
                    deed.name
                );
                assert_eq!((&retold.edit.by, retold.edit.at), (&edit.by, edit.at), "{kind} {}", deed.name);
                told += 1;
                let later = Timestamp(edit.at.0 + 60_000);
                let Some(again) = retold.refiled(&"office-1".into(), later) else {
                    assert!(["photo", "move", "choose-place"].contains(&deed.name), "{kind} {}", deed.name);
                    continue;
                };
                let mut office = state.reopened();
                office.write(8, &again).unwrap();
                assert_eq!(but_own(&office), but_own(&phone), "{kind} {}", deed.name);
                assert_eq!(office.lengths(), phone.lengths(), "{kind} {}", deed.name);
                let spoken = |record: &Record| record.document.free_text_at("words", &[]);
                assert_eq!(spoken(&office), spoken(&phone), "{kind} {}", deed.name);
                assert_eq!(again.by.as_str(), "office-1");
                refiled += 1;
            }
        }
    }
    assert!(told > 150 && refiled > 100, "{told} told, {refiled} written once more");
}

/// What it was written on was refused too, and is not here: what it says is read all the same.
#[test]
fn r19_what_stands_on_nothing_is_told_as_far_as_it_goes() {
    let (kind, space) = kinds().remove(0);
    let blank = Record::blank(&kind, &space);
    let mut phone = blank.reopened();
    let begin = edit_of(&deeds(&kind)[0], &phone, "volunteer-17-1", 0, "d").unwrap();
    phone.write(9, &begin).unwrap();
    let comment = edit_of(&crate::record::deed(&kind, "comment"), &phone, "volunteer-17-1", 0, "d").unwrap();
    let words = edit_of(&crate::record::deed(&kind, "words"), &phone, "volunteer-17-1", 1, "d").unwrap();
    let said = phone.write(9, &comment).unwrap().remove(0);
    let spoken = phone.write(9, &words).unwrap().remove(0);
    let tell = |change| blank.document.retell(1, change, &"volunteer-17-1".into()).unwrap();
    assert!(!tell(&said).whole);
    assert_eq!(tell(&said).edit.said(), comment.said());
    assert!(tell(&said).refiled(&"office-1".into(), Timestamp(1)).is_some(), "a comment stands on anything");
    assert!(!tell(&spoken).edit.said().is_empty());
    assert_eq!(
        tell(&spoken).refiled(&"office-1".into(), Timestamp(1)),
        None,
        "half a text is not put in a whole one's place"
    );
}
