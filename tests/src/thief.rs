//! A phone's folder in the hands of a thief who has its key as well: the database decrypted page by page, as bytes. Pages that are
//! free, what is left in a page after a row was deleted and every frame of the write-ahead log are read too, which a query or an
//! export would pass over.

use std::path::Path;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};

/// SQLCipher's page.
const PAGE: usize = 4096;
/// What each page ends with: the initialisation vector and a MAC of 64 bytes.
const RESERVED: usize = 80;
/// The salt, in the place of the file's first words.
const SALT: usize = 16;
/// The heads of the write-ahead log and of each of its frames.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// Bytes to look through.
pub struct Found(Vec<u8>);

impl Found {
    /// Whether these letters stand anywhere, whatever their case.
    #[must_use]
    pub fn holds(&self, letters: &str) -> bool {
        self.holds_bytes(letters.as_bytes())
    }

    /// Whether these bytes stand anywhere, letters of whatever case.
    #[must_use]
    pub fn holds_bytes(&self, bytes: &[u8]) -> bool {
        memchr::memmem::find(&self.0, &bytes.to_ascii_lowercase()).is_some()
    }

    /// Together with what was found elsewhere.
    #[must_use]
    pub fn and(mut self, other: Found) -> Found {
        self.0.extend(other.0);
        self
    }
}

/// A phone's database in the clear.
///
/// # Panics
/// Where it cannot be decrypted.
#[must_use]
pub fn decrypted(home: &Path) -> Found {
    let found = database(home, "store");
    assert!(found.holds("create table home"), "{} was not decrypted", home.display());
    found
}

/// A hub's database in the clear, with every other file of its folder as it is: attachments, the journal.
///
/// # Panics
/// Where it cannot be decrypted.
#[must_use]
pub fn decrypted_hub(data: &Path) -> Found {
    let found = database(data, "server");
    assert!(found.holds("create table refusal"), "{} was not decrypted", data.display());
    let mut folders = vec![data.to_owned()];
    let mut found = found.and(raw(data));
    while let Some(folder) = folders.pop() {
        let inner = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        for inner in inner.filter(|path| path.is_dir()) {
            found = found.and(raw(&inner));
            folders.push(inner);
        }
    }
    found
}

fn database(home: &Path, name: &str) -> Found {
    let key = std::fs::read_to_string(home.join(format!("{name}.key"))).unwrap();
    let key = hex::decode(key.trim()).unwrap();
    let mut clear = Vec::new();
    let store = std::fs::read(home.join(format!("{name}.db"))).unwrap();
    for (number, page) in store.chunks_exact(PAGE).enumerate() {
        clear.extend(decrypt(&key, page, number == 0));
    }
    let log = std::fs::read(home.join(format!("{name}.db-wal"))).unwrap_or_default();
    for frame in log.get(LOG_HEAD..).unwrap_or_default().chunks_exact(FRAME_HEAD + PAGE) {
        clear.extend(decrypt(&key, &frame[FRAME_HEAD..], frame[..4] == [0, 0, 0, 1]));
    }
    clear.make_ascii_lowercase();
    Found(clear)
}

fn decrypt(key: &[u8], page: &[u8], is_first: bool) -> Vec<u8> {
    let (body, reserved) = page.split_at(PAGE - RESERVED);
    let cipher = Decryptor::<Aes256>::new_from_slices(key, &reserved[..16]).unwrap();
    let mut body = body[if is_first { SALT } else { 0 }..].to_vec();
    cipher.decrypt_padded::<NoPadding>(&mut body).unwrap();
    body
}

/// The bytes of every file in a phone's folder, as they are.
///
/// # Panics
/// Where one cannot be read.
#[must_use]
pub fn raw(home: &Path) -> Found {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(home).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            bytes.extend(std::fs::read(path).unwrap());
        }
    }
    bytes.make_ascii_lowercase();
    Found(bytes)
}
