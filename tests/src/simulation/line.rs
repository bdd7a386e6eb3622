//! The line from one device to the hub, with what goes wrong on it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use jinshui_device::platform::{Answer, Network, Request};
use tokio::sync::{mpsc, oneshot};

use super::fault::Fault;
use super::hub::{Hub, Reply};
use super::scene::{Scene, Sent};
use crate::Chance;

/// A reply that waits: it goes on when the gate opens, and is given up where the gate is dropped.
pub(super) struct Gate(oneshot::Sender<()>);

impl Gate {
    pub(super) fn open(self) {
        let _ = self.0.send(());
    }
}

/// What a device's sync is waiting for.
pub(super) enum Parked {
    /// The reply comes later.
    Later(Gate),
    /// The device is to be killed here.
    Dead(Gate),
}

struct State {
    chance: Chance,
    online: bool,
    /// How many requests in a hundred something happens to.
    storm: usize,
    /// What may happen to them.
    faults: Vec<Fault>,
    /// Whether something else than the hub answered in this sync.
    portal: bool,
}

pub(super) struct Line {
    name: String,
    scene: Scene,
    hub: Arc<Hub>,
    state: Mutex<State>,
    parked: mpsc::UnboundedSender<Parked>,
}

/// What happens to one request.
#[derive(Clone, Copy)]
enum Luck {
    Fine,
    Bad(Fault, u64),
}

const ON_THE_WAY: &[Fault] = &[
    Fault::DropRequest,
    Fault::DropReply,
    Fault::DropReply,
    Fault::Duplicate,
    Fault::DelayRequest,
    Fault::DelayReply,
    Fault::DelayReply,
    Fault::Truncate,
    Fault::Truncate,
    Fault::Portal,
    Fault::PhoneCrash,
    Fault::HubCrash,
];

impl Line {
    pub(super) fn new(
        name: &str,
        scene: &Scene,
        hub: &Arc<Hub>,
        chance: Chance,
    ) -> (Arc<Self>, mpsc::UnboundedReceiver<Parked>) {
        let (parked, waits) = mpsc::unbounded_channel();
        let state = Mutex::new(State { chance, online: true, storm: 0, faults: Vec::new(), portal: false });
        let line = Line { name: name.to_owned(), scene: scene.clone(), hub: hub.clone(), state, parked };
        (Arc::new(line), waits)
    }

    pub(super) fn set(&self, online: bool, storm: usize, faults: &[Fault]) {
        let mut state = self.state.lock().unwrap();
        (state.online, state.storm) = (online, storm);
        state.faults = ON_THE_WAY.iter().copied().filter(|fault| faults.contains(fault)).collect();
    }

    /// Whether something else answered since this was last asked.
    pub(super) fn took_portal(&self) -> bool {
        std::mem::take(&mut self.state.lock().unwrap().portal)
    }

    fn luck(&self) -> Result<Luck, String> {
        let mut state = self.state.lock().unwrap();
        if !state.online {
            return Err("there is no network".to_owned());
        }
        let storm = state.storm;
        if !state.chance.percent(storm) || state.faults.is_empty() {
            return Ok(Luck::Fine);
        }
        let faults = state.faults.clone();
        let fault = *state.chance.pick(&faults);
        Ok(Luck::Bad(fault, state.chance.number()))
    }

    /// The reply up to some byte, then a wait that the town ends.
    fn parted(&self, reply: &Reply, number: u64, parked: fn(Gate) -> Parked) -> Answer {
        let at = usize::try_from(number % (reply.body.len() as u64 + 1)).unwrap_or(0);
        let (first, rest) = (reply.body.slice(..at), reply.body.slice(at..));
        let sender = self.parked.clone();
        let wait = async move {
            let (gate, opened) = oneshot::channel();
            let _ = sender.send(parked(Gate(gate)));
            if opened.await.is_ok() { Ok(rest) } else { Err("the simulation gave it up".to_owned()) }
        };
        Answer { status: reply.status, body: stream::iter([Ok(first)]).chain(stream::once(wait)).boxed() }
    }
}

/// A reply as it came.
fn plain(reply: Reply) -> Answer {
    let half = reply.body.len() / 2;
    let mut pieces = vec![Ok(reply.body.slice(..half)), Ok(reply.body.slice(half..))];
    if reply.cut {
        pieces.push(Err("the hub cut it".to_owned()));
    }
    Answer { status: reply.status, body: stream::iter(pieces).boxed() }
}

#[async_trait]
impl Network for Line {
    async fn ask(&self, request: Request) -> Result<Answer, String> {
        let luck = self.luck()?;
        let sent = Sent { by: self.name.clone(), request };
        self.scene.remember(sent.clone());
        let Luck::Bad(fault, number) = luck else { return Ok(plain(self.hub.deliver(&sent).await)) };
        let short: String = sent.request.path.chars().take(14).collect();
        self.scene.fault(fault, &format!("{} {} {short}", self.name, sent.request.method));
        match fault {
            Fault::DropRequest => Err("the request was lost".to_owned()),
            Fault::DelayRequest => {
                self.scene.hold(sent);
                Err("no answer in time".to_owned())
            }
            Fault::DropReply => {
                self.hub.deliver(&sent).await;
                Err("the reply was lost".to_owned())
            }
            Fault::Duplicate => {
                let first = self.hub.deliver(&sent).await;
                let second = self.hub.deliver(&sent).await;
                Ok(plain(if number.is_multiple_of(2) { first } else { second }))
            }
            Fault::Truncate => {
                let reply = self.hub.deliver(&sent).await;
                let at = usize::try_from(number % (reply.body.len() as u64 + 1)).unwrap_or(0);
                Ok(plain(Reply { body: reply.body.slice(..at), cut: true, ..reply }))
            }
            Fault::DelayReply => {
                let reply = self.hub.deliver(&sent).await;
                Ok(self.parted(&reply, number, Parked::Later))
            }
            Fault::PhoneCrash => {
                let reply = self.hub.deliver(&sent).await;
                Ok(self.parted(&reply, number, Parked::Dead))
            }
            Fault::HubCrash => {
                self.hub.die_in(&sent, (number % 8) as u32).await;
                Err("the connection broke".to_owned())
            }
            _ => {
                self.state.lock().unwrap().portal = true;
                let status = if number.is_multiple_of(2) { 200 } else { 502 };
                let body = Bytes::from_static(b"<html>please sign in to this network</html>");
                Ok(plain(Reply { status, body, cut: false }))
            }
        }
    }
}
