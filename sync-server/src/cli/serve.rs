//! `serve`: the hub at work, until it is asked to end.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{Done, ServeArguments, print, words};
use crate::blob::Folder;
use crate::console::{self, Console, Screens};
use crate::erase::{self, Eraser};
use crate::http;
use crate::hub::Hub;
use crate::journal::Journal;

/// How long open connections may take to end.
const GRACE: Duration = Duration::from_secs(5);

pub(super) async fn run(arguments: ServeArguments) -> Done {
    log();
    plant();
    let ServeArguments { hub, listen, json, ui, behind_proxy } = arguments;
    if !listen.ip().is_loopback() && !behind_proxy {
        return Err(format!(
            "{listen} can be reached from other computers, and without TLS everyone on the way reads along; \
             put a TLS proxy in front and say --behind-proxy"
        ));
    }
    hub.has_keys()?;
    let store = hub.open().await?;
    let (journal, blobs) = (Journal::new(&hub.data), Folder::new(&hub.data));
    let clock = crate::clock::of_environment();
    let eraser = Eraser { store: store.as_ref(), journal: &journal, blobs: &blobs };
    // Nothing is served before what was erased is erased, and who was revoked is revoked (R22).
    erase::again(&eraser, clock.now()).await.map_err(words)?;
    let listener = TcpListener::bind(listen).await;
    let listener = listener.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let address = listener.local_addr().map_err(words)?;
    let (stop, stopping) = watch::channel(false);
    let mut hub = Hub::new(store, clock, hub.data, stopping.clone()).map_err(words)?;
    hub.behind_proxy = behind_proxy;
    let hub = Arc::new(hub);
    let console = Arc::new(Console::new(Arc::clone(&hub), behind_proxy));
    let app = http::routes(Arc::clone(&hub))
        .merge(console::routes(Arc::clone(&console)))
        .merge(Screens::find(ui).routes())
        .layer(tower_http::trace::TraceLayer::new_for_http());
    // The console's devices reach the hub on this computer, whatever addresses it listens on.
    hub.address.get_or_init(|| format!("http://{}", reached_at(address)));
    let serve = tokio::spawn(http::serve(listener, app, stopping));
    tokio::spawn(console::sweep(console));
    say(&format!("http://{address}"), json)?;
    signalled().await?;
    stop.send(true).map_err(words)?;
    match tokio::time::timeout(GRACE, serve).await {
        Ok(served) => served.map_err(words)?.map_err(words),
        // Whoever still holds a connection open will come back.
        Err(_) => Ok(()),
    }
}

/// An address for this computer itself: where the hub listens on all, the loopback one.
fn reached_at(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn say(address: &str, json: bool) -> Done {
    if json {
        return print::json(&serde_json::json!({ "listening": address }));
    }
    print::line(&format!("Jinshui is ready: {address}\n金水已就绪，请在浏览器打开 {address}"))
}

/// Waits until somebody asks the hub to end.
pub(super) async fn signalled() -> Done {
    let mut terminate = signal(SignalKind::terminate()).map_err(words)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(words)?;
    tokio::select! {
        _ = terminate.recv() => {},
        _ = interrupt.recv() => {},
    }
    Ok(())
}

/// Tests plant a panic by `JINSHUI_PLANTED_PANIC`; in a release there is nothing to plant.
fn plant() {
    if cfg!(debug_assertions)
        && let Ok(words) = std::env::var("JINSHUI_PLANTED_PANIC")
    {
        jinshui_core::document::plant_panic(&words);
    }
}

/// The log goes to the error output; `JINSHUI_LOG` says how much.
pub(super) fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("JINSHUI_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let started = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    if let Err(error) = started {
        print::error(&format!("no log: {error}"));
    }
}
