//! The device as shells use it: a window, the console on the hub, the headless CLI.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jinshui_core::command::{
    Command, EraseArgs, ErasedView, Outcome, ReadListArgs, Reply, Topic, TrackAdded, TrackChooseArgs,
};
use jinshui_core::hand_over::TakenIn;
use jinshui_core::wire::RevokeRequest;
use jinshui_core::{Code, DocumentId, Failure, Timestamp};
use tokio::sync::{Notify, broadcast, mpsc, watch};

use crate::commands::{Desk, Files, Pulse};
use crate::ending;
use crate::platform::{Location, Platform};
use crate::shared::Shared;
use crate::status::{Status, status};
use crate::store::{self, Store, TrackState};
use crate::sync::{self, Report};
use crate::track::{Next, Recording};

/// Notices kept for a screen that is slow to read them.
const NOTICES: usize = 64;

/// What a sync did; one line of `jinshui sync`.
pub type SyncReport = Report;

/// One device. Cheap to clone; all clones are the same device.
#[derive(Clone)]
pub struct App {
    pub(crate) shared: Arc<Shared>,
    /// Closes with the last clone, and ends the sync task.
    life: Arc<watch::Sender<()>>,
}

impl App {
    /// Opens the device in a folder, or makes a new one there. Cheap however long its history is.
    ///
    /// # Errors
    /// `store_key`, `store_corrupt`, `store_too_new`, `storage_full`: each says what to do.
    pub fn open(home: impl Into<PathBuf>) -> Result<Self, Failure> {
        let home = home.into();
        let platform = Platform::system(&home);
        App::open_on(home, platform)
    }

