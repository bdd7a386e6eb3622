//! The hand-over file, each of its layers alone: bytes that the fuzzer makes up pass neither the seal nor the signature.

use std::sync::LazyLock;

use jinshui_core::hand_over::{HandOver, SecretKey, Signed, open, seal};

use crate::wire::{AS_IT_CAME, packed};

/// The hub's key. The seeds seal for it too.
pub const HUB: [u8; 32] = [7; 32];

static KEY: LazyLock<SecretKey> = LazyLock::new(|| SecretKey::from_bytes(&HUB).expect("32 bytes are a key"));

/// A file as it came; or, after any other first byte, what is sealed here, opened as it was and with one byte changed.
pub(crate) fn sealed(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    if *first == AS_IT_CAME {
        if let Ok(plain) = open(&KEY, rest) {
            drop(Signed::from_bytes(&plain));
        }
        return;
    }
    let mut draw = |out: &mut [u8]| {
        out.fill(*first);
        Ok(())
    };
    let mut file = seal(&KEY.public(), rest, &mut draw).expect("any bytes can be sealed");
    assert_eq!(open(&KEY, &file).expect("what was sealed opens"), rest);
    let at = usize::from(*first) % file.len();
    if let Some(byte) = file.get_mut(at) {
        *byte ^= 1;
    }
    assert!(open(&KEY, &file).is_err(), "byte {at} was changed");
}

/// What lies under the seal.
pub(crate) fn signed(bytes: &[u8]) {
    let Ok(read) = Signed::from_bytes(bytes) else { return };
    let again = read.to_bytes().expect("what was read can be written");
    assert_eq!(Signed::from_bytes(&again).expect("and read again"), read);
    drop(HandOver::unpack(&read.work));
}

/// What lies under the signature.
pub(crate) fn work(bytes: &[u8]) {
    let Some(packed) = packed(bytes) else { return };
    let Ok(read) = HandOver::unpack(&packed) else { return };
    let again = read.pack().expect("what was read can be written");
    assert_eq!(HandOver::unpack(&again).expect("and read again"), read);
    let changes: usize = read.push.iter().map(|document| document.changes.len()).sum();
    assert_eq!(read.changes(), changes);
}
