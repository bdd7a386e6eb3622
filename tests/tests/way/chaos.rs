//! Chaos on the real binaries: `kill -9` of phone and hub at random steps while a bad network lies between them; what was
//! answered with ok is there in the end, once, on both phones.
//!
//! `KILLS` says how many in all; they are done in towns of [`TOWN`] each, a hub and two phones, several at once. Prints
//! one JSON line with what the kills hit.

use std::collections::BTreeMap;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Hub, Mark, OutageProxy, Phone, pause, sound, until};
use serde_json::json;

use crate::kills::{PATIENCE, exec, settle};
use crate::ledger::Ledger;
use crate::seen::{assert_whole, everything};

/// Kills of one town.
const TOWN: usize = 50;
/// Kills between two looks at what the phone holds.
const LOOK: usize = 25;
/// The longest from the mark of a beginning to the kill.
const DELAY_MICROS: usize = 2_500;

/// What the kills of all towns hit.
#[derive(Default)]
struct Tally {
    by_step: BTreeMap<String, usize>,
    outside: BTreeMap<&'static str, usize>,
    faults: BTreeMap<&'static str, u64>,
    written: usize,
    lost: usize,
    doubled: usize,
}

impl Tally {
    fn count(&mut self, who: &'static str, mark: &Mark) {
        match mark.in_flight() {
            Some(step) => *self.by_step.entry(format!("{who} {step}")).or_default() += 1,
            None => *self.outside.entry(who).or_default() += 1,
        }
    }

    fn add(&mut self, other: Tally) {
        other.by_step.into_iter().for_each(|(step, count)| *self.by_step.entry(step).or_default() += count);
        other.outside.into_iter().for_each(|(who, count)| *self.outside.entry(who).or_default() += count);
        other.faults.into_iter().for_each(|(what, count)| *self.faults.entry(what).or_default() += count);
        self.written += other.written;
        self.lost += other.lost;
        self.doubled += other.doubled;
    }
}

/// A hub, the network before it, and two phones that write.
struct Town {
    hub: Hub,
    proxy: OutageProxy,
    phones: [Phone; 2],
    ledgers: [Ledger; 2],
    /// Where phones mark their steps, and where the hub does.
    marks: [Mark; 2],
    tally: Tally,
}

impl Town {
    fn begin(seed: u64) -> Self {
        let marks = [Mark::new(), Mark::new()];
        let hub = Hub::start_marked(Some(marks[1].path()));
        let proxy = OutageProxy::before(hub.address());
        let phones = ["volunteer-17-1", "police-1"].map(|member| Phone::through(member, &hub, &proxy.url()));
        proxy.weather(Some(Chance::new(seed ^ 0xFA17)));
        Town { hub, proxy, phones, ledgers: Default::default(), marks, tally: Tally::default() }
    }

    /// Kills a phone in the middle of a stream of taps.
    fn kill_exec(&mut self, chance: &mut Chance, who: usize) {
        let (phone, ledger, mark) = (&self.phones[who], &mut self.ledgers[who], &self.marks[0]);
        ledger.plan(chance, phone, 6);
        mark.clear();
        let mut exec = exec(phone, mark);
        ledger.ask(&mut exec);
        aim(chance, mark, 5, || false);
        exec.kill();
        while let Some((number, answer)) = exec.answer(PATIENCE) {
            ledger.answered(number, &answer);
        }
        ledger.again();
        self.tally.count("tap", mark);
    }

