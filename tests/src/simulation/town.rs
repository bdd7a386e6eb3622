//! One simulation from its first moment to its judgement.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tempfile::TempDir;

use super::act::Act;
use super::cast::DEVICES;
use super::fault::Fault;
use super::folder;
use super::form::Form;
use super::hub::Hub;
use super::ledger::Ledger;
use super::moving::Moved;
use super::phone::{Phone, Step};
use super::restored::GONE;
use super::scene::{Finding, Scene};
use super::template::Template;
use crate::Chance;

/// Faults of a seed at least, and of so many kinds.
const FEWEST: (u64, usize) = (20, 6);

/// What is to be lived.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// Things that happen at least.
    pub actions: usize,
    /// Faults that may be made.
    pub faults: Vec<Fault>,
    /// Whether every line of the trace is printed as it happens.
    pub aloud: bool,
}

impl Plan {
    /// A seed with everything that the product promises to outlive.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let faults = Fault::ALL.into_iter().filter(|fault| fault.is_promised()).collect();
        Plan { seed, actions: 300, faults, aloud: false }
    }
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Lived {
    /// Things that happened.
    pub actions: usize,
    /// Things that were acknowledged to people.
    pub acknowledged: usize,
    /// Of those, how many were on no device any more when the hub came back from a copy without them.
    pub gone: usize,
    /// Faults by kind.
    pub faults: BTreeMap<Fault, u64>,
    /// What must not be.
    pub findings: Vec<Finding>,
    /// Every line of it.
    pub trace: Vec<String>,
    /// SHA-256 of the trace.
    pub hash: String,
}

pub(super) struct Town {
    pub(super) scene: Scene,
    pub(super) hub: Arc<Hub>,
    pub(super) phones: Vec<Phone>,
    pub(super) ledger: Ledger,
    pub(super) chance: Chance,
    pub(super) plan: Plan,
    pub(super) forms: Vec<Form>,
    pub(super) hub_full: bool,
    /// Whether there is a copy of the hub's folder.
    pub(super) hub_copied: bool,
    /// Devices that have not been in touch since the hub came back from a copy.
    pub(super) unmended: BTreeSet<String>,
    /// Records that were moved.
    pub(super) moves: Vec<Moved>,
    /// Codes that were given out.
    pub(super) codes: usize,
    _root: TempDir,
}

