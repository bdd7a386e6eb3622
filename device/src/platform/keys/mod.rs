//! Where the key that opens the store is kept. In tests, on the hub and for the headless `jinshui` a file that only its owner may read;
//! the window has the desktop's keyring (`src-tauri/src/keyring.rs`), and a phone's own key store goes behind the same trait.

#[cfg(test)]
mod conformance;

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::durable;

/// Why a key could not be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key's file or store failed.
    #[error("the key cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
    /// What is there is not a key.
    #[error("what is kept as the key is not one")]
    Malformed,
    /// Others than the owner may read it.
    #[error("others may read the key's file; allow its owner alone: chmod 600")]
    Exposed,
    /// It is in the desktop's keyring, which only the window asks.
    #[error("the key is in the desktop's keyring; open this folder with the app")]
    Elsewhere,
    /// The keyring failed.
    #[error("the desktop's keyring does not give the key: {0}; unlock it and try again")]
    Keyring(String),
}

/// What stands in the file where the key is not.
const ELSEWHERE: &str = "keyring";

/// Keeps one 32-byte key.
pub trait KeyStore: Send + Sync {
    /// The key, if one is kept.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError>;

    /// Keeps a new key durably; never replaces one.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn create(&self, key: &[u8; 32]) -> Result<(), KeyError>;

    /// Destroys the key for good; without one it does nothing.
    ///
    /// # Errors
    /// See [`KeyError`].
    fn destroy(&self) -> Result<(), KeyError>;

    /// Where it is kept, in a word, for a device's state.
    fn place(&self) -> &'static str;
}

/// A key in a file with mode 0600.
pub struct FileKeys {
    path: PathBuf,
}

impl FileKeys {
    /// Keeps the key in this file.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        FileKeys { path }
    }

    /// Keeps the key of the store in this folder.
    #[must_use]
    pub fn beside(home: &Path) -> Self {
        FileKeys::new(home.join("store.key"))
    }

    /// Whether the file is there, whatever is in it.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.path.exists()
    }

    /// Writes down that the key is in the keyring. Never replaces a key.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub fn create_elsewhere(&self) -> Result<(), KeyError> {
        self.write(ELSEWHERE.as_bytes())
    }

    fn write(&self, text: &[u8]) -> Result<(), KeyError> {
        // Written whole under another name first: a crash leaves either no key or a whole one.
        let draft = self.path.with_extension("key-draft");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(text)?;
        file.sync_all()?;
        std::fs::hard_link(&draft, &self.path)?;
        std::fs::remove_file(&draft)?;
        Ok(durable::settle(&self.path)?)
    }
}

impl KeyStore for FileKeys {
    fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if file.metadata()?.permissions().mode() & 0o077 != 0 {
            return Err(KeyError::Exposed);
        }
        let mut text = Zeroizing::new(String::new());
        file.read_to_string(&mut text)?;
        if text.trim() == ELSEWHERE {
            return Err(KeyError::Elsewhere);
        }
        let mut key = Zeroizing::new([0u8; 32]);
        hex::decode_to_slice(text.trim(), key.as_mut()).map_err(|_| KeyError::Malformed)?;
        Ok(Some(key))
    }

    fn create(&self, key: &[u8; 32]) -> Result<(), KeyError> {
        self.write(Zeroizing::new(hex::encode(key)).as_bytes())
    }

    fn destroy(&self) -> Result<(), KeyError> {
        for path in [self.path.with_extension("key-draft"), self.path.clone()] {
            // Written over first, where the disk writes in place. Flash may keep the old block for a while; nothing can be done about it.
            match OpenOptions::new().write(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
                Ok(mut file) => {
                    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX).min(4096);
                    file.write_all(&vec![0; length])?;
                    file.sync_all()?;
                }
            }
            durable::remove(&path)?;
        }
        Ok(())
    }

    fn place(&self) -> &'static str {
        "file"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_a_key_store() {
        let folder = tempfile::tempdir().unwrap();
        conformance::conforms(|| FileKeys::beside(folder.path()));
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing is left of it");
    }

    #[test]
    fn a_key_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = FileKeys::beside(folder.path());
        keys.create(&[7; 32]).unwrap();
        let mode = std::fs::metadata(&keys.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&keys.path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(keys.load(), Err(KeyError::Exposed)));
    }
}
