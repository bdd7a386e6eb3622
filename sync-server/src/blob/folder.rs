//! Where attachments' bytes are: a folder. What is not whole lies under (document, hash), what is whole under its hash. Every
//! part is on the disk before it is answered, so a part that was taken never has to be sent again.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jinshui_core::{BlobHash, DocumentId};
use sha2::{Digest, Sha256};

/// The folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
}

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is on the disk; so many bytes are there now.
    Part(u64),
    /// The attachment is whole and its hash is right.
    Whole,
    /// The next part begins here, not where this one did.
    Elsewhere(u64),
    /// All bytes came and their hash is another: all are thrown away.
    WrongHash,
}

impl Folder {
    pub(crate) fn new(data: &Path) -> Self {
        Folder { root: data.join("blobs") }
    }

    /// How many bytes of an attachment came through this document.
    pub(crate) fn have(&self, id: DocumentId, hash: BlobHash) -> std::io::Result<u64> {
        match fs::metadata(self.partial(id, hash)) {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Takes a part of an attachment of `size` bytes.
    pub(crate) fn take(
        &self,
        (id, hash): (DocumentId, BlobHash),
        offset: u64,
        size: u64,
        bytes: &[u8],
    ) -> std::io::Result<Taken> {
        let path = self.partial(id, hash);
        let mut have = self.have(id, hash)?;
        if have > size {
            // It was begun as something larger than it is.
            fs::remove_file(&path)?;
            have = 0;
        }
        if offset != have || offset + bytes.len() as u64 > size {
            return Ok(Taken::Elsewhere(have));
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        if have == 0 {
            File::open(folder)?.sync_all()?;
        }
        have += bytes.len() as u64;
        if have < size { Ok(Taken::Part(have)) } else { self.finish(&path, hash) }
    }

    /// All bytes are there: are they the right ones?
    fn finish(&self, path: &Path, hash: BlobHash) -> std::io::Result<Taken> {
        let mut hasher = Sha256::new();
        std::io::copy(&mut File::open(path)?, &mut hasher)?;
        if <[u8; 32]>::from(hasher.finalize()) != hash.0 {
            fs::remove_file(path)?;
            return Ok(Taken::WrongHash);
        }
        let whole = self.whole(hash);
        let folder = whole.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        fs::rename(path, &whole)?;
        File::open(folder)?.sync_all()?;
        Ok(Taken::Whole)
    }

    /// The bytes of a whole attachment from an offset on.
    pub(crate) fn read(&self, hash: BlobHash, from: u64) -> std::io::Result<Vec<u8>> {
        let mut file = File::open(self.whole(hash))?;
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Deletes a whole attachment; one that is not there is none.
    pub(crate) fn remove(&self, hash: BlobHash) -> std::io::Result<()> {
        gone(&self.whole(hash))
    }

    /// Deletes whole attachments that are not to be kept.
    pub(crate) fn sweep_whole(&self, keep: impl Fn(BlobHash) -> bool) -> std::io::Result<()> {
        for shelf in files(&self.root)?.into_iter().filter(|path| path.is_dir() && !path.ends_with("partial"))
        {
            for file in files(&shelf)? {
                let hash = name(&file).parse::<BlobHash>();
                if hash.is_ok_and(|hash| !keep(hash)) {
                    gone(&file)?;
                }
            }
        }
        Ok(())
    }

    /// Deletes what came of attachments that are not whole and not to be kept.
    pub(crate) fn sweep_partial(&self, keep: impl Fn(DocumentId, BlobHash) -> bool) -> std::io::Result<()> {
        for file in files(&self.root.join("partial"))? {
            let of = name(&file)
                .rsplit_once('-')
                .and_then(|(id, hash)| Some((id.parse().ok()?, hash.parse().ok()?)));
            if of.is_some_and(|(id, hash)| !keep(id, hash)) {
                gone(&file)?;
            }
        }
        Ok(())
    }

    fn partial(&self, id: DocumentId, hash: BlobHash) -> PathBuf {
        self.root.join("partial").join(format!("{id}-{hash}"))
    }

    fn whole(&self, hash: BlobHash) -> PathBuf {
        let name = hash.to_string();
        let shelf: String = name.chars().take(2).collect();
        self.root.join(shelf).join(name)
    }
}

/// What lies in a folder; nothing where there is none.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(found) => found.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// Deletes a file; the folder must know it too before it counts.
fn gone(file: &Path) -> std::io::Result<()> {
    match fs::remove_file(file) {
        Ok(()) => File::open(file.parent().unwrap_or(Path::new(".")))?.sync_all(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_in_order_and_the_hash_is_checked() {
        let folder = tempfile::tempdir().unwrap();
        let (blobs, id) = (Folder::new(folder.path()), DocumentId(uuid::Uuid::from_u128(1)));
        let hash = BlobHash::of(b"hello");
        let name = (id, hash);
        assert_eq!(blobs.take(name, 0, 5, b"he").unwrap(), Taken::Part(2));
        assert_eq!(blobs.take(name, 0, 5, b"he").unwrap(), Taken::Elsewhere(2));
        assert_eq!(blobs.take(name, 2, 5, b"lloo").unwrap(), Taken::Elsewhere(2));
        assert_eq!(blobs.have(DocumentId(uuid::Uuid::from_u128(2)), hash).unwrap(), 0);
        assert_eq!(blobs.take(name, 2, 5, b"xxx").unwrap(), Taken::WrongHash);
        assert_eq!(blobs.take(name, 0, 5, b"hello").unwrap(), Taken::Whole);
        assert_eq!(blobs.have(id, hash).unwrap(), 0);
        assert_eq!(blobs.read(hash, 3).unwrap(), b"lo");
    }
}
