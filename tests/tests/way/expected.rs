//! Comparing what a phone shows with what the model says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::model::{View, What, World};

/// Fails where a shown report is not what it is to be.
pub(crate) fn assert_as_expected(world: &World, view: &View, report: usize, shown: &Value) {
    let card = &shown["card"];
    let name = &world.reports[report].id;
    let standing = values(shown);
    for (field, expected) in &view.fields {
        let got = standing.get(*field).cloned().unwrap_or_default();
        assert_eq!(&got, expected, "{field} of {name}: {shown:#}");
        assert!(expected.contains(&shown_value(card, field)), "{field} of {name}: {shown:#}");
    }
    let clashes: BTreeSet<&str> =
        card["clashes"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(clashes, view.clashes(), "{name}");
    assert_eq!(shown["words"], json!(view.words), "{name}");
    assert_eq!(card["words"], json!(view.words.chars().take(200).collect::<String>()), "{name}");
    assert_eq!(card["reporter"]["id"], json!(world.people[world.reports[report].reporter].id), "{name}");
    assert_eq!(card["grid"], json!(world.reports[report].grid), "{name}");
    assert_eq!(card["delivery"], "sent", "{name}");
    let who = |item: &Value| {
        let id = item["by"]["id"].as_str().unwrap();
        world.people.iter().position(|person| person.id == id).unwrap()
    };
    let comments = shown["comments"].as_array().unwrap();
    let mut said: Vec<_> =
        comments.iter().map(|one| (who(one), one["text"].as_str().unwrap().to_owned())).collect();
    said.sort();
    assert_eq!(said, view.comments, "{name}");
    assert_eq!(card["comments"], json!(view.comments.len()), "{name}");
    assert_eq!(card["photos"], json!(view.photos), "{name}");
    assert_eq!(shown["photos"].as_array().unwrap().len(), view.photos, "{name}");
    assert_steps(view, shown, who);
}

fn assert_steps(view: &View, shown: &Value, who: impl Fn(&Value) -> usize) {
    let key = |by: usize, act: &str, to: &str, assignee: Option<&str>, note: &str| {
        format!("{by} {act} {to} {assignee:?} {note}")
    };
    let expected: BTreeSet<String> = view
        .steps
        .iter()
        .map(|(by, what)| match what {
            What::Step { act, to, assignee, note } => key(*by, act, to, assignee.as_deref(), note),
            other => panic!("no step: {other:?}"),
        })
        .collect();
    let steps = shown["steps"].as_array().unwrap();
    let text = |step: &Value, name: &str| step[name].as_str().unwrap().to_owned();
    let got: BTreeSet<String> = steps
        .iter()
        .map(|step| {
            key(
                who(step),
                &text(step, "act"),
                &text(step, "to"),
                step["assignee"].as_str(),
                &text(step, "note"),
            )
        })
        .collect();
    assert_eq!(got, expected);
    assert_eq!(steps.len(), view.steps.len());
}

/// The values that stand, by field.
fn values(shown: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut values = BTreeMap::new();
    for field in ["category", "severity", "building", "unit", "point", "status", "assignee"] {
        let value = shown_value(&shown["card"], field);
        if !value.is_empty() {
            values.insert(field.to_owned(), BTreeSet::from([value]));
        }
    }
    for clash in shown["clashes"].as_array().unwrap() {
        let all = clash["values"].as_array().unwrap().iter();
        let all = all.map(|value| value["value"].as_str().unwrap().to_owned()).collect();
        values.insert(clash["field"].as_str().unwrap().to_owned(), all);
    }
    values
}

fn shown_value(card: &Value, field: &str) -> String {
    let value = match field {
        "building" | "unit" => &card["place"][field],
        "point" if !card["point"].is_null() => {
            let number = |key: &str| card["point"][key].as_f64().unwrap();
            return format!("geo:{},{}", number("lat"), number("lon"));
        }
        _ => &card[field],
    };
    value.as_str().unwrap_or_default().to_owned()
}
