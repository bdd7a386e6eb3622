//! Promise 5 for every pair of deeds done at once: what `docs/concurrent.md` says is what becomes of them, whoever's change
//! arrives first, and where two values stand a person's choice ends it, made without a network.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::admit::AdmittedChange;
use jinshui_core::command::Command;
use jinshui_core::document::{Edit, EditError};
use jinshui_core::life;
use jinshui_core::referee::{Effect, Reason};
use jinshui_core::{Kind, Space, schema};

use crate::deed::{Deed, Does};
use crate::record::{deed, deeds, edit_of, hands, kinds, states};
use crate::scene::Record;
use crate::written::{Row, concurrent, list, under};

/// What one of the two does, on the record as they have it.
struct Half {
    by: &'static str,
    tag: u8,
    base: Record,
    edit: Edit,
    written: Vec<AdmittedChange>,
}

/// A pair in one state of the record: what stood, and what each did.
struct Pair {
    state: String,
    base: Record,
    halves: [Half; 2],
}

/// What each field holds, each value once.
type Fields = BTreeMap<&'static str, Vec<String>>;

/// What each sets: a field left as it was is not set; of a step, where it leads.
fn says(half: &Half) -> Vec<(&'static str, String)> {
    let key = |key: &str| schema::of(&half.base.kind).unwrap().scalar(key).unwrap().key;
    let text = |value: &jinshui_core::document::Value| match value {
        jinshui_core::document::Value::Text(text) => text.clone(),
        jinshui_core::document::Value::Time(at) => at.0.to_string(),
        jinshui_core::document::Value::Number(number) => number.to_string(),
    };
    let mut said: Vec<_> =
        half.edit.fields.iter().map(|field| (key(&field.key), text(&field.value))).collect();
    if let Some(step) = &half.edit.step {
        let stood = half.base.document.clashes();
        let shown = stood.iter().find(|(field, _)| *field == "status");
        let shown: Vec<String> = match shown {
            Some((_, values)) => values.iter().map(|value| value.value.clone()).collect(),
            None => half.base.values("status"),
        };
        let to = shown.iter().find_map(|from| life::leads(&half.base.kind, &step.act, from));
        said.push(("status", to.expect("a step that leads somewhere")));
        said.extend(step.assignee.iter().map(|assignee| ("assignee", assignee.clone())));
    }
    let stood = half.base.fields();
    said.retain(|(field, value)| stood.get(field) != Some(&vec![value.clone()]));
    said
}

/// The rules of the page: who sets a field replaces what they saw; two who set one leave both values.
fn by_the_rules(pair: &Pair) -> Fields {
    let mut fields = pair.base.fields();
    let said: Vec<_> = pair.halves.iter().map(says).collect();
    for (half, said) in pair.halves.iter().zip(&said) {
        // Who begins what another has begun saw nothing of it.
        if !half.edit.begins {
            said.iter().for_each(|(field, _)| drop(fields.remove(field)));
        }
    }
    for (field, value) in said.into_iter().flatten() {
        let values = fields.entry(field).or_default();
        values.push(value);
        values.sort();
        values.dedup();
    }
    fields
}

