//! Absurd commands: each gets an answer that says what is wrong, and leaves the record and the phone as they were.

use jinshui_tests::{Chance, Exec, Hub, Phone, picture};
use serde_json::{Value, json};

use crate::seen::{assert_whole, shown};

const NOBODY: &str = "01a2075b-cb37-7416-bca5-0f37dc0c5b2e";

/// A PNG that says it is 100,000 × 100,000 pixels large.
fn huge_png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
    let header =
        [&b"IHDR"[..], &100_000u32.to_be_bytes(), &100_000u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    bytes.extend(&header[4..]);
    bytes.extend(crc(&header).to_be_bytes());
    bytes.extend(b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e");
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(!0, step)
}

/// Commands that are to fail, and how.
fn absurd(id: &str, patrol: &str) -> Vec<(&'static str, Value, &'static str)> {
    let report = |more: Value| {
        let mut args = json!({ "category": "litter" });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    let point = |lat: f64, lon: f64| json!({ "point": { "lat": lat, "lon": lon, "accuracy": null } });
    let fix = |lat: Value| json!({ "lat": lat, "lon": 118.6, "at": 1_790_000_000_000_i64 });
    vec![
        ("hazard.report", report(json!({ "words": "字".repeat(20_001) })), "bad_field"),
        ("hazard.report", report(json!({ "words": "响\u{7}铃" })), "bad_field"),
        (
            "hazard.report",
            report(json!({ "place": { "building": "9".repeat(500), "unit": "" } })),
            "bad_field",
        ),
        ("hazard.report", report(point(91.0, 0.0)), "bad_field"),
        ("hazard.report", report(point(0.0, -180.1)), "bad_field"),
        ("hazard.report", report(point(1e308, 1e308)), "bad_field"),
        ("hazard.report", report(json!({ "severity": "apocalyptic" })), "bad_field"),
        ("hazard.report", json!({ "category": "dragon" }), "bad_field"),
        ("hazard.report", json!({}), "bad_request"),
        ("hazard.report", report(json!({ "reporter": "police-1" })), "bad_request"),
        ("hazard.report", report(json!({ "id": "67e55044-10b1-426f-9247-bb680e5fe0c8" })), "bad_field"),
        ("hazard.report", report(json!({ "id": "../../etc/passwd" })), "bad_request"),
        ("hazard.show", json!({ "id": NOBODY }), "not_found"),
        ("hazard.edit", json!({ "id": NOBODY, "unit": "1" }), "not_found"),
        ("hazard.act", json!({ "id": NOBODY, "act": "close" }), "not_found"),
        ("comment.add", json!({ "id": NOBODY, "text": "在吗" }), "not_found"),
        ("record.history", json!({ "id": NOBODY }), "not_found"),
        ("hazard.edit", json!({ "id": id, "status": "closed" }), "bad_field"),
        ("hazard.edit", json!({ "id": id, "words": "字".repeat(20_001) }), "bad_field"),
        ("hazard.edit", json!({ "id": id, "unit": "2", "heads": ["00".repeat(32)] }), "bad_request"),
        ("hazard.act", json!({ "id": id, "act": "accept" }), "not_allowed"),
        ("hazard.act", json!({ "id": id, "act": "bless" }), "bad_field"),
        ("hazard.act", json!({ "id": id, "act": "assign" }), "bad_field"),
        ("comment.add", json!({ "id": id, "text": " \n " }), "bad_field"),
        ("comment.add", json!({ "id": id, "text": "字".repeat(4_001) }), "bad_field"),
        ("hazard.list", json!({ "limit": 0 }), "bad_field"),
        ("hazard.list", json!({ "limit": 501 }), "bad_field"),
        ("hazard.list", json!({ "after": "'; DROP TABLE hazard; --" }), "bad_field"),
        ("track.choose", json!({ "patrol": NOBODY, "on": true }), "not_found"),
        ("track.choose", json!({ "patrol": patrol }), "bad_request"),
        ("track.show", json!({ "patrol": NOBODY }), "not_found"),
        ("track.choose", json!({ "patrol": id, "on": true }), "not_found"),
        ("track.add", json!({ "patrol": NOBODY, "fixes": [] }), "not_found"),
        ("track.add", json!({ "patrol": patrol, "fixes": [] }), "track_off"),
        ("track.add", json!({ "patrol": patrol, "fixes": vec![fix(json!(0)); 101] }), "bad_field"),
        ("track.add", json!({ "patrol": patrol, "fixes": [fix(json!(null))] }), "bad_request"),
        ("track.add", json!({ "patrol": patrol, "fixes": [fix(json!("NaN"))] }), "bad_request"),
        ("track.export", json!({ "patrol": patrol }), "not_found"),
        ("refused.again", json!({ "hash": "00".repeat(32) }), "not_found"),
        ("no.such.command", json!({}), "bad_request"),
    ]
}

fn bad_photos(phone: &Phone, id: &str) -> Vec<Value> {
    let good = picture(&mut Chance::new(4));
    let file = |name: &str, bytes: &[u8]| {
        let path = phone.home().join(name);
        std::fs::write(&path, bytes).unwrap();
        json!({ "id": id, "photo": { "path": path } })
    };
    vec![
        file("words.jpg", "这不是照片".as_bytes()),
        file("empty.jpg", b""),
        file("cut.jpg", &good[..200]),
        file("huge.png", &huge_png()),
        json!({ "id": id, "photo": { "path": "/no/such/file.jpg" } }),
        json!({ "id": id, "photo": { "path": "/proc" } }),
        json!({ "id": id, "photo": { "base64": "@@@@" } }),
    ]
}

fn assert_fails(hand: &mut Exec, command: &str, args: Value, code: &str) {
    let text: String = format!("{command} {args}").chars().take(200).collect();
    let failed = hand.ask(command, args).expect_err(&text);
    assert_eq!(failed.code, code, "{text}: {}", failed.message);
    assert!(!failed.message.is_empty(), "{text}");
}

#[test]
fn absurd_commands_are_answered_and_change_nothing() {
    let hub = Hub::start();
    let phone = Phone::of("volunteer-17-1", &hub);
    let mut hand = phone.exec();
    let id = hand.ask("hazard.report", json!({ "category": "litter", "words": "门口有垃圾" })).unwrap();
    let id = id["id"].as_str().unwrap().to_owned();
    let patrol = hand.ask("patrol.start", json!({})).unwrap();
    let patrol = patrol["id"].as_str().unwrap().to_owned();
    let before = shown(&mut hand, &id);

    let cases = absurd(&id, &patrol);
    let count = cases.len();
    for (command, args, code) in cases {
        assert_fails(&mut hand, command, args, code);
    }
    for args in bad_photos(&phone, &id) {
        assert_fails(&mut hand, "photo.add", args, "bad_photo");
    }
    let ten = vec![json!({ "base64": "" }); 10];
    assert_fails(
        &mut hand,
        "hazard.report",
        json!({ "category": "litter", "photos": ten }),
        "too_many_photos",
    );
    for line in [
        "{",
        "[]",
        "\"words\"",
        "null",
        "{\"command\":7}",
        &"[".repeat(100_000),
        "{\"command\":\"me.show\",\"args\":7}",
    ] {
        hand.send_line(line);
        let answer =
            hand.answer(std::time::Duration::from_secs(20)).expect("an answer to what is no command");
        assert_eq!(answer.1.unwrap_err().code, "bad_request", "{:.60}", line);
    }
    // What looks like a language of patterns or queries is only looked for.
    for search in ["%", "_", "\"", "'", "*", "OR", "NEAR(", "垃圾\" OR \"", "\u{0}"] {
        let found = hand.ask("hazard.list", json!({ "filter": { "search": search } })).unwrap();
        assert_eq!(found["total"], 0, "{search:?}");
    }

    assert_eq!(shown(&mut hand, &id), before);
    assert_eq!(hand.ask("hazard.list", json!({})).unwrap()["total"], 1);
    assert_eq!(phone.status()["unsent"], 2, "the report and the patrol, and nothing else");
    drop(hand);
    phone.sync();
    assert_whole(&phone);
    println!("bad fields: {count} commands answered, nothing changed");
}
