//! `make simulate`: lives many seeds and says what came of them.
//!
//!   simulate --seeds 100 [--from 1] [--actions 300] [--with erase | --only drop_reply,role] [--aloud] [--twice]
//!
//! `--aloud` prints each line of the trace as it happens, `--twice` lives each seed twice and compares. What was found is
//! printed with the command that lives exactly that seed again. The last line is JSON; the exit code is 1 where anything was
//! found.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test program fails by panicking"
)]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use jinshui_tests::simulation::{Fault, Finding, Lived, Plan, Template, live};

/// Lines of a trace that are printed with what was found.
const TAIL: usize = 60;

#[derive(Default)]
struct Sum {
    seeds: u64,
    actions: usize,
    acknowledged: usize,
    gone: usize,
    faults: BTreeMap<&'static str, u64>,
    lost: u64,
    doubled: u64,
    diverged: u64,
    broken: u64,
}

#[derive(Clone)]
struct Asked {
    seeds: u64,
    from: u64,
    actions: usize,
    faults: Vec<Fault>,
    words: String,
    aloud: bool,
    twice: bool,
    quiet: bool,
}

fn asked() -> Asked {
    let mut args = std::env::args().skip(1);
    let faults = Plan::new(0).faults;
    let mut asked = Asked {
        seeds: 10,
        from: 1,
        actions: 300,
        faults,
        words: String::new(),
        aloud: false,
        twice: false,
        quiet: false,
    };
    let named = |names: &str| {
        let find =
            |name: &str| Fault::ALL.into_iter().find(|fault| fault.name() == name).expect("a fault's name");
        names.split(',').filter(|name| !name.is_empty()).map(find).collect::<Vec<_>>()
    };
    while let Some(arg) = args.next() {
        let mut value = || args.next().expect("a value");
        match arg.as_str() {
            "--seeds" => asked.seeds = value().parse().unwrap(),
            "--from" => asked.from = value().parse().unwrap(),
            "--actions" => {
                asked.actions = value().parse().unwrap();
                asked.words += &format!(" ACTIONS={}", asked.actions);
            }
            "--with" | "--only" => {
                let names = value();
                if arg == "--only" {
                    asked.faults.clear();
                }
                asked.faults.extend(named(&names));
                asked.words += &format!(" {}={names}", arg.trim_start_matches('-').to_uppercase());
            }
            "--aloud" => asked.aloud = true,
            "--twice" => asked.twice = true,
            "--quiet" => asked.quiet = true,
            other => panic!("{other}? see the head of tests/src/bin/simulate.rs"),
        }
    }
    asked
}

fn main() -> ExitCode {
    let asked = asked();
    let template = Template::make();
    let (next, sum) = (AtomicU64::new(asked.from), Mutex::new(Sum::default()));
    let hands = if asked.aloud { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| work(&asked, &template, &next, &sum));
        }
    });
    let sum = sum.into_inner().unwrap();
    let json = serde_json::json!({
        "seeds": sum.seeds, "actions": sum.actions, "acknowledged": sum.acknowledged, "gone": sum.gone,
        "faults": sum.faults,
        "lost": sum.lost, "doubled": sum.doubled, "diverged": sum.diverged, "broken": sum.broken,
    });
    println!("{json}");
    let sound = sum.lost + sum.doubled + sum.diverged + sum.broken == 0;
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn work(asked: &Asked, template: &Template, next: &AtomicU64, sum: &Mutex<Sum>) {
    loop {
        let seed = next.fetch_add(1, Ordering::SeqCst);
        if seed >= asked.from + asked.seeds {
            return;
        }
        let plan = Plan { seed, actions: asked.actions, faults: asked.faults.clone(), aloud: asked.aloud };
        let (once, again) = (plan.clone(), plan);
        let lived = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| live(template, once)));
        let Ok(mut lived) = lived else {
            println!("seed {seed} panicked\n  again: {}", command(asked, seed));
            let mut sum = sum.lock().unwrap();
            (sum.seeds, sum.broken) = (sum.seeds + 1, sum.broken + 1);
            continue;
        };
        if asked.twice {
            let second = live(template, Plan { aloud: false, ..again });
            if second.hash != lived.hash {
                let at = lived.trace.iter().zip(&second.trace).position(|(one, other)| one != other);
                let lines = at.map(|at| (lived.trace.get(at).cloned(), second.trace.get(at).cloned()));
                lived.findings.push(Finding::Broken(format!("two runs differ at {at:?}: {lines:?}")));
            }
        }
        let mut sum = sum.lock().unwrap();
        tell(asked, seed, &lived);
        add(&mut sum, &lived);
        if sum.seeds.is_multiple_of(500) {
            eprintln!("{} seeds", sum.seeds);
        }
    }
}

fn tell(asked: &Asked, seed: u64, lived: &Lived) {
    if lived.findings.is_empty() {
        return;
    }
    println!("seed {seed}:");
    for finding in &lived.findings {
        println!("  {finding:?}");
    }
    if !asked.quiet && !asked.aloud {
        let skip = lived.trace.len().saturating_sub(TAIL);
        lived.trace.iter().skip(skip).for_each(|line| println!("    {line}"));
    }
    println!("  again: {}", command(asked, seed));
}

/// What lives exactly this seed again.
fn command(asked: &Asked, seed: u64) -> String {
    format!("make simulate SEEDS=1 FROM={seed}{} ALOUD=1", asked.words)
}

fn add(sum: &mut Sum, lived: &Lived) {
    sum.seeds += 1;
    sum.actions += lived.actions;
    sum.acknowledged += lived.acknowledged;
    sum.gone += lived.gone;
    for (fault, count) in &lived.faults {
        *sum.faults.entry(fault.name()).or_default() += count;
    }
    for finding in &lived.findings {
        match finding {
            Finding::Lost(_) => sum.lost += 1,
            Finding::Doubled(_) => sum.doubled += 1,
            Finding::Diverged(_) => sum.diverged += 1,
            Finding::Broken(_) => sum.broken += 1,
        }
    }
}