/// Both halves of two deeds on every state in which both can be done; each with its value.
fn together(states: &[(String, Record)], [one, other]: [&Deed; 2], values: [usize; 2]) -> Vec<Pair> {
    let kind = &states[0].1.kind;
    let blank = Record::blank(kind, &states[0].1.space);
    let mut pairs = Vec::new();
    for (state, base) in states {
        let clashes = base.document.clashes();
        let half = |deed: &Deed, who: usize, value| {
            let mut phone = if deed.begins() { blank.reopened() } else { base.reopened() };
            let (by, tag) = (hands(kind, deed)[who], 10 + u8::try_from(who).unwrap());
            let before = phone.clone();
            let edit = edit_of(deed, &phone, by, value, &format!("{by}-{}", deed.name))?;
            let written = match phone.write(tag, &edit) {
                Ok(written) => written,
                Err(EditError::Transition) => return None,
                Err(error) => panic!("{kind} {} {state}: {error}", deed.name),
            };
            let verdict = before.clone().take(by, tag, &written);
            let known = matches!(verdict, Ok(()) | Err(Reason::Closed)) || before.document.is_blank();
            assert!(known, "{kind} {} {state}: {verdict:?}", deed.name);
            let stands = verdict == Ok(()) && !written.is_empty();
            stands.then_some(Half { by, tag, base: before, edit, written })
        };
        if let (Some(one), Some(other)) = (half(one, 0, values[0]), half(other, 1, values[1])) {
            // Where two values stand already, only deeds that touch them are of interest; `standing` does all others.
            let touches = |half: &Half| {
                half.edit.keys().iter().any(|key| clashes.iter().any(|(field, _)| field == key))
            };
            // The same value of both is of interest where both set one field.
            let differ =
                values[0] != values[1] || one.edit.keys().iter().any(|key| other.edit.keys().contains(key));
            if differ && (clashes.is_empty() || touches(&one) || touches(&other)) {
                pairs.push(Pair { state: state.clone(), base: base.clone(), halves: [one, other] });
            }
        }
    }
    pairs
}

/// Both orders of arrival at the hub, and what each phone then has; all the same, or the reason for which the later is refused.
fn merged(kind: &Kind, pair: &Pair) -> Result<Record, Reason> {
    let mut ends = Vec::new();
    let mut verdicts = Vec::new();
    for order in [[0, 1], [1, 0]] {
        let mut hub = pair.base.clone();
        let halves = order.map(|at| &pair.halves[at]);
        let mut log: Vec<_> = hub.changes.iter().map(|(_, change)| change.hash).collect();
        let taken = halves.map(|half| {
            log.extend(half.written.iter().map(|change| change.hash));
            hub.take(half.by, half.tag, &half.written)
        });
        if let Err(reason) = taken[0].clone().and(taken[1].clone()) {
            verdicts.push(Err(reason));
            continue;
        }
        let shown = hub.shown(&log);
        for half in halves {
            // The phone has its own first, then what it has not got, in the hub's order.
            let mut phone = half.base.clone();
            half.written.iter().for_each(|change| phone.hear(half.by, change));
            for (author, change) in &hub.changes {
                if !phone.document.contains(&change.hash) {
                    phone.hear(author, change);
                }
            }
            assert_eq!(phone.shown(&log), shown, "{kind} {}: a phone shows something else", pair.state);
        }
        verdicts.push(Ok(()));
        ends.push(hub);
    }
    assert_eq!(
        verdicts[0], verdicts[1],
        "{kind} {}: the verdict depends on the order of arrival",
        pair.state
    );
    verdicts[0].clone()?;
    let [first, second] = [&ends[0], &ends[1]];
    assert_eq!(first.document.heads(), second.document.heads());
    assert_eq!(first.shown(&[]), second.shown(&[]), "the same changes in another order");
    Ok(ends.remove(0))
}

/// Nothing that was added is missing, and every value that stands says who and when.
fn nothing_is_missing(pair: &Pair, end: &Record, what: &str) {
    let mut lengths = pair.base.lengths();
    for half in &pair.halves {
        for item in &half.edit.items {
            *lengths.get_mut(item.list.as_str()).unwrap() += 1;
        }
        if half.edit.step.is_some() {
            *lengths.get_mut("steps").unwrap() += 1;
        }
    }
    assert_eq!(end.lengths(), lengths, "{what}: items");
    let words = end.document.free_text_at("words", &[]);
    for half in &pair.halves {
        let said = ["甲说", "乙说"].into_iter();
        let said = said.filter(|said| half.edit.words.as_ref().is_some_and(|words| words.contains(said)));
        said.for_each(|said| assert!(words.contains(said), "{what}: {said} is gone from {words}"));
    }
    for (field, values) in end.document.clashes() {
        let written: BTreeSet<_> = end.changes.iter().map(|(_, change)| Some(change.hash)).collect();
        assert!(values.iter().all(|value| written.contains(&value.change)), "{what}: who set {field}?");
    }
}

