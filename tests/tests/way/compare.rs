//! Comparing what a phone shows of a record with what the book says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::book::{Book, Kind};

type Standing = BTreeMap<&'static str, BTreeSet<String>>;

/// Fails where a record is not shown as it is to be.
pub(crate) fn assert_as_written(book: &Book, who: usize, entry: usize, view: &Value) {
    let name = || format!("{} on the phone of {}: {view:#}", book.entries[entry].id, book.people[who].id);
    let expected = book.fields(who, entry);
    let shown = standing(book.entries[entry].kind, view, expected.keys().copied());
    for (field, values) in &expected {
        let got = shown.get(field).cloned().unwrap_or_default();
        // The number of who moved out is not shown.
        let hidden = *field == "phone" && view["state"] != "living";
        assert!(hidden || got == *values, "{field} is {got:?}, to be {values:?}: {}", name());
    }
    let clashes: BTreeSet<&str> = list(view, "clashes").filter_map(|one| one["field"].as_str()).collect();
    let expected: BTreeSet<&str> = book.clashes(who, entry).into_iter().collect();
    let hidden = |field: &&&str| **field == "phone" && view["state"] != "living";
    assert!(
        clashes.symmetric_difference(&expected).all(|field| hidden(&field)),
        "{clashes:?}, to be {expected:?}: {}",
        name()
    );
    match book.entries[entry].kind {
        Kind::Checklist => {
            assert_eq!(view["versions"], book.items(who, entry, "versions").len(), "{}", name());
            let now: Vec<String> = list(&view["current"], "items").map(|item| text(&item["text"])).collect();
            assert!(book.lasts(who, entry, "versions")[""].1.contains(&now.join(" ")), "{}", name());
        }
        _ => assert_eq!(view["words"], book.text(who, entry), "{}", name()),
    }
    let lists: &[(&str, &[&str])] = match book.entries[entry].kind {
        Kind::Hazard => &[("comments", &["text"])],
        Kind::Patrol => &[("comments", &["text"]), ("steps", &["act", "note"])],
        Kind::Home => &[("comments", &["text"]), ("visits", &["outcome", "note"]), ("looks", &["purpose"])],
        Kind::Checklist | Kind::Resident => &[],
    };
    for (field, keys) in lists {
        let mut got: Vec<String> = list(view, field).map(|one| tell(one, keys)).collect();
        got.sort();
        assert_eq!(got, book.items(who, entry, field), "{field} of {}", name());
    }
    if book.entries[entry].kind == Kind::Patrol {
        assert_ticks_and_team(book, who, entry, view);
    }
}

fn list<'v>(view: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    view[key].as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// An item in one line: who, and what it says.
fn tell(item: &Value, keys: &[&str]) -> String {
    let said = keys.iter().map(|key| text(&item[*key]));
    std::iter::once(text(&item["by"]["id"])).chain(said).collect::<Vec<_>>().join(" ")
}

/// Of each item the last tick is shown, with how often it was ticked; of two that were ticked at once either may be the last. A
/// member is on the team as the last mark says.
fn assert_ticks_and_team(book: &Book, who: usize, entry: usize, view: &Value) {
    let mut shown: BTreeMap<String, &Value> =
        list(view, "ticks").map(|one| (text(&one["item"]), one)).collect();
    for (item, (times, lasts)) in book.lasts(who, entry, "ticks") {
        match shown.remove(&item) {
            Some(tick) => {
                assert_eq!(tick["times"], times, "{item}: {view:#}");
                assert!(lasts.contains(&tell(tick, &["mark", "note"])), "{item}: {lasts:?}: {view:#}");
            }
            None => assert!(lasts.iter().any(|one| one.contains(" clear ")), "{item}: {lasts:?}: {view:#}"),
        }
    }
    assert!(shown.is_empty(), "ticks that nobody made: {shown:?}");
    let team: BTreeSet<String> = list(&view["card"], "team").map(|one| text(&one["id"])).collect();
    for (member, (_, lasts)) in book.lasts(who, entry, "team") {
        if let [last] = lasts.iter().collect::<Vec<_>>()[..] {
            assert_eq!(team.contains(&member), last == "joined", "{member}: {view:#}");
        }
    }
}

/// The values that stand, by field.
fn standing(kind: Kind, view: &Value, fields: impl Iterator<Item = &'static str>) -> Standing {
    let mut values: Standing =
        fields.map(|field| (field, BTreeSet::from([shown_value(kind, view, field)]))).collect();
    for clash in list(view, "clashes") {
        if let Some(standing) = values.iter_mut().find(|(field, _)| clash["field"] == **field) {
            let all: BTreeSet<String> = list(clash, "values").map(|one| text(&one["value"])).collect();
            assert!(standing.1.is_subset(&all), "what is shown is one of both: {view:#}");
            *standing.1 = all;
        }
    }
    values
}

fn shown_value(kind: Kind, view: &Value, field: &str) -> String {
    let card = &view["card"];
    let value = match (kind, field) {
        (Kind::Home, "elder_alone" | "hardship" | "disabled" | "child") => {
            let noted = list(card, "care").any(|care| care == field);
            return if noted { "yes" } else { "no" }.to_owned();
        }
        (Kind::Home | Kind::Hazard, "building" | "unit") => &card["place"][field],
        (Kind::Home, "room" | "state" | "tenancy") => &card[field],
        (Kind::Patrol, "version") => &view["checklist"]["id"],
        (Kind::Patrol, "leader") => &card["leader"]["id"],
        (Kind::Patrol | Kind::Hazard, "status" | "area" | "category" | "severity" | "patrol") => &card[field],
        _ => &view[field],
    };
    text(value)
}
