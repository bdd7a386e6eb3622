//! Guesses at invitations, and invitations that are used twice (S12).

use jinshui_core::Code;
use jinshui_core::wire::ErrorReply;

use super::share;
use super::siege::Siege;
use crate::device::new_key;

fn code_of((status, body): (u16, Vec<u8>)) -> Option<Code> {
    (status != 200).then(|| serde_json::from_slice::<ErrorReply>(&body).unwrap().failure.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn s12_an_invitation_that_was_used_lets_nobody_else_in() {
    let siege = Siege::begin();
    let code = siege.code("volunteer-17-1").await;
    assert_eq!(code_of(siege.send(&Siege::knock(&code, &new_key())).await), None);
    let mut let_in = 0;
    for _ in 0..100 {
        let refused = code_of(siege.send(&Siege::knock(&code, &new_key())).await);
        let_in += usize::from(refused != Some(Code::WrongCode));
    }
    println!("reuse of an invitation: {let_in} of 100");
    assert_eq!(let_in, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn s12_who_guesses_is_stopped_at_five() {
    let siege = Siege::begin();
    let right = siege.code("volunteer-17-1").await;
    let (all, key) = (share(10_000), new_key());
    let (mut tried, mut closed) = (0, 0);
    for number in 0..all {
        let guess = format!("{}{:08}", &right[..4], 50_000_000 + number);
        match code_of(siege.send(&Siege::knock(&guess, &key)).await) {
            Some(Code::WrongCode) => tried += 1,
            Some(Code::CodeClosed) => closed += 1,
            other => panic!("{other:?}"),
        }
    }
    println!("guesses at one invitation: {all}, of which {tried} were tried and {closed} found it closed");
    assert_eq!((tried, closed), (5, all - 5));
    assert_eq!(code_of(siege.send(&Siege::knock(&right, &key)).await), Some(Code::CodeClosed));
}
