//! T3: the power goes after, before or in the middle of what the hub commits: what was acknowledged is there.

use jinshui_disk::{Disk, Remains};
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_tests::{Chance, sound};

use crate::hub::{Answered, Step, Template, assert_there, day, step};
use crate::{folder, number};

/// Steps in the life of one store.
const STEPS: u32 = 30;

/// Switches the hub on again and looks.
async fn after(
    template: &Template,
    remains: &Remains,
    chance: &mut Chance,
    steps: &[Step],
    answered: &Answered,
) {
    let home = folder();
    remains.land(home.path(), &mut || chance.number());
    template.key_into(home.path());
    let store = SqliteStore::open(home.path()).unwrap();
    assert_there(&store, steps, answered).await.unwrap();
    store.close().await.unwrap();
    sound(home.path(), "server");
}

#[tokio::test]
async fn t3_a_hub_that_loses_power_at_any_point_has_what_it_acknowledged() {
    let mut chance = Chance::seeded("hub power", 44);
    let template = Template::new().await;
    let (cuts, mut done) = (number("CUTS", 60), 0);
    while done < cuts {
        let home = template.copy();
        let disk = Disk::under(home.path());
        let (store, mut answered) = (SqliteStore::open(home.path()).unwrap(), Answered::new());
        let steps = day(&mut chance, STEPS);
        for (at, one) in steps.iter().enumerate() {
            disk.cut_before(disk.calls() + 1 + chance.below(10) as u64);
            let receipt = step(&store, one).await.unwrap();
            if let Some(remains) = disk.was_cut() {
                after(&template, &remains, &mut chance, &steps, &answered).await;
                done += 1;
            }
            answered.insert(at, receipt);
            after(&template, &disk.cut(), &mut chance, &steps, &answered).await;
            done += 1;
        }
    }
    println!("hub power: {done} cuts, nothing lost");
}
