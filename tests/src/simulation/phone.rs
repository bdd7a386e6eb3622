//! One device in somebody's hand: the real one, with its clock, its dice, its line and its folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jinshui_core::Failure;
use jinshui_device::platform::Platform;
use jinshui_device::{App, SyncReport};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::cast::DEVICES;
use super::clock::PhoneClock;
use super::dice::Dice;
use super::folder;
use super::hub::Hub;
use super::line::{Gate, Line, Parked};
use super::scene::Scene;
use super::template::SERVER;
use crate::Chance;

type Syncing = JoinHandle<Result<SyncReport, Failure>>;

/// A sync that waits for the rest of a reply.
pub(super) struct Pending {
    gate: Gate,
    task: Syncing,
}

/// How far a sync has come.
pub(super) enum Step {
    /// It ended.
    Done(Result<SyncReport, Failure>),
    /// The rest of a reply comes later.
    Parked,
    /// The device died in the middle, and has been opened again.
    Died,
}

pub(super) struct Phone {
    /// Which device it is; a clone has the same.
    pub(super) device: usize,
    /// Whose it is.
    pub(super) member: &'static str,
    pub(super) name: String,
    pub(super) clock: Arc<PhoneClock>,
    pub(super) dice: Arc<Dice>,
    pub(super) line: Arc<Line>,
    /// Whether its disk is full.
    pub(super) full: bool,
    /// How often it has tried to reach the hub.
    pub(super) touches: usize,
    /// A copy of its folder: where it is, and at which deed of the ledger it was made.
    pub(super) copy: Option<(PathBuf, usize)>,
    app: Option<App>,
    root: PathBuf,
    home: PathBuf,
    lives: usize,
    waits: mpsc::UnboundedReceiver<Parked>,
    pending: Option<Pending>,
}

impl Phone {
    /// Opens a device in the folder that the template has for it.
    pub(super) fn open(device: usize, root: &Path, scene: &Scene, hub: &Arc<Hub>, seed: u64) -> Self {
        let name = format!("phone-{device}");
        let home = root.join(format!("{name}-0"));
        Phone::at(device, name, root, home, scene, hub, seed)
    }

    fn at(
        device: usize,
        name: String,
        root: &Path,
        home: PathBuf,
        scene: &Scene,
        hub: &Arc<Hub>,
        seed: u64,
    ) -> Self {
        let clock = Arc::new(PhoneClock { time: scene.time.clone(), off: AtomicI64::new(0) });
        let (line, waits) = Line::new(&name, scene, hub, Chance::new(seed ^ 0xA5A5));
        let mut phone = Phone {
            device,
            member: DEVICES[device].member,
            name,
            clock,
            dice: Arc::new(Dice::new(seed)),
            line,
            full: false,
            touches: 0,
            copy: None,
            app: None,
            root: root.to_owned(),
            home,
            lives: 0,
            waits,
            pending: None,
        };
        phone.start();
        phone
    }

    /// A second device from a copy of this one.
    pub(super) fn clone_as(&self, number: usize, scene: &Scene, hub: &Arc<Hub>, seed: u64) -> Self {
        let name = format!("{}-twin{number}", self.name);
        let home = self.root.join(format!("{name}-0"));
        folder::copy(&self.home, &home);
        Phone::at(self.device, name, &self.root, home, scene, hub, seed)
    }

    fn start(&mut self) {
        let platform = Platform {
            clock: self.clock.clone(),
            random: self.dice.clone(),
            network: self.line.clone(),
            ..Platform::system(&self.home)
        };
        self.app = Some(App::open_on(self.home.clone(), platform).expect("a device opens from what it left"));
        self.full = false;
    }

    pub(super) fn app(&self) -> &App {
        self.app.as_ref().expect("a device that is open")
    }

    /// Puts it away: everything is in its folder.
    pub(super) fn close(&mut self) {
        self.app = None;
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// Does a command, as a screen asks for it.
    pub(super) async fn ask(&self, command: &str, args: &Value) -> Result<Value, Failure> {
        let asked = self.app().execute_json(json!({ "command": command, "args": args })).await?;
        Ok(asked["ok"].clone())
    }

    /// Does a command and is killed at one of its draws, or as it replies. True where it was before.
    pub(super) async fn die_in(&mut self, draws: u32, command: &str, args: &Value) -> bool {
        let next = self.next();
        self.dice.trap.set(draws, &self.home, &next);
        let _ = self.ask(command, args).await;
        let before = self.dice.trap.clear();
        if !before {
            folder::copy(&self.home, &next);
        }
        self.rise(next).await;
        before
    }

    /// Begins a sync.
    pub(super) async fn sync(&mut self) -> Step {
        let app = self.app().clone();
        let task = tokio::spawn(async move { app.sync().await });
        self.go_on(task).await
    }

    /// Joins anew with a code, and syncs.
    pub(super) async fn join_anew(&mut self, code: String) -> Step {
        let app = self.app().clone();
        let task = tokio::spawn(async move {
            app.enrol(SERVER, &code, None).await?;
            app.sync().await
        });
        self.go_on(task).await
    }

    /// Lets the reply go on for which a sync waits.
    pub(super) async fn resume(&mut self) -> Step {
        let Pending { gate, task } = self.pending.take().expect("a sync that waits");
        gate.open();
        self.go_on(task).await
    }

    async fn go_on(&mut self, mut task: Syncing) -> Step {
        self.touches += 1;
        let parked = tokio::select! {
            biased;
            parked = self.waits.recv() => parked.expect("a line"),
            done = &mut task => return Step::Done(done.expect("a sync does not panic")),
        };
        match parked {
            Parked::Later(gate) => {
                self.pending = Some(Pending { gate, task });
                Step::Parked
            }
            Parked::Dead(gate) => {
                self.pending = Some(Pending { gate, task });
                self.die().await;
                Step::Died
            }
        }
    }

    /// Is killed now, and opened again from what is on its disk.
    pub(super) async fn die(&mut self) {
        let next = self.next();
        folder::copy(&self.home, &next);
        self.rise(next).await;
    }

    /// Keeps a copy of its folder.
    pub(super) fn keep_copy(&mut self, deeds: usize) {
        let to = self.root.join(format!("{}-copy", self.name));
        if to.exists() {
            std::fs::remove_dir_all(&to).unwrap();
        }
        folder::copy(&self.home, &to);
        self.copy = Some((to, deeds));
    }

    /// Comes back from its copy.
    pub(super) async fn restore(&mut self) {
        let (from, _) = self.copy.clone().expect("a copy");
        let next = self.next();
        folder::copy(&from, &next);
        self.rise(next).await;
    }

    fn next(&self) -> PathBuf {
        self.root.join(format!("{}-{}", self.name, self.lives + 1))
    }

    async fn rise(&mut self, home: PathBuf) {
        if let Some(Pending { gate, task }) = self.pending.take() {
            task.abort();
            let _ = task.await;
            drop(gate);
        }
        self.app = None;
        std::fs::remove_dir_all(&self.home).unwrap();
        (self.home, self.lives) = (home, self.lives + 1);
        self.start();
    }

    /// Its disk is full, or has room again.
    pub(super) async fn fill_disk(&mut self, full: bool) {
        self.full = full;
        let most = full.then_some(1);
        self.app().with_store(move |store| store.limit_pages(most)).await.unwrap();
    }

    pub(super) fn jump(&self, off: i64) {
        self.clock.off.store(off, Ordering::SeqCst);
    }
}