/// A person chooses each value in turn on a phone without a network; the hub takes it and one value stands.
fn a_choice_ends_it(pair: &Pair, end: &Record, what: &str) {
    let touched: Vec<_> = pair.halves.iter().flat_map(|half| half.edit.keys()).collect();
    for (field, values) in end.document.clashes().into_iter().filter(|(field, _)| touched.contains(field)) {
        for value in values {
            let mut phone = end.reopened();
            let seen = phone.document.heads();
            let by = if end.kind == Kind::Watch { "police-1" } else { "office-1" };
            let edit =
                Edit::new(&by.into(), jinshui_core::Timestamp(1)).seen(seen).set(field, value.value.clone());
            phone.does(20, &edit);
            assert_eq!(phone.values(field), [value.value], "{what}: {field} was chosen");
        }
    }
}

fn pairs_of(kind: &Kind) -> Vec<[Deed; 2]> {
    let names: Vec<_> = deeds(kind).iter().map(|deed| deed.name).collect();
    let pairs =
        names.iter().enumerate().flat_map(|(at, one)| names[at..].iter().map(move |other| [*one, *other]));
    pairs.map(|pair| pair.map(|name| deed(kind, name))).collect()
}

/// The row of the page for a pair in a state, in whichever order it names the two.
fn row<'r>(rows: &[&'r Row], kind: &Kind, [one, other]: [&str; 2], state: &str) -> Option<&'r Row> {
    let names = |row: &Row, a: &str, b: &str| row.cells[1] == a && row.cells[2] == b;
    rows.iter().copied().find(|row| {
        let from = list(&row.cells[3]);
        row.cells[0] == kind.code()
            && (names(row, one, other) || names(row, other, one))
            && from.contains(&state)
    })
}

/// What a row says, as fields and values: `status: accepted or assigned; assignee: property`.
fn as_fields(cell: &str) -> Vec<(String, Vec<String>)> {
    let field = |part: &str| {
        let (field, values) =
            part.split_once(": ").unwrap_or_else(|| panic!("“{cell}” is not `field: value`"));
        let mut values: Vec<_> = values.split(" or ").map(|value| value.trim().to_owned()).collect();
        values.sort();
        (field.trim().to_owned(), values)
    };
    cell.split("; ").map(field).collect()
}

/// Records that get a new name from the phone that begins them: nobody else does anything to one at the same time.
fn is_named_anew(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Hazard | Kind::Patrol | Kind::Checklist | Kind::Case | Kind::Card | Kind::Care | Kind::Watch
    )
}

/// Whether a row, or that there is none, agrees with how a pair ended.
fn agrees(row: Option<&Row>, end: &Record, steps: bool, what: &str) {
    match row {
        Some(row) => {
            for (field, values) in as_fields(&row.cells[4]) {
                assert_eq!(end.fields()[field.as_str()], values, "{what}: {field}");
            }
        }
        None => assert!(!steps, "{what}: two steps need a row"),
    }
}

/// Does every pair of a kind in all their states; gives the rows that were found true.
fn every_pair_of(kind: &Kind, space: &Space, rows: &[&Row]) -> BTreeSet<String> {
    let (mut used, mut pairs, mut done) = (BTreeSet::new(), 0, 0);
    let mut states = states(kind, space);
    states.push(("blank".to_owned(), Record::blank(kind, space)));
    for [one, other] in pairs_of(kind) {
        pairs += 1;
        let names = [one.name, other.name];
        let steps = matches!((&one.does, &other.does), (Does::Step(..), Does::Step(..)));
        let mut from_one_state = false;
        for values in [[0, 1], [0, 0]] {
            for pair in together(&states, [&one, &other], values) {
                let what = format!("{kind}: {names:?} {values:?} from {}", pair.state);
                let end = merged(kind, &pair);
                if (one.begins() || other.begins()) && is_named_anew(kind) {
                    assert_eq!(end.err(), Some(Reason::AlreadyThere), "{what}");
                    continue;
                }
                let end = end.unwrap_or_else(|reason| panic!("{what}: {reason}"));
                done += 1;
                assert_eq!(end.fields(), by_the_rules(&pair), "{what}");
                nothing_is_missing(&pair, &end, &what);
                a_choice_ends_it(&pair, &end, &what);
                if values == [0, 1] && !pair.state.contains('+') {
                    from_one_state = true;
                    let row = row(rows, kind, names, &pair.state);
                    agrees(row, &end, steps, &what);
                    used.extend(row.map(|row| format!("{row:?}")));
                }
            }
        }
        let none = row(rows, kind, names, "none");
        used.extend(none.map(|row| format!("{row:?}")));
        assert_eq!(none.is_some(), steps && !from_one_state, "{kind}: {names:?}: whether both can be done");
    }
    println!("{kind}: {pairs} pairs, {done} times in all their states");
    used
}

