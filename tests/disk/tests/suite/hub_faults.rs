//! Every call of a day's work of the hub fails once, or the disk stays broken or full from there on: what was acknowledged stays,
//! what failed is wholly there or not at all, and with the disk well again the same hub goes on.

use std::path::Path;

use jinshui_disk::{Disk, Fault};
use jinshui_sync_server::store::StoreError;
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_tests::Chance;

use crate::faults;
use crate::hub::{Answered, Step, Template, assert_said, assert_there, assert_whole, day, step};

/// What came of a day.
struct Day {
    answered: Answered,
    failed: Vec<StoreError>,
    store: Option<SqliteStore>,
}

/// Does everything, three at a time, so that some share a transaction.
async fn live(home: &Path, steps: &[Step]) -> Day {
    let (mut answered, mut failed) = (Answered::new(), Vec::new());
    let store = match SqliteStore::open(home) {
        Ok(store) => store,
        Err(error) => return Day { answered, failed: vec![error], store: None },
    };
    for (number, three) in steps.chunks(3).enumerate() {
        let at = |place: usize| three.get(place).map(|one| step(&store, one));
        let (first, second, third) = (at(0), at(1), at(2));
        let wait = async |one: Option<_>| match one {
            Some(one) => Some(std::future::IntoFuture::into_future(one).await),
            None => None,
        };
        let ended = tokio::join!(wait(first), wait(second), wait(third));
        for (place, ended) in [ended.0, ended.1, ended.2].into_iter().enumerate() {
            match ended {
                Some(Ok(receipt)) => drop(answered.insert(number * 3 + place, receipt)),
                Some(Err(error)) => failed.push(error),
                None => {}
            }
        }
    }
    Day { answered, failed, store: Some(store) }
}

async fn strike(template: &Template, steps: &[Step], fault: Fault) -> usize {
    let home = template.copy();
    let disk = Disk::under(home.path());
    disk.fail(fault);
    let day = live(home.path(), steps).await;
    day.failed.iter().for_each(|error| assert_said(error, fault));
    if let Some(store) = day.store {
        if fault.full {
            assert_there(&store, steps, &day.answered).await.unwrap();
        }
        disk.mend();
        // What a fault has left a connection with is noticed by the next who uses it.
        assert_there(&store, steps, &day.answered).await.unwrap();
        for one in steps {
            step(&store, one).await.unwrap();
        }
        drop(store);
    }
    disk.mend();
    assert_whole(home.path(), steps).await;
    day.failed.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t4_t5_a_fault_at_any_call_loses_and_doubles_nothing_on_the_hub() {
    let mut chance = Chance::seeded("hub faults", 43);
    let template = Template::new().await;
    let steps = day(&mut chance, 18);
    let home = template.copy();
    let disk = Disk::under(home.path());
    let well = live(home.path(), &steps).await;
    assert!(well.failed.is_empty() && well.answered.len() == steps.len(), "{:?}", well.failed);
    drop(well);
    let calls = disk.calls();
    let faults = faults(calls);
    let mut heard = 0;
    for fault in &faults {
        heard += usize::from(strike(&template, &steps, *fault).await > 0);
    }
    println!("hub faults: {} in {calls} calls, {heard} were told to somebody", faults.len());
    assert!(heard * 2 > faults.len(), "too few faults hit anything: {heard} of {}", faults.len());
}
