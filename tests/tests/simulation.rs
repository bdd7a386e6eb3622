//! A few fixed seeds of the simulation, in every run of the tests; `make simulate` lives as many as one likes.

use jinshui_tests::simulation::{Lived, Plan, Template, live};

/// Seeds in which much happens.
const SEEDS: [u64; 6] = [2, 14, 19, 21, 25, 215];

fn assert_whole(seed: u64, lived: &Lived) {
    let again = format!("make simulate SEEDS=1 FROM={seed} ALOUD=1");
    assert!(lived.findings.is_empty(), "{:#?}\n{again}", lived.findings);
    let faults: u64 = lived.faults.values().sum();
    assert!(lived.actions >= 300 && lived.acknowledged >= 60, "{} things happened", lived.actions);
    assert!(faults >= 20 && lived.faults.len() >= 6, "{:?}", lived.faults);
}

#[test]
fn a_community_under_any_seed_ends_whole_and_alike() {
    let template = Template::make();
    std::thread::scope(|scope| {
        for seed in SEEDS {
            let template = &template;
            scope.spawn(move || assert_whole(seed, &live(template, Plan::new(seed))));
        }
    });
}

#[test]
fn a_seed_is_the_same_run_to_the_byte_of_its_trace() {
    let (template, another) = (Template::make(), Template::make());
    let short = || Plan { actions: 120, ..Plan::new(7) };
    let (first, second) = (live(&template, short()), live(&another, short()));
    let differ = first.trace.iter().zip(&second.trace).find(|(one, other)| one != other);
    assert_eq!(differ, None);
    assert_eq!(first.hash, second.hash);
    assert_ne!(first.hash, live(&template, Plan { seed: 8, ..short() }).hash);
}
