//! What the hub must not forget even where its database is put back from an older copy: erasures and revocations (R22). One JSON
//! line each in a file beside the database, only ever added to, on the disk before the deed is done. It names records, devices
//! and changes by their ids and says nothing of anybody.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use jinshui_core::{ChangeHash, DeviceId, DocumentId, Erasure, MemberId, Timestamp};
use serde::{Deserialize, Serialize};

/// The file's name.
pub(crate) const NAME: &str = "journal.jsonl";

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Entry {
    /// Something of a record was erased.
    Erase(ErasedEntry),
    /// A device was revoked.
    Revoke {
        /// Which.
        device: DeviceId,
        /// When.
        at: Timestamp,
    },
}

/// What is kept of an erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ErasedEntry {
    /// The record.
    pub(crate) document: DocumentId,
    /// The generation that was made.
    pub(crate) generation: u32,
    /// Names of what was erased, with this generation and before.
    pub(crate) erased: Erasure,
    /// The heads of the generation: a hub that comes to the same has the same generation again.
    pub(crate) heads: Vec<ChangeHash>,
    /// Who asked.
    pub(crate) by: MemberId,
    /// When.
    pub(crate) at: Timestamp,
}

/// Why the journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    /// The file cannot be read or written.
    #[error("{}: {error}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A line is none of ours.
    #[error(
        "{}, line {line}: {why}; it is damaged, or a newer program wrote it. The hub does not serve without it, \
         since something may have to be erased again: put back a whole one", .path.display()
    )]
    Line {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// What the lines say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    /// Erasures by record, oldest first.
    pub(crate) erasures: BTreeMap<DocumentId, Vec<ErasedEntry>>,
    /// Revoked devices.
    pub(crate) revoked: BTreeMap<DeviceId, Timestamp>,
}

/// The journal of a hub.
#[derive(Debug, Clone)]
pub(crate) struct Journal {
    path: PathBuf,
}

impl Journal {
    pub(crate) fn new(folder: &Path) -> Self {
        Journal { path: folder.join(NAME) }
    }

    /// Writes one line; it is on the disk when this returns.
    pub(crate) fn append(&self, entry: &Entry) -> Result<(), JournalError> {
        let written = self.write(entry, |_| true);
        written.map(|_| ()).map_err(|error| JournalError::Io { path: self.path.clone(), error })
    }

    /// The same on behalf of a device. False, and nothing is written, where the journal says that it is revoked: what a device asks
    /// for is either before its revocation or not done, also when the hub does again what the journal says.
    pub(crate) fn append_for(&self, entry: &Entry, device: &DeviceId) -> Result<bool, JournalError> {
        let revokes = |line: &[u8]| matches!(serde_json::from_slice(line), Ok(Entry::Revoke { device: gone, .. }) if &gone == device);
        let welcome = |whole: &[u8]| !whole.split(|byte| *byte == b'\n').any(revokes);
        self.write(entry, welcome).map_err(|error| JournalError::Io { path: self.path.clone(), error })
    }

    /// Writes a line where what stands there allows it.
    fn write(&self, entry: &Entry, may: impl FnOnce(&[u8]) -> bool) -> std::io::Result<bool> {
        let is_new = !self.path.exists();
        let mut file =
            OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&self.path)?;
        // The office's command line writes beside the hub.
        file.lock()?;
        let mut whole = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut whole)?;
        if !may(&whole) {
            return Ok(false);
        }
        let end = whole.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if end < whole.len() {
            // Torn by a crash before it was answered.
            file.set_len(u64::try_from(end).map_err(std::io::Error::other)?)?;
        }
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        file.write_all(&line)?;
        file.sync_all()?;
        if is_new {
            let folder = self.path.parent().unwrap_or(Path::new("."));
            File::open(folder)?.sync_all()?;
        }
        Ok(true)
    }

    /// Reads every line. A last one without its end was never answered for.
    pub(crate) fn read(&self) -> Result<Deeds, JournalError> {
        let text = match std::fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Deeds::default()),
            Err(error) => return Err(JournalError::Io { path: self.path.clone(), error }),
        };
        let mut read = Deeds::default();
        for (number, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let Some(line) = line.strip_suffix(b"\n") else { break };
            let damaged = |error: serde_json::Error| JournalError::Line {
                path: self.path.clone(),
                line: number + 1,
                why: error.to_string(),
            };
            match serde_json::from_slice(line).map_err(damaged)? {
                Entry::Erase(entry) => read.erasures.entry(entry.document).or_default().push(entry),
                Entry::Revoke { device, at } => {
                    read.revoked.entry(device).or_insert(at);
                }
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revoke(name: &str) -> Entry {
        Entry::Revoke { device: name.into(), at: Timestamp(7) }
    }

    #[test]
    fn r22_a_torn_last_line_is_no_harm_and_any_other_stops_the_hub() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(folder.path());
        assert_eq!(journal.read().unwrap(), Deeds::default());
        journal.append(&revoke("a")).unwrap();
        let erased = ErasedEntry {
            document: DocumentId(uuid::Uuid::from_u128(1)),
            generation: 2,
            erased: Erasure::of(&jinshui_core::Kind::Hazard, &[]).unwrap(),
            heads: vec![ChangeHash([1; 32])],
            by: "office-1".into(),
            at: Timestamp(9),
        };
        journal.append(&Entry::Erase(erased.clone())).unwrap();
        let mut torn = std::fs::read(&journal.path).unwrap();
        torn.extend(b"{\"what\":\"rev");
        std::fs::write(&journal.path, &torn).unwrap();
        assert_eq!(journal.read().unwrap().erasures.values().flatten().collect::<Vec<_>>(), [&erased]);
        journal.append(&revoke("b")).unwrap();
        let names: Vec<_> = journal.read().unwrap().revoked.into_keys().collect();
        assert_eq!(names, [DeviceId::from("a"), DeviceId::from("b")]);
        let mut bytes = std::fs::read(&journal.path).unwrap();
        bytes[3] = b'!';
        std::fs::write(&journal.path, bytes).unwrap();
        assert!(journal.read().unwrap_err().to_string().contains("line 1"));
    }

    #[test]
    fn nothing_is_written_for_a_device_after_its_revocation() {
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(folder.path());
        assert!(journal.append_for(&revoke("x"), &"a".into()).unwrap());
        journal.append(&revoke("a")).unwrap();
        assert!(!journal.append_for(&revoke("y"), &"a".into()).unwrap());
        assert!(journal.append_for(&revoke("z"), &"b".into()).unwrap());
        assert_eq!(journal.read().unwrap().revoked.len(), 3);
    }

    #[test]
    fn r22_the_journal_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let journal = Journal::new(folder.path());
        journal.append(&revoke("a")).unwrap();
        assert_eq!(std::fs::metadata(&journal.path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
