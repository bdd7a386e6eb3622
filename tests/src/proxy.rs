//! A network with outages: a proxy before the hub that can be down, up, cut a connection at a byte, or treat every connection
//! as a bad network does: drop, cut, hold back, deliver twice.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::Chance;
use crate::fault::{Cut, Fault, Faults};

/// How long the answer to a second delivery is listened to; nobody reads it.
const SECOND: Duration = Duration::from_millis(500);

#[derive(Default)]
struct Shared {
    faults: Faults,
    bytes: AtomicU64,
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
    pub fn cut(&self, cut: Option<Cut>) {
        self.shared.faults.cut(cut);
    }

    /// Bad weather from now on, by this chance; fair again where there is none.
    pub fn weather(&self, chance: Option<Chance>) {
        self.shared.faults.blow(chance);
    }

    /// Bytes carried so far, both ways.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.shared.bytes.load(Ordering::Relaxed)
    }

    /// Connections cut so far.
    #[must_use]
    pub fn cuts(&self) -> u64 {
        self.faults().get("cut").copied().unwrap_or(0)
    }

    /// What happened to connections so far, and how often.
    #[must_use]
    pub fn faults(&self) -> BTreeMap<&'static str, u64> {
        self.shared.faults.counts()
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
    let fault = shared.faults.draw();
    if matches!(fault, Fault::Drop) {
        return shared.faults.count("drop");
    }
    let Ok(hub) = TcpStream::connect(&to).await else { return };
    let _ = (phone.set_nodelay(true), hub.set_nodelay(true));
    let (up, down) = match fault {
        Fault::Cut(Cut::Up(bytes)) => (Some(bytes), None),
        Fault::Cut(Cut::Down(bytes)) => (None, Some(bytes)),
        _ => (None, None),
    };
    let ((phone_in, phone_out), (hub_in, hub_out)) = (phone.into_split(), hub.into_split());
    let line = Line {
        shared: &shared,
        cut: Notify::new(),
        delay: match fault {
            Fault::Delay(delay) => Some(delay),
            _ => None,
        },
        kept: matches!(fault, Fault::Twice).then(Mutex::default),
    };
    tokio::select! {
        _ = async { tokio::join!(line.carry(phone_in, hub_out, up, true), line.carry(hub_in, phone_out, down, false)) } => {}
        () = line.cut.notified() => shared.faults.count("cut"),
    }
    if line.delay.is_some() {
        shared.faults.count("delay");
    }
    if let Some(kept) = line.kept {
        let sent = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
        if again(&to, &sent).await.is_some() {
            shared.faults.count("twice");
        }
    }
}

/// Delivers to the hub once more what a phone sent; its answer goes nowhere. Nothing where the hub is away.
async fn again(to: &str, sent: &[u8]) -> Option<()> {
    let mut hub = TcpStream::connect(to).await.ok()?;
    hub.write_all(sent).await.ok()?;
    let mut nobody = tokio::io::sink();
    let _ = tokio::time::timeout(SECOND, tokio::io::copy(&mut hub, &mut nobody)).await;
    Some(())
}

/// One connection while it lives.
struct Line<'a> {
    shared: &'a Shared,
    cut: Notify,
    delay: Option<Duration>,
    /// What the phone sent, where it is to be delivered twice.
    kept: Option<Mutex<Vec<u8>>>,
}

impl Line<'_> {
    async fn carry(&self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut left: Option<u64>, up: bool) {
        let mut buffer = [0; 4096];
        loop {
            if left == Some(0) {
                return self.cut.notify_one();
            }
            let most = left
                .map_or(buffer.len(), |left| buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX)));
            let Ok(count @ 1..) = from.read(&mut buffer[..most]).await else { break };
            if let Some(delay) = self.delay {
                tokio::time::sleep(delay).await;
            }
            if let (true, Some(kept)) = (up, &self.kept) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&buffer[..count]);
            }
            if to.write_all(&buffer[..count]).await.is_err() {
                break;
            }
            self.shared.bytes.fetch_add(count as u64, Ordering::Relaxed);
            left = left.map(|left| left - count as u64);
        }
        let _ = to.shutdown().await;
    }
}
