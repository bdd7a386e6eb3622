//! Serving routes on a listener until the hub is about to end.

use std::net::SocketAddr;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Serves until `stopping` turns true and open connections have ended.
///
/// # Errors
/// Where the listener fails.
pub(crate) async fn serve(
    listener: TcpListener,
    app: Router,
    mut stopping: watch::Receiver<bool>,
) -> std::io::Result<()> {
    // Frames are small and awaited: they must not wait for more to come.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
    });
    let ended = async move { drop(stopping.wait_for(|stopping| *stopping).await) };
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(ended)
        .await
}
