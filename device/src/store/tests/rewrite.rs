//! R18, R24: what is written anew names what it replaces; what is in the log by another name goes, once that is here.

use std::collections::BTreeMap;

use super::*;

fn refused(pushed: &Pushed, at: usize, reason: &str, other: Option<ChangeHash>) -> Frame {
    let index = u32::try_from(at).unwrap();
    let refusal = Refusal { index, hash: Some(pushed.changes[at].1), reason: reason.into(), other };
    Frame::Refused { refusals: vec![refusal] }
}

/// A phone whose report the hub has.
fn begun(tag: u8) -> Phone {
    let mut phone = phone("volunteer-17-1", tag);
    phone.write(id(1), &report("volunteer-17-1"));
    let first = phone.push();
    phone.store.receive(&acks(&first, 0, 1, 11), &first).unwrap();
    phone
}

/// The same device once more, as it is after its folder was copied.
fn copy_of(original: &Phone) -> Phone {
    let mut copy = phone("volunteer-17-1", 1);
    let rows = original
        .store
        .connection
        .prepare("SELECT bytes FROM change ORDER BY number")
        .unwrap()
        .query_map([], |row| row.get::<_, Vec<u8>>(0))
        .unwrap()
        .collect::<rusqlite::Result<Vec<_>>>()
        .unwrap();
    let received_at = Timestamp(1_790_000_100_000);
    let received = |bytes| ReceivedChange {
        seq: 11,
        author: "volunteer-17-1".into(),
        received_at,
        late: false,
        bytes,
        seal: None,
    };
    let changes = rows.into_iter().map(received).collect();
    let log = LogDocument {
        document: id(1),
        kind: Kind::Hazard,
        schema: 1,
        generation: 1,
        space: grid(),
        erased: jinshui_core::Erasure::default(),
        changes,
    };
    copy.hears(&Frame::Log { documents: vec![log], seq: 11 });
    copy
}

fn texts(phone: &Phone) -> Vec<String> {
    phone.store.comments(id(1)).unwrap().into_iter().map(|(comment, _)| comment.text).collect()
}

#[test]
fn r18_what_is_written_anew_names_what_it_replaces_and_all_that_this_stood_for() {
    let mut phone = begun(1);
    phone.write(id(1), &act("volunteer-17-1", Act::Accept));
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    phone.write(id(1), &comment("volunteer-17-1", "二"));
    let pushed = phone.push();
    assert!(pushed.documents[0].replaces.is_empty());
    let old: Vec<_> = pushed.changes.iter().map(|(_, hash)| *hash).collect();
    let received = phone.store.receive(&refused(&pushed, 0, "role", None), &pushed).unwrap();
    assert_eq!((received.refused, received.rewritten), (1, 2));
    let pushed = phone.push();
    assert_eq!(pushed.documents[0].replaces, BTreeMap::from([(0, vec![old[1]]), (1, vec![old[2]])]));
    let second: Vec<_> = pushed.changes.iter().map(|(_, hash)| *hash).collect();
    // Once more, as after a fork: each names both that it stands for.
    let received = phone.store.receive(&refused(&pushed, 0, "actor_fork", None), &pushed).unwrap();
    assert_eq!((received.refused, received.rewritten), (0, 2));
    let replaces = BTreeMap::from([(0, vec![old[1], second[0]]), (1, vec![old[2], second[1]])]);
    assert_eq!(phone.push().documents[0].replaces, replaces);
    assert_eq!(texts(&phone), ["一", "二"]);
}

