//! Invitations and who comes by them, asked of every store.

use jinshui_core::command::InviteKind;
use jinshui_core::{DeviceId, DeviceTag, MemberId};

use super::{NOW, Store};
use crate::store::{Decision, HEARD_MS, INVITE_TRIES, Knock, NewDevice, NewInvite, Redeemed, WAITS_MS};

/// An invitation whose digits are all this byte and whose link's secret the next one.
pub(super) fn invite(number: &str, digits: u8, kind: InviteKind) -> NewInvite {
    NewInvite {
        number: number.to_owned(),
        digits: [digits; 32],
        secret: [digits + 1; 32],
        second: (kind == InviteKind::Printed).then(|| "123456".to_owned()),
        kind,
        member: MemberId("m".to_owned()),
        made_at: NOW,
        expires_at: NOW.plus_ms(1_000),
    }
}

/// A device that asks.
pub(super) fn device(n: u8) -> NewDevice {
    NewDevice {
        id: DeviceId(format!("d-{n}")),
        tag: DeviceTag([n; 8]),
        public_key: vec![n],
        name: "phone".to_owned(),
        at: NOW,
    }
}

/// It asks by this invitation.
pub(super) fn knock(number: &str, proof: u8, device: NewDevice) -> Knock {
    Knock { number: number.to_owned(), proof: [proof; 32], second: None, device }
}

/// A device that nobody is asked about joins.
pub(super) async fn join(store: &impl Store, device: NewDevice) {
    assert!(store.add_invite(invite("0001", 1, InviteKind::Approved)).await.unwrap());
    let joined = store.redeem(knock("0001", 1, device)).await.unwrap();
    assert!(matches!(joined, Redeemed::Welcome(_)), "{joined:?}");
}

pub(super) async fn a_request_is_heard_once(store: &impl Store) {
    assert!(store.hear([1; 32], NOW).await.unwrap() && store.hear([2; 32], NOW).await.unwrap());
    assert!(!store.hear([1; 32], NOW.plus_ms(HEARD_MS)).await.unwrap());
    assert!(store.hear([3; 32], NOW.plus_ms(HEARD_MS + 1)).await.unwrap());
    assert!(store.hear([1; 32], NOW.plus_ms(HEARD_MS + 1)).await.unwrap(), "nobody is let in by it any more");
}

pub(super) async fn codes_are_used_once_and_close(store: &impl Store) {
    let redeem = |number: &str, proof: u8, device| store.redeem(knock(number, proof, device));
    for number in ["0001", "0002", "0003"] {
        assert!(store.add_invite(invite(number, 1, InviteKind::Approved)).await.unwrap());
    }
    assert!(!store.add_invite(invite("0001", 9, InviteKind::Live)).await.unwrap(), "the number is taken");
    assert_eq!(redeem("9999", 1, device(1)).await.unwrap(), Redeemed::Wrong);
    let Redeemed::Welcome(welcome) = redeem("0001", 1, device(1)).await.unwrap() else { panic!("welcome") };
    assert_eq!((welcome.id.as_str(), welcome.member.as_str()), ("d-1", "m"));
    assert_eq!(redeem("0001", 1, device(2)).await.unwrap(), Redeemed::Wrong, "used");
    let lost_reply = NewDevice { id: DeviceId("d-x".into()), tag: DeviceTag([99; 8]), ..device(1) };
    let again = redeem("0001", 1, lost_reply).await.unwrap();
    assert_eq!(again, Redeemed::Welcome(welcome), "the same key again");
    for _ in 0..INVITE_TRIES {
        assert_eq!(redeem("0002", 3, device(3)).await.unwrap(), Redeemed::Wrong);
    }
    assert_eq!(redeem("0002", 1, device(3)).await.unwrap(), Redeemed::Closed);
    let late = NewDevice { at: NOW.plus_ms(1_000), ..device(4) };
    assert_eq!(redeem("0003", 1, late).await.unwrap(), Redeemed::Wrong, "out of date");
    assert!(
        store.add_invite(invite("0001", 5, InviteKind::Live)).await.unwrap(),
        "a used number is free again"
    );
    assert!(store.add_invite(invite("0002", 5, InviteKind::Live)).await.unwrap(), "a closed one too");
}

