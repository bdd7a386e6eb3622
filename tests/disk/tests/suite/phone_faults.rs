//! Every call of a day's work on the phone fails once, or the disk stays broken or full from there on: what was answered stays,
//! what failed is wholly there or not at all, what was there can be read, and with the disk well again it all goes on.

use std::collections::BTreeSet;
use std::path::Path;

use jinshui_core::Failure;
use jinshui_disk::{Disk, Fault};
use jinshui_tests::Chance;

use crate::faults;
use crate::phone::{Hub, Phone, Step, Template, assert_said, assert_whole, day, made};

/// What came of a day.
struct Day {
    /// Steps that were answered with ok.
    done: Vec<usize>,
    /// Steps that failed, or the opening itself.
    failed: Vec<Failure>,
    phone: Option<Phone>,
}

fn live(home: &Path, steps: &[Step], hub: &mut Hub) -> Day {
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    let phone = match Phone::open(home) {
        Ok(phone) => phone,
        Err(failure) => return Day { done, failed: vec![failure], phone: None },
    };
    for (number, step) in steps.iter().enumerate() {
        match phone.step(step, hub) {
            Ok(()) => done.push(number),
            // What belongs to a report that could not be saved cannot be said either.
            Err(failure) if failure.code == jinshui_core::Code::NotFound => {}
            Err(failure) => failed.push(failure),
        }
    }
    Day { done, failed, phone: Some(phone) }
}

fn assert_there(shown: &BTreeSet<String>, steps: &[Step], done: &[usize], fault: Fault) {
    for step in done.iter().filter_map(|number| made(&steps[*number])) {
        assert!(shown.contains(&step), "{step} was saved and is gone: {fault:?}");
    }
    let asked: BTreeSet<String> = steps.iter().filter_map(made).collect();
    assert!(shown.is_subset(&asked), "{fault:?}");
}

fn strike(template: &Template, steps: &[Step], fault: Fault) -> usize {
    let home = template.copy();
    let disk = Disk::under(home.path());
    disk.fail(fault);
    let mut hub = Hub::default();
    let day = live(home.path(), steps, &mut hub);
    day.failed.iter().for_each(|failure| assert_said(failure, fault));
    if let Some(phone) = &day.phone {
        // What was there can be read, even while the disk is full.
        if fault.full || !fault.lasts {
            assert_there(&phone.shows().unwrap(), steps, &day.done, fault);
        }
        disk.mend();
        assert_there(&phone.shows().unwrap(), steps, &day.done, fault);
        phone.assert_projected();
        for step in steps {
            phone.step(step, &mut hub).unwrap();
        }
    }
    disk.mend();
    drop(day.phone);
    assert_whole(home.path(), steps, &mut hub);
    day.failed.len()
}

#[test]
fn t4_t5_a_fault_at_any_call_loses_and_doubles_nothing_on_a_phone() {
    let mut chance = Chance::seeded("phone faults", 41);
    let template = Template::of("volunteer-17-1", 1);
    let steps = day(&mut chance, 12);
    let home = template.copy();
    let disk = Disk::under(home.path());
    let well = live(home.path(), &steps, &mut Hub::default());
    assert!(well.failed.is_empty() && well.done.len() == steps.len());
    let calls = disk.calls();
    let faults = faults(calls);
    let failed: Vec<usize> = faults.iter().map(|fault| strike(&template, &steps, *fault)).collect();
    let heard = failed.iter().filter(|count| **count > 0).count();
    println!("phone faults: {} in {calls} calls, {heard} were told to somebody", faults.len());
    assert!(heard * 2 > faults.len(), "too few faults hit anything: {heard} of {}", faults.len());
}