/// The runtime of one simulation: its async work is done by one thread, in one order.
pub(super) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Lives one seed.
///
/// # Panics
/// Where the simulation itself fails.
#[must_use]
pub fn live(template: &Template, plan: Plan) -> Lived {
    let runtime = runtime();
    let lived = runtime.block_on(async {
        let mut town = Town::found(template, plan);
        let actions = town.through().await;
        town.settle().await;
        town.judge().await;
        Lived {
            actions,
            acknowledged: town.ledger.entries.len(),
            gone: town.ledger.entries.iter().filter(|entry| entry.excused == Some(GONE)).count(),
            faults: town.scene.tally(),
            findings: town.scene.findings(),
            trace: town.scene.lines(),
            hash: town.scene.hash(),
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(10));
    lived
}

impl Town {
    fn found(template: &Template, plan: Plan) -> Self {
        let root = folder::in_memory();
        template.copy_to(root.path());
        let scene = Scene::new(plan.aloud);
        let mut chance = Chance::new(plan.seed);
        let hub = Arc::new(Hub::open(root.path(), &scene.time, plan.seed));
        let open = |(at, _)| Phone::open(at, root.path(), &scene, &hub, chance.number());
        let phones = DEVICES.iter().enumerate().map(open).collect();
        let ledger = Ledger::default();
        let town = Town {
            scene,
            hub,
            phones,
            ledger,
            chance,
            plan,
            forms: Vec::new(),
            hub_full: false,
            hub_copied: false,
            unmended: BTreeSet::new(),
            moves: Vec::new(),
            codes: 0,
            _root: root,
        };
        town.phones.iter().for_each(|phone| phone.line.set(true, 30, &town.plan.faults));
        town
    }

    pub(super) fn may(&self, fault: Fault) -> bool {
        self.plan.faults.contains(&fault)
    }

    /// Everything that happens before the storm is over.
    async fn through(&mut self) -> usize {
        let mut actions = 0;
        while actions < self.plan.actions || self.is_too_calm(actions) {
            let pause = 5_000 + self.chance.below(600_000) as i64;
            self.scene.time.pass(pause);
            let act = Act::draw(&mut self.chance);
            self.do_it(act).await;
            actions += 1;
        }
        actions
    }

    fn is_too_calm(&self, actions: usize) -> bool {
        let tally = self.scene.tally();
        let (count, kinds) = (tally.values().sum::<u64>(), tally.len());
        (count < FEWEST.0 || kinds < FEWEST.1)
            && actions < self.plan.actions * 3
            && self.plan.faults.len() >= FEWEST.1
    }

    async fn do_it(&mut self, act: Act) {
        let who = self.chance.below(self.phones.len());
        match act {
            Act::Deed => self.person(who).await,
            Act::TapAgain => self.tap_again().await,
            Act::Returned => self.look_at_returned(who).await,
            Act::Sync if self.phones[who].is_waiting() => self.resume(who).await,
            Act::Sync => self.sync(who).await,
            Act::Resume => {
                let waiting = |at: &usize| self.phones[*at].is_waiting();
                let all: Vec<usize> = (0..self.phones.len()).filter(waiting).collect();
                let one = if all.is_empty() { who } else { *self.chance.pick(&all) };
                if all.is_empty() { self.sync(one).await } else { self.resume(one).await }
            }
            other => self.trouble(other, who).await,
        }
    }

    pub(super) async fn sync(&mut self, who: usize) {
        if self.is_cloned(who).await {
            return self.join_anew(who).await;
        }
        let step = self.phones[who].sync().await;
        self.synced(who, "sync", &step);
    }

    pub(super) async fn resume(&mut self, who: usize) {
        let step = self.phones[who].resume().await;
        self.synced(who, "goes on", &step);
    }

    /// Notes how far a sync came, and finds failures that nothing explains.
    pub(super) fn synced(&mut self, who: usize, what: &str, step: &Step) {
        use jinshui_core::Code;
        if let Step::Done(Ok(report)) = step
            && report.complete
            && what != "goes on"
        {
            self.unmended.remove(&self.phones[who].name);
        }
        let twin = self.has_twin(who);
        let phone = &self.phones[who];
        let portal = phone.line.took_portal();
        let said = match step {
            Step::Parked => "the rest comes later".to_owned(),
            Step::Died => "died".to_owned(),
            Step::Done(Ok(report)) => format!(
                "up {} back {} anew {} missing {} returned {} down {} photos {}/{} trips {} bytes {}/{}{}",
                report.pushed,
                report.refused,
                report.rewritten,
                report.missing,
                report.returned,
                report.pulled,
                report.photos_up,
                report.photos_down,
                report.round_trips,
                report.bytes_up,
                report.bytes_down,
                if report.complete { " complete" } else { "" },
            ),
            Step::Done(Err(failure)) => {
                let explained = match failure.code {
                    Code::NoConnection | Code::TooBusy => true,
                    Code::Cloned => twin,
                    // A code is used up by a request whose reply was lost.
                    Code::WrongCode => what != "sync",
                    Code::Protocol => portal,
                    // The hub's time came hours late, twice.
                    Code::ClockOff => what == "goes on",
                    Code::StorageFull => phone.full || self.hub_full || what == "goes on",
                    _ => false,
                };
                if !explained {
                    self.scene.found(Finding::Broken(format!("{} {what}: {failure}", phone.name)));
                }
                format!("no: {}", failure.code)
            }
        };
        self.scene.note(format!("{} {what}: {said}", phone.name));
    }
}
