//! Commits of other processes wake this one's live feeds: each writer notifies, and this listens, on a connection of its
//! own. Where the connection is lost it comes back, and wakes once for what may have been missed.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio_postgres::AsyncMessage;

use super::connection::Server;
use crate::store::{Result, StoreError};

/// How long it waits before it tries to connect again.
const AGAIN: Duration = Duration::from_secs(1);
/// How often it asks whether the connection still is one, and how long it waits for the answer.
const ASK: Duration = Duration::from_secs(15);

/// The task; it ends when this is dropped.
pub(super) struct Listener(JoinHandle<()>);

impl Listener {
    /// Starts it. What this process sent itself, under the name `own`, has woken its feeds already.
    pub(super) fn start(server: Server, own: String, wakes: watch::Sender<u64>) -> Self {
        Listener(tokio::spawn(async move {
            loop {
                if let Err(error) = listen(&server, &own, &wakes).await {
                    tracing::warn!(%error, "no word of other hubs' commits; trying again");
                }
                tokio::time::sleep(AGAIN).await;
            }
        }))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Listens until the connection is lost.
async fn listen(server: &Server, own: &str, wakes: &watch::Sender<u64>) -> Result<()> {
    let wake = || wakes.send_modify(|number| *number = number.wrapping_add(1));
    let (client, mut connection) = server.connect().await?;
    let (hear, mut heard) = mpsc::unbounded_channel();
    // It ends with the connection, and the connection with the client.
    let driver = tokio::spawn(async move {
        let mut messages = stream::poll_fn(move |context| connection.poll_message(context));
        while let Some(Ok(message)) = messages.next().await {
            if let AsyncMessage::Notification(word) = message
                && hear.send(word.payload().to_owned()).is_err()
            {
                return;
            }
        }
    });
    client.batch_execute("LISTEN jinshui").await?;
    wake();
    loop {
        tokio::select! {
            word = heard.recv() => match word {
                Some(word) if word == own => {}
                Some(_) => wake(),
                None => break,
            },
            () = tokio::time::sleep(ASK) => {
                let asked = tokio::time::timeout(ASK, client.batch_execute("")).await;
                asked.map_err(|_| StoreError::Busy("PostgreSQL does not answer".to_owned()))??;
            }
        }
    }
    driver.await.map_err(|error| StoreError::Other(error.to_string()))?;
    Err(StoreError::Busy("the connection was lost".to_owned()))
}