/// Each kind is a thread of its own: the reports alone take half of the time.
#[test]
fn every_pair_of_deeds_done_at_once_ends_as_it_is_written() {
    let page = concurrent();
    let rows = under(&page, "Rows");
    let used: BTreeSet<String> = std::thread::scope(|scope| {
        let rows = &rows;
        let kinds: Vec<_> = kinds()
            .into_iter()
            .map(|(kind, space)| scope.spawn(move || every_pair_of(&kind, &space, rows)))
            .collect();
        kinds.into_iter().flat_map(|kind| kind.join().expect("a pair did not end as it is written")).collect()
    });
    let unused: Vec<_> = rows.iter().filter(|row| !used.contains(&format!("{row:?}"))).collect();
    assert!(unused.is_empty(), "rows about what never happens: {unused:#?}");
}

/// The page names what there is: every deed with what it touches, every field and list of the schema, every command.
#[test]
fn every_deed_field_and_command_is_on_the_page() {
    let page = concurrent();
    let mut commands = BTreeSet::new();
    for (kind, space) in kinds() {
        let rows = under(&page, kind.code());
        let named: Vec<&str> = rows.iter().map(|row| row.cells[0].as_str()).collect();
        let deeds = deeds(&kind);
        assert_eq!(named, deeds.iter().map(|deed| deed.name).collect::<Vec<_>>(), "deeds of {kind}");
        let states: Vec<_> = states(&kind, &space)
            .into_iter()
            .map(|(_, record)| record)
            .chain([Record::blank(&kind, &space)])
            .collect();
        let mut all = BTreeSet::new();
        for (deed, row) in deeds.iter().zip(rows) {
            let touched: BTreeSet<String> = states.iter().flat_map(|state| touched_by(deed, state)).collect();
            assert_eq!(
                touched,
                list(&row.cells[3]).into_iter().map(str::to_owned).collect(),
                "{kind}: {}",
                deed.name
            );
            all.extend(touched);
            commands.extend(list(&row.cells[2]).into_iter().map(str::to_owned));
        }
        let schema = schema::of(&kind).unwrap();
        let keys =
            schema.scalars.iter().map(|scalar| scalar.key).chain(schema.containers.iter().map(|one| one.key));
        // Set by the app alone, when a report is begun on a patrol.
        let untouched: Vec<_> = keys.filter(|key| !all.contains(*key)).collect();
        assert_eq!(
            untouched,
            if kind == Kind::Hazard { vec!["patrol"] } else { vec![] },
            "{kind}: nobody's deed"
        );
    }
    commands
        .extend(under(&page, "Other commands").iter().flat_map(|row| list(&row.cells[0])).map(str::to_owned));
    let there: BTreeSet<String> = Command::NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(commands, there, "the commands of the catalogue, and those of the page");
}

/// What a deed touches on a record as it stands; nothing where the hub would not take it.
fn touched_by(deed: &Deed, record: &Record) -> Vec<String> {
    let mut phone = record.reopened();
    if deed.begins() != record.document.is_blank() {
        return Vec::new();
    }
    let by = hands(&record.kind, deed)[0];
    let Some(edit) = edit_of(deed, &phone, by, 0, "x") else { return Vec::new() };
    let Ok(written) = phone.write(9, &edit) else { return Vec::new() };
    if record.clone().take(by, 9, &written) != Ok(()) {
        return Vec::new();
    }
    written.iter().flat_map(|change| Effect::of(&record.kind, 1, change).unwrap().touched()).collect()
}
