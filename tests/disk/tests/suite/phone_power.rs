//! T3: the power goes after, before or in the middle of what a phone commits: what was answered with ok is there.

use std::collections::BTreeSet;

use jinshui_disk::{Disk, Remains};
use jinshui_tests::{Chance, sound};

use crate::phone::{Hub, Phone, Template, day, made};
use crate::{folder, number};

/// Taps in the life of one store.
const TAPS: usize = 16;

/// Switches the phone on again: what it shows.
fn after(template: &Template, remains: &Remains, chance: &mut Chance) -> BTreeSet<String> {
    let home = folder();
    remains.land(home.path(), &mut || chance.number());
    template.key_into(home.path());
    let phone = Phone::open(home.path()).unwrap();
    let shown = phone.shows().unwrap();
    phone.assert_projected();
    drop(phone);
    sound(home.path(), "store");
    shown
}

#[test]
fn t3_a_phone_that_loses_power_at_any_point_has_what_it_said_it_had() {
    let mut chance = Chance::seeded("phone power", 42);
    let template = Template::of("volunteer-17-1", 1);
    let (cuts, mut done_cuts, mut taps) = (number("CUTS", 60), 0, 0);
    while done_cuts < cuts {
        let home = template.copy();
        let disk = Disk::under(home.path());
        let (phone, mut hub, mut said) = (Phone::open(home.path()).unwrap(), Hub::default(), BTreeSet::new());
        for step in day(&mut chance, TAPS) {
            disk.cut_before(disk.calls() + 1 + chance.below(16) as u64);
            phone.step(&step, &mut hub).unwrap();
            let before = said.clone();
            said.extend(made(&step));
            taps += 1;
            if let Some(remains) = disk.was_cut() {
                let shown = after(&template, &remains, &mut chance);
                assert!(before.is_subset(&shown), "lost in the middle: {:?}", before.difference(&shown));
                assert!(shown.is_subset(&said), "there is what nobody wrote");
                done_cuts += 1;
            }
            let shown = after(&template, &disk.cut(), &mut chance);
            assert_eq!(shown, said, "what was answered is there, and nothing else");
            done_cuts += 1;
        }
    }
    println!("phone power: {done_cuts} cuts in {taps} steps, nothing lost");
}
