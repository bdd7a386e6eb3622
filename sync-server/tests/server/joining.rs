//! A device joins by a one-time code.

use jinshui_core::Code;
use p256::ecdsa::SigningKey;

use super::device::{Device, random};
use super::hub::{Hub, program};

#[tokio::test]
async fn a_code_lets_one_device_in_however_it_is_typed() {
    let hub = Hub::start();
    let typed = format!("{}-{} {}", &hub.office_code[..4], &hub.office_code[4..8], &hub.office_code[8..]);
    let device = Device::enrol(&hub.address, &typed).await.unwrap();
    assert_eq!(device.member().as_str(), "office-1");
    assert!(device.joined.device.as_str().starts_with("d-"));
    let again = Device::enrol(&hub.address, &hub.office_code).await.err().unwrap();
    assert_eq!(again.code, Code::WrongCode);
}

#[tokio::test]
async fn a_device_whose_reply_was_lost_joins_once_more_as_itself() {
    let hub = Hub::start();
    let key = SigningKey::from_slice(&random::<32>()).unwrap();
    let first = Device::enrol_with(&hub.address, &hub.office_code, key.clone()).await.unwrap();
    let second = Device::enrol_with(&hub.address, &hub.office_code, key).await.unwrap();
    assert_eq!((first.joined.device, first.joined.tag), (second.joined.device, second.joined.tag));
}

#[tokio::test]
async fn five_wrong_tries_close_a_code() {
    let hub = Hub::start();
    let code = hub.invite("volunteer-17-1");
    let last = if code.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &code[..11]);
    for _ in 0..5 {
        let refused = Device::enrol(&hub.address, &wrong).await.err().unwrap();
        assert_eq!(refused.code, Code::WrongCode);
    }
    assert_eq!(Device::enrol(&hub.address, &code).await.err().unwrap().code, Code::CodeClosed);
    assert_eq!(Device::enrol(&hub.address, "12ab").await.err().unwrap().code, Code::WrongCode);
    let other = hub.invite("volunteer-17-1");
    assert!(Device::enrol(&hub.address, &other).await.is_ok(), "another code of the same member is open");
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
