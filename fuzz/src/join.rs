//! What a device sends before the hub knows it, and the small questions and answers in JSON.

use jinshui_core::command::{DecideArgs, DeviceList, JoiningList};
use jinshui_core::hand_over::TakenIn;
use jinshui_core::wire::{
    AuthHeader, EnrolReply, EnrolRequest, EraseReply, EraseRequest, ErrorReply, INVITE_SECRET, Invitation,
    InviteReply, InviteRequest, RejoinRequest, RevokeRequest, UploadReply, normalise_code,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The header that says who asks.
pub(crate) fn authorization(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(header) = AuthHeader::parse(text) else { return };
    assert_eq!(header.signature.len(), 64);
    assert_eq!(AuthHeader::parse(&header.to_value()), Some(header));
}

/// Joining, joining again, erasing, and every reply in JSON.
pub(crate) fn enrol(bytes: &[u8]) {
    if let Ok(typed) = std::str::from_utf8(bytes) {
        let code = normalise_code(typed);
        assert_eq!(normalise_code(&code), code, "a code that was tidied stays as it is");
        if let Some(invitation) = Invitation::read(typed) {
            let again = Invitation::read(&invitation.link());
            assert!(
                invitation.proof.len() != INVITE_SECRET || again == Some(invitation),
                "a link reads back"
            );
        }
    }
    reads_back::<EnrolRequest>(bytes);
    reads_back::<EnrolReply>(bytes);
    reads_back::<InviteRequest>(bytes);
    reads_back::<InviteReply>(bytes);
    reads_back::<RevokeRequest>(bytes);
    reads_back::<JoiningList>(bytes);
    reads_back::<DecideArgs>(bytes);
    reads_back::<DeviceList>(bytes);
    reads_back::<RejoinRequest>(bytes);
    reads_back::<ErrorReply>(bytes);
    reads_back::<UploadReply>(bytes);
    reads_back::<EraseRequest>(bytes);
    reads_back::<EraseReply>(bytes);
    reads_back::<TakenIn>(bytes);
}

fn reads_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(bytes) else { return };
    let again = serde_json::to_vec(&read).expect("what was read can be written");
    assert_eq!(serde_json::from_slice::<T>(&again).expect("and read again"), read);
}
