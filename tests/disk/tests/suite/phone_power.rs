//! T3: the power goes after, before or in the middle of what a phone commits: what was answered with ok is there.

use std::collections::BTreeSet;

use jinshui_disk::{Disk, Remains};
use jinshui_tests::{Chance, sound};

use crate::phone::{Hub, Phone, Step, Template, day, made, seq};
use crate::{folder, number};

/// Taps in the life of one store.
const TAPS: usize = 16;

/// Switches the phone on again: what it shows. Then the hub sends what the phone says it has not read, of what came before the cut
/// or in its middle: afterwards nothing of that is missing (R8).
fn after(template: &Template, remains: &Remains, chance: &mut Chance, came: &[Step]) -> BTreeSet<String> {
    let home = folder();
    remains.land(home.path(), &mut || chance.number());
    template.key_into(home.path());
    let phone = Phone::open(home.path()).unwrap();
    let shown = phone.shows().unwrap();
    phone.assert_projected();
    let cursor = phone.cursor().unwrap();
    for step in came.iter().filter(|step| seq(step) > cursor) {
        phone.step(step, &mut Hub::default()).unwrap();
    }
    let others: BTreeSet<String> = came.iter().filter_map(made).collect();
    assert!(
        others.is_subset(&phone.shows().unwrap()),
        "what others wrote is missing, and will not be sent again"
    );
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
        let mut came = Vec::new();
        for step in day(&mut chance, TAPS) {
            disk.cut_before(disk.calls() + 1 + chance.below(16) as u64);
            phone.step(&step, &mut hub).unwrap();
            came.extend(matches!(step, Step::Comes(_)).then(|| step.clone()));
            let before = said.clone();
            said.extend(made(&step));
            taps += 1;
            if let Some(remains) = disk.was_cut() {
                let shown = after(&template, &remains, &mut chance, &came);
                assert!(before.is_subset(&shown), "lost in the middle: {:?}", before.difference(&shown));
                assert!(shown.is_subset(&said), "there is what nobody wrote");
                done_cuts += 1;
            }
            let shown = after(&template, &disk.cut(), &mut chance, &came);
            assert_eq!(shown, said, "what was answered is there, and nothing else");
            done_cuts += 1;
        }
    }
    println!("phone power: {done_cuts} cuts in {taps} steps, nothing lost");
}
