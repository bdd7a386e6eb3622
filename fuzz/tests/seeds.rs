//! Writes the inputs with which the fuzzer begins: honest ones and bombs. `cargo test -p jinshui-fuzz --test seeds -- --ignored`
//! writes them anew; what the fuzzer has found beside them stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../core/tests/admit_common/mod.rs"]
mod admit_common;
mod seeds_common;

use admit_common::{Dice, Forge, body, history, number, run};
use seeds_common::{honest_changes, keep};

use jinshui_core::hand_over::TakenIn;
use jinshui_core::limits;
use jinshui_core::wire::{
    AckRange, AuthHeader, CompareReply, CompareRequest, Create, Cursor, EnrolRequest, Epoch, EraseRequest,
    Frame, Held, HeldDocument, Lack, LogDocument, PROTOCOL, PushDocument, ReceivedChange, Refusal,
    ReturnReply, ReturnRequest, Seal, SpaceDigest, SyncRequest, Turn, acks_digest,
};
use jinshui_core::{ChangeHash, Code, DocumentId, Failure, Kind, Space, Timestamp};
use serde::Serialize;
use serde_bytes::ByteBuf;
use uuid::Uuid;

#[test]
#[ignore = "writes the corpora"]
fn changes() {
    for (index, change) in history(&mut Dice::new(5), 24).1.iter().enumerate() {
        keep("change", &format!("honest-{index:02}"), body(change.raw_bytes()));
    }
    for (index, (name, forge)) in bombs().into_iter().enumerate() {
        keep("change", &format!("bomb-{index:02}-{name}"), &forge.body());
    }
    keep("change", "whole", &Forge::puts(3).raw());
}

fn bombs() -> Vec<(&'static str, Forge)> {
    let puts = Forge::puts;
    vec![
        ("ops", puts(10_000_001)),
        ("ops", puts(u64::from(u32::MAX))),
        ("ops", puts(limits::CHANGE_OPS as u64)),
        ("deps", Forge { claimed_deps: Some(u64::MAX), ..puts(2) }),
        ("actors", Forge { claimed_others: Some(1_024), ..puts(2) }),
        ("columns", Forge { claimed_columns: Some(u64::MAX), ..puts(2) }),
        ("value", puts(2).with(admit_common::VALUE_META, run(2, &number(u64::MAX << 4 | 7)))),
        ("preds", puts(20_000).with(admit_common::PRED_COUNT, run(20_000, &number(1_024)))),
        ("start", Forge { start_op: u64::from(u32::MAX) - 1, ..puts(2) }),
        ("deflated", puts(2).with(admit_common::ACTION | 8, vec![0x4b, 4, 0])),
    ]
}

#[test]
#[ignore = "writes the corpora"]
fn documents() {
    for (number, kind) in
        [Kind::Hazard, Kind::Patrol, Kind::Checklist, Kind::Home, Kind::Resident].iter().enumerate()
    {
        for (mode, name) in [(0u8, "after"), (1, "apart")] {
            let mut input = vec![number as u8];
            for tail in honest_changes(kind, mode == 1) {
                input.push(mode);
                input.extend(u16::try_from(tail.len()).unwrap().to_be_bytes());
                input.extend(tail);
            }
            keep("document", &format!("{}-{name}", kind.code()), &input);
        }
    }
}

#[test]
#[ignore = "writes the corpora"]
fn requests() {
    let id = |n: u128| DocumentId(Uuid::from_u128(n));
    let create = Create { kind: Kind::Hazard, schema: 1, space: Space::parse("grid/g17") };
    let push = PushDocument {
        document: id(9),
        generation: 0,
        create: Some(create),
        changes: vec![ByteBuf::from(Forge::puts(3).raw())],
        replaces: [(0, vec![ChangeHash([3; 32])])].into(),
    };
    let full = SyncRequest {
        protocol: PROTOCOL,
        cursor: Some(Cursor { epoch: Epoch(Uuid::from_u128(1)), seq: 7 }),
        directory: 3,
        held: vec![Held { space: Space::parse("homes/a001"), after: Some(id(4)) }],
        push: vec![push],
        groups: vec![vec![0]],
        pull: true,
        confirmed: 6,
        turn: Turn { line: 2, number: 40 },
    };
    let bare =
        SyncRequest { cursor: None, held: vec![], push: vec![], groups: vec![], pull: false, ..full.clone() };
    packed("request", "full", &[], &cbor(&full));
    packed("request", "bare", &[], &cbor(&bare));
    common("request", &[]);
}

