//! The store's key in the desktop's own keyring (GNOME Keyring, KWallet), by the Secret Service. Where there is none, the key is in
//! a file beside the store, as everywhere else on Linux; which of the two it was stays so for the life of the store.

use std::collections::HashMap;
use std::path::Path;

use dbus_secret_service::{Collection, EncryptionType, Error, Item, SecretService};
use jinshui_device::platform::{FileKeys, KeyError, KeyStore};
use zeroize::Zeroizing;

/// What people see in their keyring.
const LABEL: &str = "金水巡防";
/// How long somebody may take to unlock it.
const PROMPT_SECONDS: u64 = 60;

/// The keyring of whoever is signed in at this computer; the key of one folder's store.
pub(crate) struct DesktopKeys {
    /// The folder, by which the key is found again.
    folder: String,
    /// The file: it holds the key, or says that the key is in the keyring.
    file: FileKeys,
}

impl DesktopKeys {
    /// The key of the store in this folder.
    pub(crate) fn new(home: &Path) -> Self {
        let folder = std::path::absolute(home).unwrap_or_else(|_| home.to_owned());
        DesktopKeys { folder: folder.display().to_string(), file: FileKeys::beside(home) }
    }

    fn attributes(&self) -> HashMap<&str, &str> {
        HashMap::from([("application", "jinshui"), ("folder", self.folder.as_str())])
    }

    /// Does something with the keyring. What crosses the session's bus is not encrypted on its way: whoever can listen there can ask
    /// the keyring as well.
    fn with<T>(&self, work: impl FnOnce(&Collection<'_>) -> Result<T, Error>) -> Result<T, KeyError> {
        let done = SecretService::connect_with_max_prompt_timeout(EncryptionType::Plain, PROMPT_SECONDS);
        let done = done.and_then(|service| {
            let collection = service.get_default_collection()?;
            collection.ensure_unlocked().or_else(|_| collection.unlock())?;
            work(&collection)
        });
        done.map_err(|error| KeyError::Keyring(error.to_string()))
    }

    fn keep(&self, key: &[u8; 32]) -> Result<(), KeyError> {
        let text = Zeroizing::new(hex::encode(key));
        self.with(|keyring| {
            keyring.create_item(LABEL, self.attributes(), text.as_bytes(), true, "text/plain").map(|_| ())
        })
    }

    fn find(&self) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
        let secret = |items: Vec<Item<'_>>| items.first().map(Item::get_secret).transpose();
        let found = self.with(|keyring| keyring.search_items(self.attributes()).and_then(secret))?;
        let read = |secret: Vec<u8>| -> Result<_, KeyError> {
            let (secret, mut key) = (Zeroizing::new(secret), Zeroizing::new([0u8; 32]));
            hex::decode_to_slice(secret.as_slice(), key.as_mut()).map_err(|_| KeyError::Malformed)?;
            Ok(key)
        };
        found.map(read).transpose()
    }
}

impl KeyStore for DesktopKeys {
    fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
        match self.file.load() {
            Err(KeyError::Elsewhere) => self.find(),
            other => other,
        }
    }

    fn create(&self, key: &[u8; 32]) -> Result<(), KeyError> {
        if self.file.is_there() {
            return self.file.create(key);
        }
        match self.keep(key) {
            Ok(()) => self.file.create_elsewhere(),
            Err(error) => {
                tracing::warn!(%error, "no keyring; the store's key is kept in a file that its owner alone may read");
                self.file.create(key)
            }
        }
    }

    fn destroy(&self) -> Result<(), KeyError> {
        if matches!(self.file.load(), Err(KeyError::Elsewhere)) {
            self.with(|keyring| keyring.search_items(self.attributes())?.iter().try_for_each(Item::delete))?;
        }
        self.file.destroy()
    }

    fn place(&self) -> &'static str {
        match self.file.load() {
            Err(KeyError::Elsewhere) => "keyring",
            _ => self.file.place(),
        }
    }
}

#[cfg(test)]
#[path = "../../device/src/platform/keys/conformance.rs"]
mod conformance;

#[cfg(test)]
mod tests {
    use super::*;

    /// On a bus with a keyring, which `scripts/keyring.sh` starts.
    #[test]
    fn the_keyring_is_a_key_store_and_nothing_of_the_key_is_in_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = || DesktopKeys::new(folder.path());
        super::conformance::conforms(keys);
        keys().create(&[7; 32]).expect("kept");
        assert_eq!(keys().place(), "keyring", "run this test by scripts/keyring.sh");
        let beside = std::fs::read_to_string(folder.path().join("store.key")).expect("a note");
        assert_eq!(beside.trim(), "keyring");
        assert!(matches!(FileKeys::beside(folder.path()).load(), Err(KeyError::Elsewhere)));
        keys().destroy().expect("destroyed");
    }

    #[test]
    fn a_key_that_is_in_a_file_stays_there() {
        let folder = tempfile::tempdir().expect("a folder");
        FileKeys::beside(folder.path()).create(&[7; 32]).expect("kept");
        let keys = DesktopKeys::new(folder.path());
        assert_eq!((keys.load().expect("loads"), keys.place()), (Some([7; 32].into()), "file"));
        assert!(keys.create(&[8; 32]).is_err(), "never replaced");
    }
}
