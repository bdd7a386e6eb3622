//! `GET /console/events`: which topics changed, as server-sent events, until the browser goes or the hub ends.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use jinshui_core::Failure;
use jinshui_core::command::Topic;
use tokio::sync::{broadcast, watch};

use super::Console;
use super::session::Session;
use crate::http::ApiFailure;

/// How often a silent line says that it is up.
const BEAT: Duration = Duration::from_secs(20);

struct Feed {
    console: Arc<Console>,
    /// Held, so that the session stays awake while somebody looks at it.
    session: Arc<Session>,
    topics: broadcast::Receiver<Vec<Topic>>,
    /// Woken when a device may have been revoked.
    wakes: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
}

/// Streams topics.
pub(super) async fn events(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiFailure> {
    let (_, session) = console.session(&headers).await.map_err(|failure| console.fail(failure))?;
    let (topics, stopping) = (session.app.subscribe(), console.hub.stopping.clone());
    let wakes = console.hub.store.wakes();
    let feed = Feed { console, session, topics, wakes, stopping };
    let stream = futures_util::stream::unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((Ok(event), feed))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(BEAT)))
}

impl Feed {
    /// The next event; none at the end.
    async fn next(&mut self) -> Option<Event> {
        let heard = loop {
            tokio::select! {
                heard = self.topics.recv() => break heard,
                woken = self.wakes.changed() => if woken.is_err() || !self.is_welcome().await { return None },
                () = ended(&mut self.stopping) => return None,
            }
        };
        self.session.touch();
        let topics = match heard {
            Ok(topics) => topics,
            // Too many to keep: everything may have changed.
            Err(broadcast::error::RecvError::Lagged(_)) => Topic::ALL.to_vec(),
            Err(broadcast::error::RecvError::Closed) => return None,
        };
        Event::default().json_data(topics).ok()
    }

    /// False once the office has revoked the session's device: the browser's next request says so.
    async fn is_welcome(&self) -> bool {
        let welcome = async {
            match self.session.device().await? {
                Some(device) => self.console.is_welcome(&device).await,
                None => Ok(true),
            }
        };
        welcome.await.unwrap_or_else(|failure: Failure| {
            tracing::warn!(%failure, "a session's device cannot be looked up; its feed ends");
            false
        })
    }
}

/// Ends when the hub is about to end.
async fn ended(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}
