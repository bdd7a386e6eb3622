//! Several at once: what one does to a report, a patrol or a home, the others see by themselves within a second on one computer.
//!
//! Each has `sync --live` running, as an open app has; what is measured is from the answer to the tap until the other shows it.

use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Exec, Hub, Live, Phone, until};
use serde_json::{Value, json};

use crate::seen::assert_whole;

const PATIENCE: Duration = Duration::from_secs(20);
/// The middle one of all that was measured; a single one may come upon a busy computer.
const MIDDLE: Duration = Duration::from_secs(1);

/// Somebody with an open app.
struct Open {
    phone: Phone,
    hand: Exec,
    live: Live,
}

impl Open {
    fn of(member: &str, hub: &Hub) -> Self {
        let phone = Phone::of(member, hub);
        let mut live = phone.live();
        until("the app is up", PATIENCE, || live.report(PATIENCE).filter(|said| said["error"].is_null()));
        Open { hand: phone.exec(), phone, live }
    }

    fn does(&mut self, command: &str, args: Value) -> Value {
        let done = self.hand.ask(command, args.clone());
        done.unwrap_or_else(|failed| panic!("{}: {command} {args}: {failed:?}", self.phone.member))
    }

    /// Waits until a view says so; how long it took.
    fn sees(&mut self, since: Instant, command: &str, id: &str, is: impl Fn(&Value) -> bool) -> Duration {
        let what = format!("{} sees it by {command}", self.phone.member);
        until(&what, PATIENCE, || {
            let view = self.hand.ask(command, json!({ "id": id })).ok();
            view.filter(|view| is(view)).map(|_| since.elapsed())
        })
    }
}

/// What was measured of one thing.
struct Seen(&'static str, Vec<Duration>);

impl Seen {
    fn middle(&mut self) -> Duration {
        self.1.sort_unstable();
        self.1[self.1.len() / 2]
    }

    fn assert_soon(&mut self) {
        let (middle, most) = (self.middle(), self.1.last().copied().unwrap_or_default());
        let (count, millis) = (self.1.len(), |time: Duration| time.as_millis());
        println!(
            "together: {}: {count} times, middle {} ms, longest {} ms",
            self.0,
            millis(middle),
            millis(most)
        );
        assert!(middle <= MIDDLE, "{}: {:?}", self.0, self.1);
    }
}

fn id_of(reply: &Value) -> String {
    reply["id"].as_str().unwrap().to_owned()
}

#[test]
fn several_who_are_there_at_once_see_each_others_acts_within_a_second() {
    let hub = Hub::start();
    let [mut walker, mut head, mut assistant, mut police, mut office] =
        ["volunteer-17-1", "head-097", "assistant-17", "police-1", "office-1"]
            .map(|member| Open::of(member, &hub));
    let list = id_of(&office.does(
        "checklist.save",
        json!({ "id": Chance::new(1).id(), "name": "夜间巡逻", "items": [{ "id": "lane", "text": "消防通道通不通" }] }),
    ));
    let mut on_report = Seen("an act on a report", vec![]);
    let report = id_of(&walker.does("hazard.report", json!({ "category": "litter", "words": "门口有垃圾" })));
    let since = Instant::now();
    for other in [&mut assistant, &mut police, &mut office] {
        on_report.1.push(other.sees(since, "hazard.show", &report, |view| view["words"] == "门口有垃圾"));
    }
    let act = |act: &str, more: Value| {
        let mut args = json!({ "id": report, "act": act });
        args.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        args
    };
    let mut step = |by: &mut Open, others: [&mut Open; 3], args: Value, status: &'static str| {
        by.does("hazard.act", args);
        let since = Instant::now();
        for other in others {
            let seen = other.sees(since, "hazard.show", &report, |view| view["card"]["status"] == status);
            on_report.1.push(seen);
        }
    };
    step(&mut assistant, [&mut police, &mut office, &mut walker], act("accept", json!({})), "accepted");
    let to = json!({ "assignee": "member:police-1" });
    step(&mut office, [&mut assistant, &mut police, &mut walker], act("assign", to), "assigned");
    step(&mut police, [&mut assistant, &mut office, &mut walker], act("start", json!({})), "working");
    step(&mut police, [&mut assistant, &mut office, &mut walker], act("finish", json!({})), "verifying");
    step(&mut office, [&mut assistant, &mut police, &mut walker], act("close", json!({})), "closed");

    let mut on_patrol = Seen("a tick of a patrol", vec![]);
    until("the checklist is there", PATIENCE, || {
        (walker.does("checklist.list", json!({}))["rows"] != json!([])).then_some(())
    });
    let patrol = id_of(&walker.does("patrol.start", json!({ "checklist": list, "area": "北门" })));
    for number in 0..4 {
        let note = format!("第{number}次");
        walker.does("patrol.tick", json!({ "id": patrol, "item": "lane", "mark": "ok", "note": note }));
        let since = Instant::now();
        for other in [&mut assistant, &mut police, &mut office] {
            on_patrol
                .1
                .push(other.sees(since, "patrol.show", &patrol, |view| view["ticks"][0]["note"] == note));
        }
    }

    let mut on_home = Seen("a changed home", vec![]);
    let place = json!({ "building": "33", "unit": "1" });
    let home = id_of(&head.does("home.add", json!({ "place": place, "room": "501" })));
    for tenancy in ["owner", "rented", "vacant", "business"] {
        head.does("home.edit", json!({ "id": home, "tenancy": tenancy }));
        let since = Instant::now();
        for other in [&mut assistant, &mut police, &mut office] {
            on_home.1.push(other.sees(since, "home.show", &home, |view| view["card"]["tenancy"] == tenancy));
        }
    }
    for seen in [&mut on_report, &mut on_patrol, &mut on_home] {
        seen.assert_soon();
    }
    for Open { phone, hand, live } in [walker, head, assistant, police, office] {
        drop((hand, live));
        phone.sync();
        assert_whole(&phone);
    }
}
