//! Joining and serving where something is wrong: each is said clearly, and nothing is spoilt by it.

use std::net::TcpListener;

use jinshui_tests::{Hub, Phone};
use serde_json::{Value, json};

fn code_of(asked: Result<Value, jinshui_tests::Failed>) -> String {
    let failed = asked.expect_err("this is to fail");
    assert!(!failed.message.is_empty());
    failed.code
}

#[test]
fn a_phone_that_has_not_joined_says_so() {
    let phone = Phone::blank();
    assert_eq!(code_of(phone.try_sync()), "not_enrolled");
    assert_eq!(code_of(phone.once("hazard.report", json!({ "category": "litter" }))), "not_enrolled");
    assert_eq!(phone.once("me.show", json!({})).unwrap()["enrolled"], false);
    assert_eq!(phone.status()["member"], Value::Null);
}

#[test]
fn joining_fails_clearly_and_works_afterwards() {
    let hub = Hub::start();
    let phone = Phone::blank();
    // A port that nobody listens on: it was free a moment ago.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert_eq!(code_of(phone.ask(&format!("http://{free}"), "123412345678")), "no_connection");
    assert_eq!(code_of(phone.ask("ftp://hub", "123412345678")), "bad_field");
    assert_eq!(code_of(phone.ask(&hub.url(), "not a code")), "wrong_code");

    let code = hub.invite("volunteer-17-1");
    let secret: u64 = code[4..].parse().unwrap();
    for wrong in 1..=5 {
        let guess = format!("{}{:08}", &code[..4], (secret + wrong) % 100_000_000);
        assert_eq!(code_of(phone.ask(&hub.url(), &guess)), "wrong_code");
    }
    assert_eq!(code_of(phone.ask(&hub.url(), &code)), "code_closed");

    let fresh = hub.invite("volunteer-17-1");
    let spaced = format!(" {} {}-{} ", &fresh[..4], &fresh[4..8], &fresh[8..]);
    assert_eq!(phone.enrol(&hub, &hub.url(), &spaced).unwrap()["member"], "volunteer-17-1");
    assert_eq!(code_of(phone.ask(&hub.url(), &hub.invite("police-1"))), "already_enrolled");
    assert_eq!(code_of(Phone::blank().ask(&hub.url(), &fresh)), "wrong_code");
    assert_eq!(phone.sync()["complete"], true);
}

#[test]
fn a_hub_without_data_or_port_says_so_and_the_other_goes_on() {
    let hub = Hub::start();
    let fails = |words: &[&str]| {
        let output = hub.command(words).output().unwrap();
        assert!(!output.status.success(), "{words:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let said = fails(&["serve", "--json", "--listen", hub.address()]);
    assert!(said.contains("cannot listen") && said.contains(hub.address()), "{said}");
    assert!(fails(&["init", "--community", "demo"]).contains("already a hub"));
    assert!(fails(&["invite", "--member", "nobody-9"]).contains("nobody-9"));
    let said = fails(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(said.contains("TLS"), "{said}");
    assert_eq!(Phone::of("police-1", &hub).sync()["complete"], true);

    let nowhere = Hub::nowhere();
    let output = nowhere.command(&["serve", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert!(!output.status.success() && !output.stderr.is_empty());
}