#[test]
#[ignore = "writes the corpora"]
fn replies() {
    let (document, epoch, hash) = (logged(), Epoch(Uuid::from_u128(1)), ChangeHash([7; 32]));
    let (id, now) = (document.document, document.changes[0].received_at);
    let refusal =
        |reason: &str, other| Refusal { index: 1, hash: Some(hash), reason: reason.to_owned(), other };
    let all = [
        Frame::Hello { protocol: PROTOCOL, epoch, from: None, line: None, head: 9, now },
        Frame::Acks {
            ranges: vec![AckRange { from: 0, count: 1, seq: 9, received_at: now }],
            digest: acks_digest([&hash]),
            seals: vec![Seal([4; 16])],
        },
        Frame::Refused { refusals: vec![refusal("role", None)] },
        Frame::Missing { indexes: vec![2] },
        Frame::Drop { spaces: vec![Space::parse("grid/g3")] },
        Frame::Fill { space: Space::parse("grid/g17"), documents: vec![document.clone()], after: Some(id) },
        Frame::Log { documents: vec![document], seq: 9 },
        Frame::Dropped { documents: vec![id] },
        Frame::End {
            cursor: Some(Cursor { epoch, seq: 9 }),
            digests: vec![SpaceDigest { space: Space::parse("grid/g17"), count: 1, digest: [1; 16] }],
            more: false,
        },
        Frame::Resync,
        Frame::Beat { now },
        Frame::Hello { protocol: PROTOCOL, epoch, from: Some(5), line: Some(3), head: 9, now },
        Frame::Refused { refusals: vec![refusal("replaced", Some(hash))] },
    ];
    let mut whole = Vec::new();
    for (number, frame) in all.iter().enumerate() {
        let one = cbor(frame);
        let framed = [&u32::try_from(one.len()).unwrap().to_be_bytes()[..], &one].concat();
        packed("frames", &format!("frame-{number:02}"), &[5], &framed);
        whole.extend(framed);
    }
    packed("frames", "whole", &[40], &whole);
    packed("frames", "bomb-length", &[0], &u32::MAX.to_be_bytes());
    common("frames", &[9]);
}

/// What is compared and given back after a restore, both ways.
#[test]
#[ignore = "writes the corpora"]
fn recovery() {
    let (document, epoch) = (logged(), Epoch(Uuid::from_u128(2)));
    let (id, heads) = (document.document, vec![ChangeHash([7; 32])]);
    let ask = CompareRequest {
        protocol: PROTOCOL,
        epoch,
        space: None,
        after: DocumentId(Uuid::nil()),
        documents: vec![HeldDocument { document: id, generation: 0, heads: heads.clone() }],
        last: false,
    };
    let space = Some(Space::parse("grid/g17"));
    let one = CompareRequest { space, documents: vec![], last: true, ..ask.clone() };
    both("compare", &cbor(&ask), &cbor(&one));
    let lacks = vec![Lack { document: id, have: heads.clone() }];
    let said = CompareReply { lacks, documents: vec![document.clone()], gone: vec![id], after: Some(id) };
    let done = CompareReply { lacks: vec![], documents: vec![], gone: vec![], after: None };
    both("compare_reply", &cbor(&said), &cbor(&done));
    let give = ReturnRequest { protocol: PROTOCOL, epoch, documents: vec![document] };
    let none = ReturnRequest { documents: vec![], ..give.clone() };
    both("return", &cbor(&give), &cbor(&none));
    let refusal = Refusal { index: 1, hash: Some(heads[0]), reason: "seal".to_owned(), other: None };
    let took = ReturnReply { taken: 3, refused: vec![refusal], missing: vec![2] };
    both("return_reply", &cbor(&took), &cbor(&ReturnReply::default()));
}

fn both(corpus: &str, full: &[u8], bare: &[u8]) {
    packed(corpus, "full", &[], full);
    packed(corpus, "bare", &[], bare);
    common(corpus, &[]);
}

/// A document as the log gives it.
fn logged() -> LogDocument {
    let change = ReceivedChange {
        seq: 8,
        author: "m".into(),
        received_at: Timestamp(1_790_000_000_000),
        late: true,
        bytes: Forge::puts(2).raw(),
        seal: Some(Seal([4; 16])),
    };
    LogDocument {
        document: DocumentId(Uuid::from_u128(9)),
        kind: Kind::Hazard,
        schema: 1,
        generation: 0,
        erased: jinshui_core::erasure::Erasure::default(),
        space: Space::parse("grid/g17"),
        changes: vec![change],
    }
}

