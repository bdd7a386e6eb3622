//! `jinshui hand-over` and `jinshui carry`: a hand-over file made, and one brought to the hub.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{Command, Nothing, Reply};
use jinshui_core::hand_over::TakenIn;
use jinshui_core::{Code, Failure, limits};
use jinshui_device::{App, Files};
use serde::Serialize;

/// What a file holds, in numbers.
#[derive(Serialize)]
pub(crate) struct Made {
    file: String,
    bytes: usize,
    changes: u32,
    photos: u32,
    left_out: u32,
}

/// Makes a file. One that is there is left as it is.
pub(crate) async fn make(app: &App, path: &Path) -> Result<Made, Failure> {
    let outcome = app.execute(Command::HandOverMake(Nothing {}), Files::Allowed).await?;
    let Reply::HandOverMake(made) = outcome.ok else {
        return Err(Failure::new(Code::Internal, "another command was done"));
    };
    let bytes =
        STANDARD.decode(&made.base64).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let written = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(&bytes)?;
        file.sync_all()
    };
    written().map_err(|error| file_failed(path, &error))?;
    let file = path.display().to_string();
    let (changes, photos, left_out) = (made.changes, made.photos, made.left_out);
    Ok(Made { file, bytes: bytes.len(), changes, photos, left_out })
}

/// Brings a file to the hub.
pub(crate) async fn carry(app: &App, path: &Path) -> Result<TakenIn, Failure> {
    let size = path.metadata().map_err(|error| file_failed(path, &error))?.len();
    if size > limits::HAND_OVER_BYTES as u64 {
        return Err(Failure::new(Code::TooLarge, "the file is larger than any hand-over file"));
    }
    app.carry(std::fs::read(path).map_err(|error| file_failed(path, &error))?).await
}

fn file_failed(path: &Path, error: &std::io::Error) -> Failure {
    Failure::field("file", format!("{}: {error}", path.display()))
}
