//! Pushes that are not what they say: none is taken in (S4).

use std::collections::BTreeMap;

use jinshui_core::hazard::{Category, HazardEdit, Severity};
use jinshui_core::wire::{AuthHeader, PushDocument};
use jinshui_core::{Kind, MemberId, Space};
use reqwest::Method;

use super::share;
use super::siege::{Sent, Siege, frames};
use crate::device::{Device, Draft, now, random};

/// Ways to forge; each is told by its name when something gets through.
const WAYS: [&str; 12] = [
    "a byte changed after signing",
    "signed with another device's key",
    "another device's name over one's own signature",
    "the signature of another address",
    "the signature's time moved",
    "cut short",
    "another's changes as one's own",
    "a report in another's name",
    "a comment in another's name",
    "another grid",
    "bytes that are no change",
    "a device that was revoked",
];

struct Band {
    author: Device,
    other: Device,
    revoked: Device,
}

fn named(tag: &Device, by: MemberId) -> Draft {
    let mut draft = Draft::new(Kind::Hazard, Space::Grid("g17".into()));
    let report = HazardEdit::Report {
        by,
        at: now(),
        category: Category::ALL[0].clone(),
        severity: Severity::ALL[0].clone(),
        building: String::new(),
        unit: String::new(),
        point: String::new(),
        words: "假的".to_owned(),
        photos: vec![],
        patrol: None,
    };
    draft.write(tag.joined.tag, &report.into());
    draft
}

fn forged(siege: &Siege, band: &Band, way: usize) -> Sent {
    let Band { author, other, revoked } = band;
    let honest = || siege.push(author, vec![author.report("g17").push()]);
    let as_author = |push: PushDocument| siege.push(author, vec![push]);
    match way {
        0 => {
            let mut sent = honest();
            let at = usize::from(random::<1>()[0]) % sent.body.len();
            sent.body[at] ^= 1 << (random::<1>()[0] % 8);
            sent
        }
        1 => {
            let mut liar =
                Device { address: String::new(), key: other.key.clone(), joined: author.joined.clone() };
            liar.joined.device = author.joined.device.clone();
            siege.push(&liar, vec![author.report("g17").push()])
        }
        2 => {
            let mut sent = honest();
            let mut auth = AuthHeader::parse(&sent.auth).unwrap();
            auth.device = other.joined.device.clone();
            sent.auth = auth.to_value();
            sent
        }
        3 => {
            let sent = honest();
            let elsewhere = siege.signed(author, Method::POST, "/v1/erase", sent.body.clone());
            Sent { auth: elsewhere.auth, ..sent }
        }
        4 => {
            let mut sent = honest();
            let mut auth = AuthHeader::parse(&sent.auth).unwrap();
            auth.at = auth.at.plus_ms(1 + i64::from(random::<1>()[0]));
            sent.auth = auth.to_value();
            sent
        }
        5 => {
            let whole = honest();
            let part = whole.body[..whole.body.len() - 1 - usize::from(random::<1>()[0]) % 64].to_vec();
            siege.signed(author, Method::POST, "/v1/sync", part)
        }
        6 => as_author(other.report("g17").push()),
        7 => as_author(named(author, other.member()).push()),
        8 => {
            let mut draft = author.report("g17");
            let id = uuid::Uuid::now_v7().to_string();
            let comment =
                HazardEdit::Comment { id, by: other.member(), at: now(), text: "假的".to_owned() };
            draft.write(author.joined.tag, &comment.into());
            // What it stands on is honest, and stays out of it.
            let mut push = draft.push();
            push.create = None;
            push.changes.drain(..1);
            as_author(push)
        }
        9 => as_author(author.report("g18").push()),
        10 => {
            let mut push = author.report("g17").push();
            push.changes = vec![random::<100>().to_vec().into()];
            as_author(push)
        }
        _ => siege.push(revoked, vec![revoked.report("g17").push()]),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s4_of_forged_pushes_none_is_taken_in() {
    let siege = Siege::begin();
    let band = Band {
        author: siege.device("volunteer-17-1").await,
        other: siege.device("volunteer-17-2").await,
        revoked: siege.device("volunteer-17-1").await,
    };
    let office = siege.device("office-1").await;
    let end = serde_json::json!({ "device": band.revoked.joined.device }).to_string().into_bytes();
    assert_eq!(siege.send(&siege.signed(&office, Method::POST, "/v1/revoke", end)).await.0, 200);
    let before = siege.head().await;
    let (all, mut heard) = (share(500), BTreeMap::new());
    for number in 0..all {
        siege.pass(1_100);
        let way = number % WAYS.len();
        let (status, body) = siege.send(&forged(&siege, &band, way)).await;
        *heard.entry((WAYS[way], status)).or_insert(0) += 1;
        let taken = frames(status, &body).map_or(0, |synced| synced.acks().len());
        assert_eq!((taken, siege.head().await), (0, before), "{}", WAYS[way]);
    }
    println!("forged pushes: {all} of {} kinds, 0 taken in; answers {heard:?}", WAYS.len());
    let honest = siege.push(&band.author, vec![band.author.report("g17").push()]);
    let (status, body) = siege.send(&honest).await;
    assert!(!frames(status, &body).unwrap().acks().is_empty() && siege.head().await > before, "the control");
}