#[test]
#[ignore = "writes the corpora"]
fn joining() {
    let header =
        AuthHeader { device: "d-1".into(), at: Timestamp(1_790_000_000_000), signature: vec![7; 64] };
    keep("authorization", "honest", header.to_value().as_bytes());
    keep("authorization", "time", header.to_value().replace("179", "-9223372036854775808").as_bytes());
    keep("authorization", "short", b"Jinshui d-1 1 00");
    keep("authorization", "other", b"Bearer 123");
    keep("authorization", "spaces", b"Jinshui    ");
    let request = EnrolRequest {
        protocol: PROTOCOL,
        invite: "1234".to_owned(),
        proof: "56789012".to_owned(),
        second: Some("604118".to_owned()),
        public_key: "02".repeat(33),
        name: "手机".to_owned(),
    };
    keep("enrol", "request", &serde_json::to_vec(&request).unwrap());
    let error =
        serde_json::json!({ "code": Failure::new(Code::ClockOff, "x").code, "message": "x", "now": 5 });
    keep("enrol", "error", &serde_json::to_vec(&error).unwrap());
    keep("enrol", "upload", br#"{"have":18446744073709551615,"done":true}"#);
    let certificate = serde_json::json!({ "device": "d-1", "tag": "0102030405060708", "member": "m",
        "public_key": "02".repeat(33), "issued_at": 1, "expires_at": 2, "code": "07".repeat(32) });
    let reply = serde_json::json!({ "state": "welcome", "hub_key": "02".repeat(33), "device": "d-1", "tag": "0102030405060708", "member": "m",
        "epoch": Uuid::from_u128(1), "now": 1, "certificate": certificate, "hand_over": "09".repeat(32) });
    keep("enrol", "reply", &serde_json::to_vec(&reply).unwrap());
    keep("enrol", "waiting", br#"{"state":"waiting_approval","check":"7K3Q","until":2,"now":1}"#);
    keep("enrol", "typed", "１２３４-5678 9012".as_bytes());
    let link = format!("jinshui://join?at=https%3A%2F%2Fhub.example&pin=k&id=1234&s={}", "0a".repeat(16));
    keep("enrol", "link", link.as_bytes());
    keep("enrol", "revoke", br#"{"member":"m"}"#);
    keep("enrol", "decide", br#"{"invite":"1234","check":"7K3Q","agree":true}"#);
    let rejoin = serde_json::json!({ "protocol": PROTOCOL, "name": "手机", "certificate": certificate });
    keep("enrol", "rejoin", &serde_json::to_vec(&rejoin).unwrap());
    let erase = EraseRequest {
        protocol: PROTOCOL,
        document: DocumentId(Uuid::from_u128(9)),
        fields: vec!["words".to_owned()],
        why: "本人要求".to_owned(),
    };
    keep("enrol", "erase", &serde_json::to_vec(&erase).unwrap());
    keep("enrol", "erased", br#"{"generation":1,"seq":9,"erased":["words"]}"#);
    let taken = TakenIn { taken: 2, waiting: vec![ChangeHash([7; 32])], ..TakenIn::default() };
    keep("enrol", "taken", &serde_json::to_vec(&taken).unwrap());
    keep("enrol", "bomb-nested", "[".repeat(20_000).as_bytes());
}

/// Bombs that are none of the values: as they came, and packed.
fn common(corpus: &str, before: &[u8]) {
    packed(corpus, "bomb-nested", before, &[0x81; 10_000]);
    packed(corpus, "bomb-bytes", before, &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    packed(corpus, "bomb-list", before, &[0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    packed(corpus, "bomb-endless", before, &[0x9f; 3_000]);
    let zeros = zstd::bulk::compress(&vec![0u8; 64 << 20], 19).unwrap();
    keep(corpus, "bomb-zstd", &[before, &[0], &zeros].concat());
}

fn packed(corpus: &str, name: &str, before: &[u8], bytes: &[u8]) {
    keep(corpus, name, &[before, &[1], bytes].concat());
}

fn cbor(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    ciborium::into_writer(value, &mut out).unwrap();
    out
}

#[test]
#[ignore = "writes the corpora"]
fn files() {
    let gpx = r#"<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg><trkpt lat="37.43" lon="118.67"><ele>5.5</ele><time>2026-11-25T01:02:03Z</time></trkpt><trkpt lat="37.44" lon="118.68"><time>2026-11-25T01:02:05.5+08:00</time></trkpt></trkseg><trkseg/></trk></gpx>"#;
    keep("gpx", "honest", gpx.as_bytes());
    keep("gpx", "far", gpx.replace("37.43", "1e308").as_bytes());
    keep("gpx", "years", gpx.replace("2026-11-25T01:02:03Z", "-262143-01-01T00:00:00Z").as_bytes());
    let entities = r#"<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><gpx>&b;</gpx>"#;
    keep("gpx", "bomb-entities", entities.as_bytes());
    keep("gpx", "bomb-nested", "<gpx><trk>".repeat(3_000).as_bytes());
    let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |number: u32, cells: [&str; 4]| {
        let cells =
            cells.iter().zip("ABCD".chars()).map(|(text, letter)| cell(&format!("{letter}{number}"), text));
        format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
    };
    let sheet = |rows: &str| {
        format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        )
    };
    let honest = row(1, ["楼号", "单元", "房号", "姓名"])
        + &row(2, ["33", "1", "501", "王秀英"])
        + &row(3, ["", "", "", "李强"]);
    let texts = |rows: &str| [b"\x01".as_slice(), sheet(rows).as_bytes()].concat();
    keep("workbook", "honest", &texts(&honest));
    keep("workbook", "bomb-far-cell", &texts(&honest.replace("A3", "XFD1048576")));
    keep("workbook", "bomb-row", &texts(&honest.replace(r#"<row r="3""#, r#"<row r="4294967295""#)));
    keep("workbook", "shared", &texts(&honest.replace("inlineStr", "s")));
    for name in ["openpyxl-empty.xlsx", "openpyxl-header-only.xlsx", "libreoffice-hidden.xlsx"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/workbooks").join(name);
        keep("workbook", name, &[b"\0".as_slice(), &std::fs::read(path).unwrap()].concat());
    }
}
