//! What every key store must do; each backend's tests run it.

use super::{KeyError, KeyStore};

/// Asks a store that is empty; `keys` opens the same one again each time.
pub(super) fn conforms<K: KeyStore>(keys: impl Fn() -> K) {
    let load = || -> Result<Option<[u8; 32]>, KeyError> { Ok(keys().load()?.map(|key| *key)) };
    assert_eq!(load().expect("an empty store answers"), None);
    keys().destroy().expect("there may be nothing to destroy");
    keys().create(&[7; 32]).expect("a key is kept");
    assert_eq!(load().expect("it is there"), Some([7; 32]), "and is the same when it is opened anew");
    keys().create(&[8; 32]).expect_err("a key is never replaced");
    assert_eq!(load().expect("it is there yet"), Some([7; 32]));
    keys().destroy().expect("it can be destroyed");
    assert_eq!(load().expect("gone"), None);
    keys().destroy().expect("twice is once");
    keys().create(&[9; 32]).expect("another may follow");
    assert_eq!(load().expect("the new one"), Some([9; 32]));
    keys().destroy().expect("and goes, too");
}
