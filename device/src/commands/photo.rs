//! Pictures in and out.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{NewPhoto, Outcome, PhotoBytes, PhotoGetArgs, PhotoSize, Reply, Topic};
use jinshui_core::{Code, Failure};

use super::{Desk, Files};

/// The largest file that is still read as a picture, in bytes.
const MOST_BYTES: u64 = 60 * 1024 * 1024;

impl Desk<'_> {
    /// The bytes of a picture on its way in.
    pub(super) fn picture(&self, photo: &NewPhoto) -> Result<Vec<u8>, Failure> {
        match photo {
            NewPhoto::Path(_) if self.files == Files::Refused => {
                Err(Failure::field("photo", "a window or browser sends the bytes, not a path"))
            }
            NewPhoto::Path(path) => {
                let unreadable =
                    |error| Failure::new(Code::BadPhoto, format!("{path} cannot be read: {error}"));
                if std::fs::metadata(path).map_err(unreadable)?.len() > MOST_BYTES {
                    return Err(Failure::new(Code::BadPhoto, format!("{path} is larger than 60 MB")));
                }
                std::fs::read(path).map_err(unreadable)
            }
            NewPhoto::Base64(text) => {
                // A page's canvas gives “data:image/jpeg;base64,…”.
                let bare = text.rsplit_once(";base64,").map_or(text.as_str(), |(_, bare)| bare);
                STANDARD
                    .decode(bare)
                    .map_err(|_| Failure::new(Code::BadPhoto, "the photo's base64 is damaged"))
            }
        }
    }

    /// A picture's bytes; one that is not here is fetched next.
    pub(super) fn photo(&mut self, args: &PhotoGetArgs) -> Result<Outcome, Failure> {
        let photos = self.store.photos(args.id)?;
        let photo = photos.iter().find(|photo| photo.hash == args.hash || photo.thumbnail == args.hash);
        let photo =
            photo.ok_or_else(|| Failure::not_found(format!("photo {} in record {}", args.hash, args.id)))?;
        let wanted = match args.size {
            PhotoSize::Thumbnail => photo.thumbnail,
            PhotoSize::Full => photo.hash,
        };
        let Some(bytes) = self.store.blob(&wanted)? else {
            self.store.want(args.id, &wanted)?;
            return Err(Failure::new(
                Code::NotHereYet,
                "the photo is not on this device yet; it is fetched next",
            ));
        };
        let reply = PhotoBytes { media_type: "image/jpeg".to_owned(), base64: STANDARD.encode(bytes) };
        Ok(Outcome { ok: Reply::PhotoGet(reply), changed: Vec::<Topic>::new() })
    }
}
