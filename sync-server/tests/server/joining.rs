//! A device joins: a hub's first one by its code alone, every other one when the office has agreed to its check code.

use jinshui_core::command::{InviteKind, JoiningList};
use jinshui_core::wire::{EnrolReply, InviteReply, check_code};
use jinshui_core::{Code, Failure};
use p256::ecdsa::SigningKey;
use reqwest::Method;
use serde_json::{Value, json};

use super::device::{Device, ask, ask_with, failure, knock, new_key};
use super::hub::{Hub, printed, program};

/// A request of a device, and its answer where it is a success.
async fn asks(device: &Device, method: Method, path: &str, body: Value) -> Result<Value, Code> {
    let body = if method == Method::GET { Vec::new() } else { body.to_string().into_bytes() };
    let response = device.send(method, path, body).await;
    if !response.status().is_success() {
        return Err(failure(response).await);
    }
    Ok(serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

async fn invites(office: &Device, member: &str, kind: &str) -> InviteReply {
    let request = json!({ "protocol": 1, "member": member, "kind": kind });
    serde_json::from_value(asks(office, Method::POST, "/v1/invite", request).await.unwrap()).unwrap()
}

async fn at_the_door(office: &Device) -> JoiningList {
    serde_json::from_value(asks(office, Method::GET, "/v1/joining", Value::Null).await.unwrap()).unwrap()
}

async fn decides(office: &Device, invite: &str, check: &str, agree: bool) -> Result<Value, Code> {
    let answer = json!({ "invite": invite, "check": check, "agree": agree });
    asks(office, Method::POST, "/v1/joining", answer).await
}

fn check_of(key: &SigningKey) -> String {
    check_code(key.verifying_key().to_encoded_point(true).as_bytes())
}

fn code(refused: Result<EnrolReply, Failure>) -> Code {
    refused.unwrap_err().code
}

#[tokio::test]
async fn a_hubs_first_code_lets_one_device_in_however_it_is_typed() {
    let hub = Hub::start();
    let typed = format!("{}-{} {}", &hub.office_code[..4], &hub.office_code[4..8], &hub.office_code[8..]);
    let device = Device::enrol(&hub.address, &typed).await.unwrap();
    assert_eq!(device.member().as_str(), "office-1");
    assert!(device.joined.device.as_str().starts_with("d-"));
    let again = Device::enrol(&hub.address, &hub.office_code).await.err().unwrap();
    assert_eq!(again.code, Code::WrongCode);
}

#[tokio::test]
async fn a_device_is_in_once_the_office_has_agreed_to_its_check_code() {
    let hub = Hub::start();
    let office = hub.office().await;
    let invited = invites(&office, "volunteer-17-1", "live").await;
    assert_eq!((invited.kind.clone(), invited.second.as_deref()), (InviteKind::Live, None));
    let key = new_key();
    let EnrolReply::WaitingApproval { check, .. } = ask(&hub.address, &invited.code(), &key).await.unwrap()
    else {
        panic!("nobody was asked")
    };
    assert_eq!(check, check_of(&key), "both sides work it out");
    let door = at_the_door(&office).await;
    let [waiting] = door.waiting.as_slice() else { panic!("{door:?}") };
    assert_eq!((waiting.check.as_str(), waiting.member.as_str()), (check.as_str(), "volunteer-17-1"));
    // Who photographed the code comes too late, by its digits and by its link.
    assert_eq!(code(ask(&hub.address, &invited.code(), &new_key()).await), Code::WrongCode);
    let scanned = (invited.number.as_str(), invited.secret.as_str(), None);
    assert_eq!(code(ask_with(&hub.address, scanned, &new_key()).await), Code::WrongCode);
    let other = if check == "0000" { "1111" } else { "0000" };
    assert_eq!(decides(&office, &invited.number, other, true).await, Err(Code::NotFound));
    decides(&office, &invited.number, &check.to_lowercase(), true).await.unwrap();
    let device = Device::enrol_with(&hub.address, &invited.code(), key.clone()).await.unwrap();
    assert_eq!(device.member().as_str(), "volunteer-17-1");
    assert_eq!(at_the_door(&office).await, JoiningList::default());
    // A reply that was lost: the same device, by whichever proof.
    let EnrolReply::Welcome(again) = ask_with(&hub.address, scanned, &key).await.unwrap() else {
        panic!("known")
    };
    assert_eq!((again.device, again.tag), (device.joined.device, device.joined.tag));
}

#[tokio::test]
async fn who_is_not_the_office_lets_nobody_in() {
    let hub = Hub::start();
    let (office, volunteer) = (hub.office().await, hub.device("volunteer-17-1").await);
    let request = json!({ "protocol": 1, "member": "volunteer-17-2", "kind": "live" });
    assert_eq!(asks(&volunteer, Method::POST, "/v1/invite", request.clone()).await, Err(Code::NotAllowed));
    assert_eq!(asks(&volunteer, Method::GET, "/v1/joining", Value::Null).await, Err(Code::NotAllowed));
    let invited = invites(&office, "volunteer-17-1", "live").await;
    let key = new_key();
    ask(&hub.address, &invited.code(), &key).await.unwrap();
    assert_eq!(decides(&volunteer, &invited.number, &check_of(&key), true).await, Err(Code::NotAllowed));
    decides(&office, &invited.number, &check_of(&key), false).await.unwrap();
    assert_eq!(code(ask(&hub.address, &invited.code(), &key).await), Code::JoinRefused);
    assert_eq!(
        decides(&office, &invited.number, &check_of(&key), true).await,
        Err(Code::NotFound),
        "answered"
    );
    let unasked = json!({ "protocol": 1, "member": "volunteer-17-2", "kind": "approved" });
    assert_eq!(asks(&office, Method::POST, "/v1/invite", unasked).await, Err(Code::BadField));
    let nobody = json!({ "protocol": 1, "member": "nobody-9", "kind": "live" });
    assert_eq!(asks(&office, Method::POST, "/v1/invite", nobody).await, Err(Code::NotFound));
}

#[tokio::test]
async fn a_printed_code_needs_the_second_one_that_is_told_by_telephone() {
    let hub = Hub::start();
    let office = hub.office().await;
    let invited = invites(&office, "head-097", "printed").await;
    let (number, digits, second) = (&invited.number, &invited.digits, invited.second.as_deref().unwrap());
    let key = new_key();
    assert_eq!(code(ask(&hub.address, &invited.code(), &key).await), Code::NeedsSecondCode);
    let open = at_the_door(&office).await.open;
    assert_eq!((open[0].second.as_deref(), open[0].kind.clone()), (Some(second), InviteKind::Printed));
    let asked = ask_with(&hub.address, (number, digits, Some(second)), &key).await.unwrap();
    assert!(matches!(asked, EnrolReply::WaitingApproval { .. }), "{asked:?}");
    let another = invites(&office, "head-097", "printed").await;
    let wrong = if another.second.as_deref() == Some("000000") { "000001" } else { "000000" };
    for _ in 0..5 {
        let tried = ask_with(&hub.address, (&another.number, &another.secret, Some(wrong)), &key).await;
        assert_eq!(code(tried), Code::WrongSecondCode);
    }
    let right = (another.number.as_str(), another.secret.as_str(), another.second.as_deref());
    assert_eq!(code(ask_with(&hub.address, right, &key).await), Code::CodeClosed);
}

#[tokio::test]
async fn a_request_to_join_is_signed_with_the_key_that_it_names() {
    let hub = Hub::start();
    let post = async |body: Vec<u8>, auth: &str| {
        let url = format!("{}/v1/enrol", hub.address);
        reqwest::Client::new().post(url).header("Authorization", auth).body(body).send().await.unwrap()
    };
    let (number, digits) = hub.office_code.split_at(4);
    let (body, _) = knock((number, digits, None), &new_key());
    let (_, of_another) = knock((number, digits, None), &new_key());
    for auth in ["", "Jinshui new 1 00", of_another.as_str()] {
        assert_eq!(failure(post(body.clone(), auth).await).await, Code::NotSignedIn, "{auth}");
    }
    assert!(Device::enrol(&hub.address, &hub.office_code).await.is_ok(), "nothing was used up");
}

#[tokio::test]
async fn a_device_whose_reply_was_lost_joins_once_more_as_itself() {
    let hub = Hub::start();
    let key = new_key();
    let first = Device::enrol_with(&hub.address, &hub.office_code, key.clone()).await.unwrap();
    let second = Device::enrol_with(&hub.address, &hub.office_code, key).await.unwrap();
    assert_eq!((first.joined.device, first.joined.tag), (second.joined.device, second.joined.tag));
}

#[tokio::test]
async fn five_wrong_tries_close_that_code_and_no_other() {
    let hub = Hub::start();
    let code_of = hub.invite("volunteer-17-1");
    let last = if code_of.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &code_of[..11]);
    for _ in 0..5 {
        assert_eq!(code(ask(&hub.address, &wrong, &new_key()).await), Code::WrongCode);
    }
    assert_eq!(code(ask(&hub.address, &code_of, &new_key()).await), Code::CodeClosed);
    assert_eq!(code(ask(&hub.address, "12ab", &new_key()).await), Code::WrongCode);
    hub.device("volunteer-17-1").await;
}

#[tokio::test]
async fn who_guesses_is_made_to_wait_at_their_address_and_nobody_else_is() {
    let hub = Hub::start_behind_proxy();
    let tries = async |from: &str, code: &str| {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let (body, auth) = knock((&digits[..4], &digits[4..], None), &new_key());
        let url = format!("{}/v1/enrol", hub.address);
        let asked = reqwest::Client::new().post(url).header("Authorization", auth);
        asked.header("X-Forwarded-For", from).body(body).send().await.unwrap()
    };
    let unknown = format!("{:04}00000000", (hub.office_code[..4].parse::<u32>().unwrap() + 1) % 10_000);
    let mut guesses = 0;
    while failure(tries("203.0.113.5", &unknown).await).await == Code::WrongCode {
        guesses += 1;
        assert!(guesses < 200, "nobody stops them");
    }
    assert!(guesses >= 30, "{guesses}: a few slips are no attack");
    let limited = tries("evil, 203.0.113.5", &hub.office_code).await;
    assert_eq!(limited.headers()["retry-after"], "5");
    assert_eq!(failure(limited).await, Code::TooBusy, "the right code is no way to tell");
    assert_eq!(failure(tries("203.0.113.9", &unknown).await).await, Code::WrongCode);
    assert!(tries("203.0.113.9", &hub.office_code).await.status().is_success());
}

#[tokio::test]
async fn the_command_line_answers_too_and_prints_a_sheet() {
    let hub = Hub::start();
    let sheet = tempfile::tempdir().unwrap();
    let svg = sheet.path().join("code.svg");
    let file = svg.to_str().unwrap();
    let words =
        ["invite", "--member", "head-097", "--printed", "--url", "https://hub.example", "--svg", file];
    let made = printed(&hub.run(&words));
    assert!(std::fs::read_to_string(&svg).unwrap().contains("<svg"));
    let link = made["link"].as_str().unwrap();
    assert!(link.starts_with("jinshui://join?at=https%3A%2F%2Fhub.example&id="), "{link}");
    let (code_of, second) = (made["code"].as_str().unwrap(), made["second"].as_str().unwrap());
    let key = new_key();
    ask_with(&hub.address, (&code_of[..4], &code_of[4..], Some(second)), &key).await.unwrap();
    let waits = printed(&hub.run(&["waiting"]));
    assert_eq!((&waits["check"], &waits["member"]), (&json!(check_of(&key)), &json!("head-097")));
    let nobody = hub.run(&["approve", "--check", "0O0O"]);
    assert!(!nobody.status.success() && String::from_utf8_lossy(&nobody.stderr).contains("0O0O"));
    printed(&hub.run(&["approve", "--check", &check_of(&key), "--refuse"]));
    assert_eq!(code(ask(&hub.address, code_of, &key).await), Code::JoinRefused);
}

#[tokio::test]
async fn the_office_is_told_whom_it_may_mean() {
    let hub = Hub::start();
    let unknown = program(&["invite", "--data", hub.data(), "--member", "王"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("王秀英 (assistant-01)"));
    let again = program(&["init", "--data", hub.data(), "--community", "demo"]);
    assert_eq!(again.status.code(), Some(1));
    let open = program(&["serve", "--data", hub.data(), "--listen", "0.0.0.0:0"]);
    assert!(String::from_utf8_lossy(&open.stderr).contains("--behind-proxy"));
    let taken = program(&["serve", "--data", hub.data(), "--listen", &hub.address["http://".len()..]]);
    assert_eq!(taken.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("cannot listen"));
}