pub(super) async fn a_device_waits_until_the_office_has_answered(store: &impl Store) {
    let redeem = |number: &str, device| store.redeem(knock(number, 2, device));
    let until = NOW.plus_ms(WAITS_MS);
    for number in ["0001", "0002", "0003"] {
        assert!(store.add_invite(invite(number, 1, InviteKind::Live)).await.unwrap());
        assert_eq!(redeem(number, device(1)).await.unwrap(), Redeemed::Waiting { until });
    }
    // It belongs to the first device that came: who saw the code over its shoulder gets nothing by it, and disturbs nothing.
    for _ in 0..=INVITE_TRIES {
        assert_eq!(redeem("0001", device(2)).await.unwrap(), Redeemed::Wrong);
        assert_eq!(store.redeem(knock("0001", 7, device(2))).await.unwrap(), Redeemed::Wrong);
    }
    let later = NewDevice { at: NOW.plus_ms(WAITS_MS - 1), ..device(1) };
    assert_eq!(
        redeem("0001", later.clone()).await.unwrap(),
        Redeemed::Waiting { until },
        "longer than it was open"
    );
    assert_eq!(store.invites(NOW).await.unwrap().len(), 3);
    let decide = |number: &str, key: u8, agree| {
        let (number, key, by) = (number.to_owned(), vec![key], MemberId("office".to_owned()));
        store.decide(Decision { number, key, agree, by, at: NOW })
    };
    assert!(!decide("0001", 2, true).await.unwrap(), "another device does not wait");
    assert!(decide("0001", 1, true).await.unwrap() && decide("0001", 1, true).await.unwrap());
    assert!(!decide("0001", 1, false).await.unwrap(), "it was answered otherwise");
    let Redeemed::Welcome(welcome) = redeem("0001", later).await.unwrap() else { panic!("welcome") };
    assert_eq!((welcome.id.as_str(), welcome.public_key), ("d-1", vec![1]));
    assert!(decide("0002", 1, false).await.unwrap());
    assert_eq!(redeem("0002", device(1)).await.unwrap(), Redeemed::Refused);
    let waits: Vec<_> = store.invites(NOW).await.unwrap().into_iter().map(|row| row.number).collect();
    assert_eq!(waits, ["0003"]);
    assert!(
        store.add_invite(invite("0002", 5, InviteKind::Live)).await.unwrap(),
        "a refused one's number is free"
    );
    let tomorrow = NewDevice { at: until, ..device(1) };
    assert_eq!(redeem("0003", tomorrow).await.unwrap(), Redeemed::Wrong, "nobody answered for a day");
    assert!(
        !store
            .decide(Decision {
                number: "0003".to_owned(),
                key: vec![1],
                agree: true,
                by: "o".into(),
                at: until
            })
            .await
            .unwrap()
    );
}

pub(super) async fn a_printed_code_needs_the_second_one(store: &impl Store) {
    let with =
        |number: &str, second: &str| Knock { second: Some(second.to_owned()), ..knock(number, 1, device(1)) };
    for number in ["0001", "0002"] {
        assert!(store.add_invite(invite(number, 1, InviteKind::Printed)).await.unwrap());
        assert_eq!(store.redeem(knock(number, 1, device(1))).await.unwrap(), Redeemed::NeedsSecond);
    }
    for _ in 0..INVITE_TRIES {
        assert_eq!(store.redeem(with("0001", "000000")).await.unwrap(), Redeemed::WrongSecond);
    }
    assert_eq!(store.redeem(with("0001", "123456")).await.unwrap(), Redeemed::Closed);
    let asked = store.redeem(with("0002", "123456")).await.unwrap();
    assert!(matches!(asked, Redeemed::Waiting { .. }), "{asked:?}");
    // Once it has asked, the second code is not asked for any more.
    let again = store.redeem(knock("0002", 1, device(1))).await.unwrap();
    assert!(matches!(again, Redeemed::Waiting { .. }), "{again:?}");
}
