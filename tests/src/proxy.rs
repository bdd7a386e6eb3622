//! A network with outages: a proxy before the hub that can be down, up, or cut a connection at a byte.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// Where the next connection is cut.
#[derive(Debug, Clone, Copy)]
pub enum Cut {
    /// After so many bytes from the phone.
    Up(u64),
    /// After so many bytes from the hub.
    Down(u64),
}

#[derive(Default)]
struct Shared {
    cut: Mutex<Option<Cut>>,
    bytes: AtomicU64,
    cuts: AtomicU64,
}

/// A proxy on a port of its own.
pub struct OutageProxy {
    runtime: Runtime,
    address: SocketAddr,
    to: String,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl OutageProxy {
    /// A proxy before an address; it is up.
    ///
    /// # Panics
    /// Where no port is to be had.
    #[must_use]
    pub fn before(to: &str) -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let mut proxy = OutageProxy {
            runtime,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            to: to.to_owned(),
            shared: Arc::default(),
            listening: None,
        };
        proxy.up();
        proxy
    }

    /// The URL by which phones reach the hub.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets connections through.
    ///
    /// # Panics
    /// Where the port was taken meanwhile.
    pub fn up(&mut self) {
        let listener = self.runtime.block_on(TcpListener::bind(self.address)).unwrap();
        self.address = listener.local_addr().unwrap();
        self.listening = Some(self.runtime.spawn(accept(listener, self.to.clone(), self.shared.clone())));
    }

    /// Ends every connection and refuses new ones.
    pub fn down(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = self.runtime.block_on(listening);
        }
    }

    /// Cuts the next connection at a byte.
    ///
    /// # Panics
    /// Never.
    pub fn cut(&self, cut: Option<Cut>) {
        *self.shared.cut.lock().unwrap() = cut;
    }

    /// Bytes carried so far, both ways.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.shared.bytes.load(Ordering::Relaxed)
    }

    /// Connections cut so far.
    #[must_use]
    pub fn cuts(&self) -> u64 {
        self.shared.cuts.load(Ordering::Relaxed)
    }
}

async fn accept(listener: TcpListener, to: String, shared: Arc<Shared>) {
    // Dropped with this task: every connection ends with it.
    let mut connections = tokio::task::JoinSet::new();
    while let Ok((phone, _)) = listener.accept().await {
        connections.spawn(connect(phone, to.clone(), shared.clone()));
    }
}

async fn connect(phone: TcpStream, to: String, shared: Arc<Shared>) {
    let Ok(hub) = TcpStream::connect(to).await else { return };
    let _ = (phone.set_nodelay(true), hub.set_nodelay(true));
    let (up, down) = match shared.cut.lock().unwrap().take() {
        Some(Cut::Up(bytes)) => (Some(bytes), None),
        Some(Cut::Down(bytes)) => (None, Some(bytes)),
        None => (None, None),
    };
    let ((phone_in, phone_out), (hub_in, hub_out)) = (phone.into_split(), hub.into_split());
    let cut = Notify::new();
    tokio::select! {
        _ = async { tokio::join!(carry(phone_in, hub_out, up, &shared, &cut), carry(hub_in, phone_out, down, &shared, &cut)) } => {}
        () = cut.notified() => { shared.cuts.fetch_add(1, Ordering::Relaxed); }
    }
}

async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut left: Option<u64>,
    shared: &Shared,
    cut: &Notify,
) {
    let mut buffer = [0; 4096];
    loop {
        if left == Some(0) {
            return cut.notify_one();
        }
        let most =
            left.map_or(buffer.len(), |left| buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX)));
        let Ok(count @ 1..) = from.read(&mut buffer[..most]).await else { break };
        if to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
        shared.bytes.fetch_add(count as u64, Ordering::Relaxed);
        left = left.map(|left| left - count as u64);
    }
    let _ = to.shutdown().await;
}