#[test]
fn r18_what_is_in_the_log_by_another_name_goes_once_that_is_here_and_nothing_comes_back() {
    let mut phone = begun(1);
    let (mut copy, mut third) = (copy_of(&phone), copy_of(&phone));
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    phone.write(id(1), &comment("volunteer-17-1", "后来"));
    // A copy of the device had to write the same anew.
    copy.write(id(1), &comment("volunteer-17-1", "一"));
    let pushed = copy.push();
    copy.store.receive(&refused(&pushed, 0, "actor_fork", None), &pushed).unwrap();
    let log = log_of(&copy.push(), "volunteer-17-1", 20);
    let other = copy.push().changes[0].1;

    let pushed = phone.push();
    let received = phone.store.receive(&refused(&pushed, 0, "replaced", Some(other)), &pushed).unwrap();
    assert_eq!((received.refused, received.rewritten), (0, 0));
    assert_eq!(
        (texts(&phone).len(), phone.store.unsent().unwrap()),
        (2, 2),
        "it is shown until the other is here"
    );
    phone.hears(&Frame::Log { documents: log.clone(), seq: 21 });
    assert_eq!(texts(&phone), ["一", "后来"]);
    assert_eq!((phone.store.unsent().unwrap(), phone.store.refused_count().unwrap()), (1, 0));
    let left = phone.push();
    assert_eq!(
        left.documents[0].replaces[&0],
        vec![pushed.changes[1].1],
        "what followed it was written anew"
    );
    phone.store.rebuild().unwrap();
    assert_eq!(texts(&phone), ["一", "后来"]);
    // The other was here before the hub said so.
    third.write(id(1), &comment("volunteer-17-1", "一"));
    third.hears(&Frame::Log { documents: log, seq: 21 });
    let pushed = third.push();
    third.store.receive(&refused(&pushed, 0, "replaced", Some(other)), &pushed).unwrap();
    assert_eq!((texts(&third).len(), third.store.unsent().unwrap()), (1, 0));
}

#[test]
fn r24_what_waits_under_a_number_that_the_log_has_is_written_anew_before_it_is_refused() {
    let mut one = begun(1);
    let mut two = copy_of(&one);
    // Both draw the same actor: the platforms of these phones count from different numbers, so it is set by hand.
    for phone in [&mut one, &mut two] {
        let random = Arc::new(Counting(AtomicU64::new(77)));
        phone.store.platform.random = random;
    }
    one.write(id(1), &comment("volunteer-17-1", "甲"));
    two.write(id(1), &comment("volunteer-17-1", "乙"));
    two.write(id(1), &comment("volunteer-17-1", "丙"));
    let before = two.push().changes;
    let log = log_of(&one.push(), "volunteer-17-1", 20);
    let received = two.hears(&Frame::Log { documents: log, seq: 21 });
    assert_eq!((received.rewritten, received.refused), (2, 0));
    assert_eq!(two.store.refused_count().unwrap(), 0);
    let mut said = texts(&two);
    said.sort();
    assert_eq!(said, ["丙", "乙", "甲"]);
    assert!(two.push().changes.iter().all(|change| !before.contains(change)));
    assert!(two.store.hazard(id(1)).unwrap().readable);
}

#[test]
fn an_edit_that_is_refused_as_a_fork_without_end_comes_back_in_the_end() {
    let mut phone = begun(1);
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    let mut times = 0;
    while phone.store.unsent().unwrap() > 0 {
        let pushed = phone.push();
        phone.store.receive(&refused(&pushed, 0, "actor_fork", None), &pushed).unwrap();
        times += 1;
        assert!(times < 100);
    }
    assert_eq!(phone.store.refused().unwrap()[0].reason, "actor_fork");
}

/// Promise 2: only a file that holds all that waits lets somebody go without sending.
#[test]
fn what_waits_is_handed_over_until_something_more_is_written() {
    let mut phone = begun(1);
    phone.write(id(1), &comment("volunteer-17-1", "一"));
    assert!(!phone.store.is_handed_over().unwrap());
    let handed = phone.store.hand_over().unwrap();
    assert_eq!((handed.work.changes(), handed.left_out), (1, 0));
    phone.store.keep_handed_over().unwrap();
    assert!(phone.store.is_handed_over().unwrap());
    phone.write(id(1), &comment("volunteer-17-1", "二"));
    assert!(!phone.store.is_handed_over().unwrap());
}
