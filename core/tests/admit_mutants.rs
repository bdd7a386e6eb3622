//! Changed bytes under a checksum that fits: each mutant is refused, or Automerge takes it without a panic, and the
//! document with it in reads, saves and loads.
//!
//! `ADMIT_MUTANTS=1000000 cargo test --release -p jinshui-core --test admit_mutants -- --nocapture` is the long run;
//! `ADMIT_SEED` moves it to other mutants.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod admit_common;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use admit_common::{Dice, body, history, mutate, read_fully, sealed};
use automerge::{ActorId, Automerge, Change, ROOT, ReadDoc, transaction::Transactable};
use jinshui_core::admit::{AdmittedChange, Ground, admit};

const PER_BASE: usize = 40;

#[test]
fn no_admitted_mutant_makes_automerge_panic() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let wanted = number("ADMIT_MUTANTS").unwrap_or(20_000);
    let first = number("ADMIT_SEED").unwrap_or(1) as u64;
    let mut tally = Tally::default();
    for seed in first.. {
        if tally.mutants >= wanted {
            break;
        }
        one_base(seed, &mut tally);
    }
    println!("{tally:#?}");
    assert!(tally.panics.is_empty(), "{:#?}", tally.panics);
    assert!(tally.harm > 0, "without the ground, some would have done harm: {tally:#?}");
    assert!(tally.applied > wanted / 200, "the test bites only if some mutants come through: {tally:#?}");
}

#[derive(Debug, Default)]
struct Tally {
    mutants: usize,
    refused: BTreeMap<&'static str, usize>,
    unfit: BTreeMap<&'static str, usize>,
    applied: usize,
    followers: usize,
    /// Those that do not fit and would have made Automerge panic, or spoilt the document.
    harm: usize,
    panics: Vec<String>,
}

fn one_base(seed: u64, tally: &mut Tally) {
    let mut dice = Dice::new(seed);
    let steps = 4 + dice.below(16);
    let (_, changes) = history(&mut dice, steps);
    let at = 1 + dice.below(changes.len() - 1);
    let (before, after) = changes.split_at(at);
    let mut base = Automerge::new();
    base.apply_changes(before.to_vec()).unwrap();
    for _ in 0..PER_BASE {
        let raw = mutate(&mut dice, &after[0], &changes);
        if raw == after[0].raw_bytes() {
            continue;
        }
        tally.mutants += 1;
        let admitted = match admit(&raw) {
            Err(error) => {
                *tally.refused.entry(error.code()).or_default() += 1;
                continue;
            }
            Ok(admitted) => admitted,
        };
        let mut ground = Ground::of(&base).unwrap();
        if let Err(error) = ground.take(&admitted) {
            *tally.unfit.entry(error.code()).or_default() += 1;
            tally.harm += usize::from(harms(&base, &raw));
            continue;
        }
        tally.applied += 1;
        let done = catch_unwind(AssertUnwindSafe(|| try_out(&base, &mut ground, &admitted, &after[1..])));
        match done {
            Ok(followers) => tally.followers += followers,
            Err(panic) => {
                let said = panic.downcast_ref::<String>().cloned();
                let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                let change = Change::from_bytes(raw).map(|change| change.decode());
                tally.panics.push(format!("seed {seed}: {said:?}\n{change:#?}\n{:#?}", after[0].decode()));
            }
        }
    }
}

/// Applies the mutant, then whatever else still fits, then writes on top, and reads everything.
fn try_out(base: &Automerge, ground: &mut Ground, mutant: &AdmittedChange, after: &[Change]) -> usize {
    let mut doc = base.clone();
    let change = Change::from_bytes(mutant.raw().to_vec()).expect("what is admitted, Automerge reads");
    doc.apply_changes([change]).expect("what fits, Automerge applies");
    read_fully(&doc);
    let mut followers = 0;
    for change in after {
        let admitted = admit(change.raw_bytes()).unwrap();
        if ground.take(&admitted).is_ok() {
            doc.apply_changes([change.clone()]).expect("what fits, Automerge applies");
            followers += 1;
        }
    }
    let kept = doc.get_change_by_hash(&mutant.hash.into()).expect("the mutant is in the document");
    assert_eq!(kept.raw_bytes(), mutant.raw(), "Automerge rebuilds the change as it came");
    assert_eq!(
        reordered(&doc).hydrate(None),
        doc.hydrate(None),
        "the order in which changes come does not matter"
    );
    doc.set_actor(ActorId::from([9u8; 16]));
    doc.transact::<_, _, automerge::AutomergeError>(|transaction| {
        transaction.put(ROOT, "a", "after all")?;
        transaction.put(ROOT, "count", 1)?;
        Ok(())
    })
    .unwrap();
    read_fully(&doc);
    followers
}

/// The same changes, one by one, in another order that their dependencies allow.
fn reordered(doc: &Automerge) -> Automerge {
    let mut waiting = doc.get_changes(&[]);
    let mut other = Automerge::new();
    let mut known = BTreeSet::new();
    while !waiting.is_empty() {
        let ready = |change: &Change| change.deps().iter().all(|dep| known.contains(dep));
        let last = waiting.iter().rposition(ready).expect("one of them is next");
        let change = waiting.remove(last);
        known.insert(change.hash());
        other.apply_changes([change]).unwrap();
    }
    other
}

/// Whether a change that does not fit would have done harm, had it been let through.
fn harms(base: &Automerge, raw: &[u8]) -> bool {
    let done = catch_unwind(AssertUnwindSafe(|| {
        let mut doc = base.clone();
        if doc.apply_changes([Change::from_bytes(raw.to_vec()).unwrap()]).is_ok() {
            read_fully(&doc);
        }
    }));
    done.is_err()
}

#[test]
fn a_body_sealed_again_is_the_change_itself() {
    let (_, changes) = history(&mut Dice::new(3), 8);
    for change in changes {
        assert_eq!(sealed(1, body(change.raw_bytes())), change.raw_bytes());
    }
}
