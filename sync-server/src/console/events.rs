//! `GET /console/events`: which topics changed, as server-sent events, until the browser goes or the hub ends.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use jinshui_core::command::Topic;
use tokio::sync::{broadcast, watch};

use super::Console;
use super::session::Session;
use crate::http::ApiFailure;

/// How often a silent line says that it is up.
const BEAT: Duration = Duration::from_secs(20);

struct Feed {
    /// Held, so that the session stays awake while somebody looks at it.
    session: Arc<Session>,
    topics: broadcast::Receiver<Vec<Topic>>,
    stopping: watch::Receiver<bool>,
}

/// Streams topics.
pub(super) async fn events(
    State(console): State<Arc<Console>>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiFailure> {
    let (_, session) = console.session(&headers).await.map_err(|failure| console.fail(failure))?;
    let (topics, stopping) = (session.app.subscribe(), console.hub.stopping.clone());
    let feed = Feed { session, topics, stopping };
    let stream = futures_util::stream::unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((Ok(event), feed))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(BEAT)))
}

impl Feed {
    /// The next event; none at the end.
    async fn next(&mut self) -> Option<Event> {
        let heard = tokio::select! {
            heard = self.topics.recv() => heard,
            () = ended(&mut self.stopping) => return None,
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
}

/// Ends when the hub is about to end.
async fn ended(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}