    fn sync(&self, who: usize) -> Child {
        let mut command = self.phones[who].command(&["sync"]);
        command.env("JINSHUI_MARK", self.marks[0].path()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    /// Kills a phone in the middle of a sync.
    fn kill_sync(&mut self, chance: &mut Chance, who: usize) {
        let mark = &self.marks[0];
        mark.clear();
        let mut sync = self.sync(who);
        aim(chance, mark, 5, || sync.try_wait().unwrap().is_some());
        sync.kill().unwrap();
        sync.wait().unwrap();
        self.tally.count("sync", mark);
    }

    /// Kills the hub while both phones sync.
    fn kill_hub(&mut self, chance: &mut Chance) {
        let mark = &self.marks[1];
        mark.clear();
        let mut syncs = [0, 1].map(|who| self.sync(who));
        let over = || syncs.iter_mut().all(|sync| sync.try_wait().unwrap().is_some());
        aim(chance, mark, 8, over);
        self.hub.kill();
        self.tally.count("hub", mark);
        for mut sync in syncs {
            until("a phone gives up or is done", PATIENCE, || sync.try_wait().unwrap());
        }
        self.hub.serve();
    }

    /// One kill, and from time to time a look.
    fn kill(&mut self, chance: &mut Chance, number: usize) {
        let who = usize::from(chance.percent(30));
        match chance.below(4) {
            0 => self.kill_exec(chance, who),
            1 => self.kill_sync(chance, who),
            _ => {
                let phone = &self.phones[who];
                self.ledgers[who].plan(chance, phone, 3);
                settle(phone, &mut self.ledgers[who]);
                self.kill_hub(chance);
            }
        }
        if number % LOOK == LOOK - 1 {
            assert!(!self.phones[who].rebuild_differs());
            self.ledgers[who].assert_in(&everything(&self.phones[who]));
        }
    }

    /// Fair weather: everything goes out, and everybody has everything once.
    fn end(mut self) -> Tally {
        self.proxy.weather(None);
        for (phone, ledger) in self.phones.iter().zip(&mut self.ledgers) {
            settle(phone, ledger);
        }
        let [phone, officer] = &self.phones;
        for phone in [phone, officer, phone] {
            phone.sync();
        }
        let mine = everything(phone);
        assert_eq!(mine, everything(officer));
        let mut comments = BTreeMap::<String, usize>::new();
        for comment in mine.values().flat_map(|view| view["comments"].as_array().unwrap()) {
            *comments.entry(comment["id"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        let asked = |of: fn(&Ledger) -> usize| self.ledgers.iter().map(of).sum::<usize>();
        let photos: usize = mine.values().map(|view| view["photos"].as_array().unwrap().len()).sum();
        let lost_in = |ledger: &Ledger| {
            ledger.reports.iter().filter(|id| !mine.contains_key(*id)).count()
                + ledger.comments.iter().filter(|id| !comments.contains_key(*id)).count()
        };
        self.tally.lost = self.ledgers.iter().map(lost_in).sum();
        self.tally.doubled = comments.values().filter(|times| **times > 1).count();
        self.tally.written = asked(|ledger| ledger.reports.len() + ledger.comments.len());
        assert_eq!((mine.len(), comments.len()), (asked(|l| l.reports.len()), asked(|l| l.comments.len())));
        assert_eq!(photos, asked(|ledger| ledger.photos));
        self.phones.iter().for_each(assert_whole);
        assert!(self.hub.refusals().is_empty());
        self.tally.faults = self.proxy.faults();
        self.hub.stop();
        sound(&self.hub.data(), "server");
        self.phones.iter().for_each(|phone| sound(phone.home(), "store"));
        self.tally
    }
}

/// Waits until a random number of steps have begun, and a little longer; not once everything is over.
fn aim(chance: &mut Chance, mark: &Mark, most: usize, mut over: impl FnMut() -> bool) {
    let begun = 1 + chance.below(most);
    let started = Instant::now();
    while mark.begun() < begun {
        if over() || started.elapsed() > PATIENCE {
            return;
        }
        pause(Duration::from_micros(200));
    }
    pause(Duration::from_micros(chance.below(DELAY_MICROS) as u64));
}

fn live(seed: u64, kills: usize) -> Tally {
    println!("chaos: a town with SEED={seed}");
    let mut chance = Chance::new(seed);
    let mut town = Town::begin(seed);
    (0..kills).for_each(|number| town.kill(&mut chance, number));
    town.end()
}

#[test]
fn kills_of_both_sides_on_a_bad_network_lose_and_double_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills = number("KILLS").unwrap_or(60);
    let first = std::env::var("SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000u64);
    let at_once = number("AT_ONCE").unwrap_or(2);
    let (started, next, all) = (Instant::now(), AtomicUsize::new(0), Mutex::new(Tally::default()));
    std::thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                loop {
                    let done = next.fetch_add(TOWN, Ordering::Relaxed);
                    if done >= kills {
                        return;
                    }
                    let tally = live(first + (done / TOWN) as u64, TOWN.min(kills - done));
                    all.lock().unwrap().add(tally);
                }
            });
        }
    });
    let Tally { by_step, outside, faults, written, lost, doubled } = all.into_inner().unwrap();
    let inside: usize = by_step.values().sum();
    let seconds = started.elapsed().as_secs();
    println!(
        "{}",
        json!({
            "kills": kills, "in_flight": inside, "by_step": by_step, "outside": outside, "faults": faults,
            "written": written, "lost": lost, "doubled": doubled, "seconds": seconds,
        })
    );
    assert_eq!((lost, doubled), (0, 0));
    assert!(inside * 100 >= kills * 60, "too few kills hit anything: {inside} of {kills}");
}
