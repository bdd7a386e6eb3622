//! Where people are written down: with their home, and nowhere else (R15).

use jinshui_core::hazard::Place;
use jinshui_core::register::{HomeEdit, ResidentEdit, home_id};
use jinshui_core::{DocumentId, Kind, Space};

use super::device::{Device, Draft, now};
use super::hub::Hub;

const ROOM: (&str, &str, &str) = ("33", "1", "501");

fn room(device: &Device, area: &str) -> Draft {
    let (building, unit, room) = ROOM;
    let id = home_id(&area.into(), building, unit, room);
    let mut draft = Draft { id, ..Draft::new(Kind::Home, Space::Homes(area.into())) };
    let place = Place { building: building.into(), unit: unit.into() };
    let edit = HomeEdit::Add { place, room: room.into(), fields: vec![], words: String::new() };
    draft.write(device.joined.tag, &edit.by(&device.member(), now()));
    draft
}

fn person(device: &Device, area: &str, home: DocumentId) -> Draft {
    let mut draft = Draft::new(Kind::Resident, Space::Homes(area.into()));
    let edit = ResidentEdit::Add { home, name: "王秀英".into(), fields: vec![], words: String::new() };
    draft.write(device.joined.tag, &edit.by(&device.member(), now()));
    draft
}

/// The name of a home can be guessed (R2).
#[tokio::test]
async fn r15_nobody_is_written_into_an_area_by_who_names_a_home_there() {
    let hub = Hub::start();
    let (here, there) = (hub.device("head-097").await, hub.device("head-098").await);
    let (own, others) = (room(&here, "a097"), room(&there, "a098"));
    assert_eq!(there.push(vec![others.push()]).await.acks().len(), others.changes.len());
    let sent = here.push(vec![own.push(), person(&here, "a097", own.id).push()]).await;
    assert!(sent.refused().is_empty(), "{:?}", sent.refused());
    for area in ["a097", "a098"] {
        let sent = here.push(vec![person(&here, area, others.id).push()]).await;
        assert_eq!(sent.refused(), [(0, "space".to_owned())], "{area}");
    }
    // A record that is begun a second time beside its beginning is not led there either.
    let mut led = person(&here, "a097", own.id);
    let mut beside = Draft { id: led.id, ..person(&here, "a097", others.id) };
    here.push(vec![led.push()]).await;
    led.changes = std::mem::take(&mut beside.changes);
    assert_eq!(here.push(vec![led.push()]).await.refused(), [(0, "space".to_owned())]);
}