    /// Opens a device that the hub keeps for its console: the hub itself ends it.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_hosted(home: impl Into<PathBuf>) -> Result<Self, Failure> {
        let home = home.into();
        let platform = Platform { hosted: true, ..Platform::system(&home) };
        App::open_on(home, platform)
    }

    /// Opens the device on a given platform.
    ///
    /// # Errors
    /// As [`App::open`].
    pub fn open_on(home: PathBuf, platform: Platform) -> Result<Self, Failure> {
        std::fs::create_dir_all(&home).map_err(store::StoreError::from)?;
        let lock = File::create(home.join("sync.lock")).map_err(store::StoreError::from)?;
        let store = ending::open(&home, &platform, &lock)?;
        let shared = Shared {
            home,
            platform,
            store: Mutex::new(store),
            pulse: Mutex::new(Pulse::default()),
            hub: tokio::sync::Mutex::new(None),
            syncing: tokio::sync::Mutex::new(lock),
            wake: Arc::new(Notify::new()),
            pictures: Notify::new(),
            changed: broadcast::channel(NOTICES).0,
        };
        Ok(App { shared: Arc::new(shared), life: Arc::new(watch::Sender::new(())) })
    }

    /// The folder it lives in.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.shared.home
    }

    /// Notices of changed topics, from commands and from the hub.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Vec<Topic>> {
        self.shared.changed.subscribe()
    }

    /// Does a command that came as JSON from a screen: `{"command", "args"}` → `{"ok", "changed"}`.
    ///
    /// # Errors
    /// `bad_request` for what is not a command; else what the command says.
    pub async fn execute_json(&self, request: serde_json::Value) -> Result<serde_json::Value, Failure> {
        let command = parse(request)?;
        let outcome = self.execute(command, Files::Refused).await?;
        serde_json::to_value(outcome).map_err(|error| Failure::new(Code::Internal, error.to_string()))
    }

    /// Does a command.
    ///
    /// # Errors
    /// What the command says.
    pub async fn execute(&self, command: Command, files: Files) -> Result<Outcome, Failure> {
        if let Command::Enrol(args) = &command {
            self.enrol(&args.server, &args.code, args.second.as_deref()).await?;
        }
        match &command {
            Command::MemberInvite(args) => return self.invite(args).await,
            Command::JoiningList(_) => return self.waiting().await,
            Command::JoiningDecide(args) => return self.decide(args).await,
            Command::DeviceList(_) => return self.devices().await,
            Command::DeviceRevoke(args) => {
                let revoked = self.revoke(RevokeRequest::Device(args.device.clone())).await?;
                return Ok(Outcome::read(Reply::DeviceRevoke(revoked)));
            }
            Command::MemberRevoke(args) => {
                let revoked = self.revoke(RevokeRequest::Member(args.member.clone())).await?;
                return Ok(Outcome::read(Reply::MemberRevoke(revoked)));
            }
            Command::RecordErase(args) => return self.erase(args).await,
            Command::ErasureList(_) => {
                let rows = sync::erasures(&self.hub().await?).await?;
                return Ok(Outcome::read(Reply::ErasureList(rows)));
            }
            Command::ReadList(args) => return self.read_list(args).await,
            Command::RefusalList(_) => return self.refusals().await,
            Command::RefusalRefile(args) => return self.refile(args).await,
            Command::RefusalSettle(args) => return self.settle(args).await,
            _ => {}
        }
        if let Command::SyncNow(_) = &command {
            self.shared.wake.notify_one();
        }
        let execute = |desk: &mut Desk<'_>| {
            desk.store.expire()?;
            desk.execute(command)
        };
        let outcome = self.at_desk(files, execute).await;
        if outcome.as_ref().is_err_and(|failure| failure.code == Code::NotHereYet) {
            self.shared.pictures.notify_one();
        }
        self.tell(outcome?)
    }

    /// Works on the store, away from the async threads.
    pub(crate) async fn at_desk<T: Send + 'static>(
        &self,
        files: Files,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let pulse = self.shared.now_pulse();
        let platform = self.shared.platform.clone();
        let work = move |store: &mut Store| {
            let (clock, random) = (platform.clock, platform.random);
            let mut desk = Desk { store, clock, random, pulse, files, looked: false };
            let done = work(&mut desk);
            Ok((done, desk.looked))
        };
        let (done, looked) = self.shared.with_store(work).await?;
        // The hub is told who looked as soon as it is heard.
        if looked {
            self.shared.wake.notify_one();
        }
        done
    }

    /// Tells screens what a command changed, and has it sent.
    pub(crate) fn tell(&self, outcome: Outcome) -> Result<Outcome, Failure> {
        if !outcome.changed.is_empty() {
            self.shared.tell(outcome.changed.iter().cloned().collect());
            // A track is never sent: a fix every few seconds must wake no radio.
            if outcome.changed.iter().any(|topic| *topic != Topic::Track) {
                self.shared.wake.notify_one();
            }
        }
        Ok(outcome)
    }

    /// Has the hub erase something of a record, and follows at once.
    async fn erase(&self, args: &EraseArgs) -> Result<Outcome, Failure> {
        let erased = sync::erase(&self.hub().await?, args).await?;
        if let Err(failure) = self.sync().await {
            tracing::info!(%failure, "erased on the hub; this device follows later");
        }
        self.shared.wake.notify_one();
        let fields = erased.erased.names().map(str::to_owned).collect();
        let view = ErasedView { id: args.id, generation: erased.generation, fields };
        let changed = Topic::ALL.iter().filter(|topic| **topic != Topic::Track).cloned().collect();
        Ok(Outcome { ok: Reply::RecordErase(view), changed })
    }

    /// Asks the hub who looked at what, and puts names to it.
    async fn read_list(&self, args: &ReadListArgs) -> Result<Outcome, Failure> {
        let said = sync::reads(&self.hub().await?, args.id).await?;
        let named = self.at_desk(Files::Refused, |desk| desk.read_list(said)).await?;
        Ok(Outcome::read(Reply::ReadList(named)))
    }

    pub(crate) async fn hub(&self) -> Result<sync::Hub, Failure> {
        let hub = self.shared.hub().await?;
        hub.ok_or_else(|| Failure::new(Code::NotEnrolled, "enrol this device first"))
    }

    /// Follows the hub to another address, from the next request on.
    ///
    /// # Errors
    /// `bad_field` for what is no address, or where the store fails.
    pub async fn use_server(&self, server: &str) -> Result<(), Failure> {
        let server = address(server)?;
        self.shared.with_store(move |store| store.keep_server(&server)).await?;
        *self.shared.hub.lock().await = None;
        self.shared.wake.notify_one();
        Ok(())
    }

    /// Brings somebody's hand-over file to this device's hub.
    ///
    /// # Errors
    /// `not_enrolled`, `no_connection`, or what the hub says of the file.
    pub async fn carry(&self, file: Vec<u8>) -> Result<TakenIn, Failure> {
        let identity = self.shared.with_store(|store| store.identity()).await?;
        let identity = identity.ok_or_else(|| Failure::new(Code::NotEnrolled, "enrol this device first"))?;
        sync::carry(self.shared.platform.network.as_ref(), &identity.server, file).await
    }

    /// Whether everything that waits here is in a hand-over file that was made.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn is_handed_over(&self) -> Result<bool, Failure> {
        self.shared.with_store(|store| store.is_handed_over()).await
    }

    /// One sync with its attachments, now.
    ///
    /// # Errors
    /// `not_enrolled`, `no_connection`, or what the hub says.
    pub async fn sync(&self) -> Result<SyncReport, Failure> {
        let hub = self.hub().await?;
        let lock = self.shared.sync_lock().await;
        let done = sync::round(&self.shared, &hub, true).await;
        sync::settle(&self.shared).await;
        let mut report = done?;
        self.shared.pulse(|pulse| pulse.online = true);
        sync::transfer(&self.shared, &hub, &mut report).await?;
        drop(lock);
        Ok(report)
    }

    /// Starts syncing by itself on the current Tokio runtime, until every clone of this app is dropped.
    pub fn start_sync(&self) {
        tokio::spawn(sync::run(self.shared.clone(), self.life.subscribe(), None));
    }

    /// Like [`App::start_sync`], and tells what each sync did or why it waits.
    #[must_use]
    pub fn start_sync_reporting(&self) -> mpsc::UnboundedReceiver<Result<SyncReport, Failure>> {
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(sync::run(self.shared.clone(), self.life.subscribe(), Some(sender)));
        receiver
    }

    /// Wakes the sync if something was saved since `seen`, by this process or another. Gives what to pass the next time.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn wake_if_saved(&self, seen: i64) -> Result<i64, Failure> {
        let newest = self.shared.with_store(|store| store.newest_waiting()).await?;
        if newest > seen {
            self.shared.wake.notify_one();
        }
        Ok(newest.max(seen))
    }

    /// The device's state.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn status(&self) -> Result<Status, Failure> {
        self.shared.with_store(status).await
    }

    /// The stock Automerge file of one record.
    ///
    /// # Errors
    /// `not_found`, `needs_update`, or where the store fails.
    pub async fn document(&self, id: DocumentId) -> Result<Vec<u8>, Failure> {
        self.shared.with_store(move |store| store.automerge_file(id)).await
    }

    /// Keeps what a receiver tells of a patrol's track, until it ends. To ask for it is to choose it, for as long as it
    /// takes.
    ///
    /// # Errors
    /// `not_found`, `not_enrolled`, or where the store fails; what was kept before that stays.
    pub async fn record(
        &self,
        patrol: DocumentId,
        location: impl Location + 'static,
    ) -> Result<TrackAdded, Failure> {
        let before = self.shared.with_store(move |store| store.track_state(patrol)).await?;
        self.choose_track(patrol, true).await?;
        let (mut recording, mut location) = (Recording::new(patrol), location);
        let started = tokio::time::Instant::now();
        let moment = || Timestamp(i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX));
        loop {
            let now = moment();
            let step = move |store: &mut Store| {
                let next = recording.hear(store, &mut location, now)?;
                Ok((recording, location, next))
            };
            let next;
            (recording, location, next) = self.shared.with_store(step).await?;
            self.shared.tell([Topic::Track].into());
            match next {
                Next::More => {}
                Next::Later(at) => {
                    let wait = u64::try_from(at.0.saturating_sub(moment().0)).unwrap_or(0);
                    tokio::time::sleep(Duration::from_millis(wait)).await;
                }
                Next::Ended => break,
            }
        }
        if before == TrackState::Off {
            self.choose_track(patrol, false).await?;
        }
        Ok(recording.added())
    }

    async fn choose_track(&self, patrol: DocumentId, on: bool) -> Result<(), Failure> {
        let choice = Command::TrackChoose(TrackChooseArgs { patrol, on });
        self.execute(choice, Files::Refused).await.map(|_| ())
    }

    /// Works on the store where no command does: exports, checks.
    ///
    /// # Errors
    /// What the work says.
    pub async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> store::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        self.shared.with_store(work).await
    }
}

