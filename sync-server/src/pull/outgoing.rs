//! The way out: frames into one zstd stream, handed to the connection piece by piece. A slow reader makes the sender
//! wait; a reader that has gone ends it.

use axum::body::{Body, Bytes};
use jinshui_core::wire::{Frame, FrameWriter, WireError};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Pieces that may wait for a slow reader.
const WAITING: usize = 2;

/// Why a reply could not be sent on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// The device has gone.
    #[error("the device has gone")]
    Gone,
    /// A frame could not be written.
    #[error("a frame cannot be written: {0}")]
    Wire(#[from] WireError),
    /// The store failed in the middle.
    #[error("{0}")]
    Store(#[from] crate::store::StoreError),
}

/// Sends frames.
pub(crate) struct Outgoing {
    writer: Option<FrameWriter>,
    pieces: mpsc::Sender<Result<Bytes, std::io::Error>>,
}

impl Outgoing {
    /// A stream and the response body that reads from it.
    pub(crate) fn new() -> Result<(Self, Body), WireError> {
        let (pieces, reader) = mpsc::channel(WAITING);
        let writer = Some(FrameWriter::new()?);
        Ok((Outgoing { writer, pieces }, Body::from_stream(ReceiverStream::new(reader))))
    }

    /// Sends frames; they can be read as soon as they have arrived.
    pub(crate) async fn send(&mut self, frames: Vec<Frame>) -> Result<(), Broken> {
        let mut writer = self.writer.take().ok_or(Broken::Gone)?;
        let written = tokio::task::spawn_blocking(move || (writer.write(&frames), writer)).await;
        let (bytes, writer) = written.map_err(|_| Broken::Gone)?;
        self.writer = Some(writer);
        self.pass(bytes?).await
    }

    /// Ends the stream.
    pub(crate) async fn finish(mut self) -> Result<(), Broken> {
        let bytes = self.writer.take().ok_or(Broken::Gone)?.finish()?;
        self.pass(bytes).await
    }

    /// Cuts the connection, so that the device knows the reply was not whole.
    pub(crate) async fn cut(self) {
        let cut = std::io::Error::other("the reply was cut");
        if self.pieces.send(Err(cut)).await.is_err() {
            tracing::debug!("the device had gone before its reply was cut");
        }
    }

    /// Ends when the reader has gone.
    pub(crate) async fn gone(&self) {
        self.pieces.closed().await;
    }

    async fn pass(&self, bytes: Vec<u8>) -> Result<(), Broken> {
        self.pieces.send(Ok(Bytes::from(bytes))).await.map_err(|_| Broken::Gone)
    }
}
