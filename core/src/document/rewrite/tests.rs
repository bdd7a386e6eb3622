//! A new generation holds what stands and nothing of what is erased, or was overwritten.

use super::*;
use crate::document::{Edit, Pen};
use crate::id::DeviceTag;
use crate::kind::Kind;

/// Writes as a device that has nothing else open.
fn write(document: &mut Document, device: u8, edit: &Edit) -> Vec<AdmittedChange> {
    let mut drawn = document.known.len() as u64 * 1000 + u64::from(device);
    let mut draw = || {
        drawn += 1;
        drawn.to_be_bytes()
    };
    document.actor = None;
    document.write(edit, &mut Pen { tag: DeviceTag([device; 8]), random: &mut draw }).unwrap()
}

fn edit(at: i64) -> Edit {
    Edit::new(&"wang".into(), Timestamp(at * 1000))
}

/// A home that has seen a lot: overwritten values, a clash of which one side loses, remarks, comments, visits.
fn home() -> (Document, Vec<ChangeHash>) {
    let mut one = Document::new(&Kind::Home, 1).unwrap();
    let begun = edit(1).begins().set("building", "3").set("room", "501").set("state", "in_use");
    let begun = begun.set("owner", "canary-first").set("tenancy", "owner").words("canary-words\n".into());
    let mut log: Vec<ChangeHash> = write(&mut one, 1, &begun).iter().map(|change| change.hash).collect();
    let seen = one.heads();
    let mut other = one.clone();
    let mine = edit(2).seen(seen.clone()).set("owner", "canary-mine").set("tenancy", "rented");
    let mine = mine.comment("c1".into(), "canary-comment".into());
    let yours = edit(3).seen(seen).set("owner", "canary-yours").set("tenancy", "vacant").set("child", "yes");
    let mine = write(&mut one, 1, &mine);
    let yours = write(&mut other, 2, &yours);
    log.extend(mine.iter().chain(&yours).map(|change| change.hash));
    yours.iter().for_each(|change| assert!(one.apply(change).is_ok()));
    let visit = vec![("id", "v1".into()), ("outcome", "met".into()), ("note", "canary-note".into())];
    let more = edit(4).comment("c2".into(), "stays".into()).item("visits", visit);
    log.extend(write(&mut one, 1, &more).iter().map(|change| change.hash));
    (one, log)
}

fn bytes(written: &[Rewritten]) -> Vec<u8> {
    written.iter().flat_map(|one| one.change.raw().to_vec()).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn r21_nothing_of_what_is_erased_or_was_overwritten_is_written() {
    let (document, log) = home();
    let names: Vec<String> =
        ["owner", "words", "visits", "comments/c1"].into_iter().map(str::to_owned).collect();
    let erasure = Erasure::of(&Kind::Home, &names).unwrap();
    let (new, written) = document.rewritten(1, &erasure, 2, &log, Timestamp(9)).unwrap();
    assert!(!holds(&bytes(&written), "canary"), "{new:?}");
    let home = new.home().unwrap();
    assert_eq!((home.room.as_str(), home.owner.as_str(), home.words.as_str()), ("501", "", ""));
    let texts: Vec<_> =
        home.comments.iter().map(|one| (one.item.id.as_str(), one.item.text.as_str())).collect();
    assert_eq!(texts, [("c1", ""), ("c2", "stays")]);
    assert_eq!((home.visits[0].item.note.as_str(), home.visits[0].item.at), ("", Timestamp(4000)));
    let without = Erasure::of(&Kind::Home, &["head".into()]).unwrap();
    let (_, written) = document.rewritten(1, &without, 2, &log, Timestamp(9)).unwrap();
    assert!(holds(&bytes(&written), "canary-mine"), "the look sees what stands");
    assert!(!holds(&bytes(&written), "canary-first"), "what was overwritten is gone");
}

#[test]
fn r21_clashes_stand_with_their_authors_and_can_be_chosen() {
    let (document, log) = home();
    let erasure = Erasure::of(&Kind::Home, &["owner".into()]).unwrap();
    let (mut new, written) = document.rewritten(1, &erasure, 2, &log, Timestamp(9)).unwrap();
    let shown = |document: &Document| -> Vec<Vec<String>> {
        let of = |(key, values): (&str, Vec<crate::document::ClashedValue>)| {
            std::iter::once(key.to_owned()).chain(values.into_iter().map(|one| one.value)).collect()
        };
        document.clashes().into_iter().filter(|(key, _)| *key != "owner").map(of).collect()
    };
    assert_eq!(shown(&new), shown(&document), "the same values, the same one first");
    assert_eq!(shown(&new).len(), 1);
    let (_, values) = new.clashes().remove(0);
    for value in values {
        let one = written.iter().find(|one| Some(one.change.hash) == value.change).unwrap();
        let old = document.clashes().into_iter().flat_map(|(_, values)| values);
        assert!(old.clone().any(|old| old.value == value.value && old.change == one.of), "{value:?}");
    }
    assert!(written.iter().all(|one| one.change.device_tag() == DeviceTag::HUB));
    let choose = edit(10).set("tenancy", "vacant");
    write(&mut new, 3, &choose);
    assert!(new.clashes().is_empty());
}

#[test]
fn r22_the_same_state_gives_the_same_generation() {
    let (document, log) = home();
    let erasure = Erasure::of(&Kind::Home, &[]).unwrap();
    let (one, first) = document.rewritten(1, &erasure, 2, &log, Timestamp(9)).unwrap();
    let (two, second) = document.rewritten(1, &erasure, 2, &log, Timestamp(9)).unwrap();
    assert_eq!((one.heads(), &first), (two.heads(), &second));
    let (other, _) = document.rewritten(1, &erasure, 3, &log, Timestamp(9)).unwrap();
    assert_ne!(one.heads(), other.heads());
    // And it can be erased of again.
    let log: Vec<_> = first.iter().map(|one| one.change.hash).collect();
    assert!(one.rewritten(1, &erasure, 3, &log, Timestamp(9)).is_ok());
}

#[test]
fn r21_who_is_erased_stays_as_nobody_who_lives_elsewhere() {
    let mut document = Document::new(&Kind::Resident, 1).unwrap();
    let home = "01890a5d-ac96-774b-bcce-b302099a8057";
    let begun = edit(1).begins().set("home", home).set("name", "canary").set("state", "living");
    let log: Vec<_> = write(&mut document, 1, &begun).iter().map(|change| change.hash).collect();
    let erasure = Erasure::of(&Kind::Resident, &[]).unwrap();
    let (new, written) = document.rewritten(1, &erasure, 2, &log, Timestamp(9000)).unwrap();
    let person = new.resident().unwrap();
    assert_eq!((person.name.as_str(), person.state.code()), ("", "moved_out"));
    assert!(!holds(&bytes(&written), "canary"));
    assert_eq!(written.last().unwrap().of, None, "the erasing itself says so");
}

#[test]
fn r21_a_text_longer_than_a_change_is_written_in_several() {
    let mut document = Document::new(&Kind::Patrol, 1).unwrap();
    let words = "巡防记录".repeat(limits::TEXT_CHARS / 4);
    let begun = edit(1).begins().set("leader", "wang").set("status", "walking").words(words.clone());
    let log: Vec<_> = write(&mut document, 1, &begun).iter().map(|change| change.hash).collect();
    let erasure = Erasure::of(&Kind::Patrol, &["area".into()]).unwrap();
    let (new, written) = document.rewritten(1, &erasure, 2, &log, Timestamp(9)).unwrap();
    assert!(written.len() > 4);
    assert_eq!(new.free_text("words"), words);
}