/// A hub's address as people type it.
pub(crate) fn address(typed: &str) -> Result<String, Failure> {
    let server = typed.trim().trim_end_matches('/');
    if server.starts_with("http://") || server.starts_with("https://") {
        return Ok(server.to_owned());
    }
    Err(Failure::field("server", "the address begins with https:// or http://"))
}

/// Reads a command from JSON.
///
/// # Errors
/// `bad_request`, with what is wrong with it.
pub fn parse(request: serde_json::Value) -> Result<Command, Failure> {
    let mut request = request;
    if let Some(object) = request.as_object_mut() {
        object.entry("args").or_insert_with(|| serde_json::json!({}));
    }
    serde_json::from_value(request).map_err(|error| {
        Failure::new(Code::BadRequest, format!("{error}; `jinshui commands` lists every command"))
    })
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use jinshui_core::command::{Fix, PatrolStartArgs, TrackAddArgs};
    use jinshui_core::community::demo;
    use jinshui_core::wire::Frame;
    use jinshui_core::{DeviceTag, Space};

    use super::*;
    use crate::store::{Identity, Pushed};

    async fn enrolled(home: &Path) -> App {
        let app = App::open(home).unwrap();
        let work = |store: &mut Store| {
            store.keep_identity(&Identity {
                server: "http://hub".into(),
                device: "d".into(),
                tag: DeviceTag([1; 8]),
                member: "volunteer-17-1".into(),
                secret: vec![1; 32].into(),
                hub_key: String::new(),
            })?;
            let demo = demo();
            let (nodes, members) = (demo.nodes().cloned().collect(), demo.members().cloned().collect());
            store.receive(&Frame::Directory { version: 5, nodes, members }, &Pushed::default())?;
            let space = Space::Grid("g17".into());
            store.receive(&Frame::Fill { space, documents: vec![], after: None }, &Pushed::default())
        };
        app.with_store(work).await.unwrap();
        app
    }

    #[tokio::test]
    async fn a_fix_wakes_no_sync_and_is_told_to_screens() {
        let home = tempfile::tempdir().unwrap();
        let app = enrolled(home.path()).await;
        let report = PatrolStartArgs::default();
        let reported = app.execute(Command::PatrolStart(report), Files::Refused).await.unwrap();
        let jinshui_core::command::Reply::PatrolStart(reported) = reported.ok else { panic!("a patrol") };
        assert!(app.shared.wake.notified().now_or_never().is_some(), "a patrol is to be sent at once");
        let patrol = reported.id;
        app.choose_track(patrol, true).await.unwrap();
        let mut heard = app.subscribe();
        let fix =
            Fix { lat: 37.4, lon: 118.6, accuracy: None, altitude: None, at: Timestamp(1_790_000_000_000) };
        let add = Command::TrackAdd(TrackAddArgs { patrol, fixes: vec![fix] });
        let outcome = app.execute(add.clone(), Files::Refused).await.unwrap();
        assert_eq!(outcome.changed, [Topic::Track]);
        assert_eq!(heard.recv().await.unwrap(), [Topic::Track]);
        assert!(app.execute(add, Files::Refused).await.unwrap().changed.is_empty(), "nothing new");
        assert!(app.shared.wake.notified().now_or_never().is_none());
    }
}
