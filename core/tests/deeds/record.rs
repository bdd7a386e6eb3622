//! The records and everything that people do to them, kind by kind, and the states in which they are found.

use jinshui_core::card::{AnswerEdit, CardAbout, CardEdit, CardOutcome};
use jinshui_core::care::CareEdit;
use jinshui_core::checklist::{ChecklistEdit, ChecklistItem};
use jinshui_core::document::Edit;
use jinshui_core::hazard::{Category, HazardEdit, Photo, Place, Severity};
use jinshui_core::mediation::{CaseCause, CaseEdit};
use jinshui_core::patrol::{PatrolEdit, TickMark};
use jinshui_core::register::{HomeEdit, ResidentEdit, ResidentState, VisitOutcome, home_id};
use jinshui_core::watch::WatchEdit;
use jinshui_core::{BlobHash, DocumentId, Kind, Space, Timestamp};

use crate::deed::{Deed, Does, Told};
use crate::scene::{ANSWERS, ON, Record, answer};

use Does::{Begin, Choose, Set, Step};

/// Every kind with its space and the name of its section in the tables.
pub(crate) fn kinds() -> Vec<(Kind, Space)> {
    let space = |kind: &Kind| match kind {
        Kind::Hazard | Kind::Patrol => Space::Grid("g17".into()),
        Kind::Checklist => Space::Community,
        Kind::Home | Kind::Resident => Space::Homes("a097".into()),
        Kind::Case => Space::Case("other".into()),
        Kind::Card => Space::Card("other".into()),
        Kind::Answer => answer(ANSWERS),
        Kind::Care => Space::Care("other".into()),
        Kind::Watch => Space::Police,
        Kind::Unknown(_) => panic!("a kind without a space"),
    };
    Kind::ALL.iter().map(|kind| (kind.clone(), space(kind))).collect()
}

/// Everything that is done to records of a kind.
pub(crate) fn deeds(kind: &Kind) -> Vec<Deed> {
    match kind {
        Kind::Hazard => hazard(),
        Kind::Patrol => patrol(),
        Kind::Checklist => checklist(),
        Kind::Home => home(),
        Kind::Resident => resident(),
        Kind::Case => case(),
        Kind::Card => card(),
        Kind::Answer => answers(),
        Kind::Care => care(),
        Kind::Watch => watch(),
        Kind::Unknown(_) => Vec::new(),
    }
}

/// A deed by its name.
pub(crate) fn deed(kind: &Kind, name: &str) -> Deed {
    let found = deeds(kind).into_iter().find(|deed| deed.name == name);
    found.unwrap_or_else(|| panic!("{kind} has no deed {name}"))
}

const PROPERTY: &str = "property";
const WORKER: &str = "member:worker-7";
/// Two residents' records, for the head of a household.
const HEADS: [&str; 2] = ["0198c0de-0000-7000-8000-000000000001", "0198c0de-0000-7000-8000-000000000002"];

fn hazard() -> Vec<Deed> {
    vec![
        Deed::new("report", Begin(report)),
        Deed::new("category", Set("category", ["fire_lane", "abandoned_bike"])),
        Deed::new("severity", Set("severity", ["danger", "urgent"])),
        Deed::new("building", Set("building", ["34", "35"])),
        Deed::new("unit", Set("unit", ["2", "3"])),
        Deed::new("point", Set("point", ["geo:37.5,118.5", "geo:37.6,118.6"])),
        Deed::new("words", Does::Edit(words)),
        Deed::new("comment", Does::Edit(comment)),
        Deed::new("photo", Does::Edit(photo)),
        Deed::new("accept", Step("accept", None)),
        Deed::new("assign", Step("assign", Some([PROPERTY, WORKER, "member:worker-8"]))),
        Deed::new("start", Step("start", None)),
        Deed::new("finish", Step("finish", None)),
        Deed::new("close", Step("close", None)),
        Deed::new("reopen", Step("reopen", None)),
        Deed::new("move", Set("moved_to", ["grid/g18", "grid/g19"])),
        Deed::new("choose-status", Choose("status")),
        Deed::new("choose-assignee", Choose("assignee")),
        Deed::new("choose-severity", Choose("severity")),
    ]
}

fn patrol() -> Vec<Deed> {
    let mark = |name, edit: fn(&Told<'_>) -> Edit| Deed::new(name, Does::Edit(edit));
    vec![
        Deed::new("start", Begin(|told| start(told, None))),
        Deed::new("start-with-list", Begin(|told| start(told, Some((list(), "v1".into()))))),
        mark("join", |told| team(told, ["head-100", "assistant-17"][told.value], true)),
        mark("leave", |told| team(told, "volunteer-17-2", false)),
        mark("tick-ok", |told| tick(told, TickMark::Ok)),
        mark("tick-problem", |told| tick(told, TickMark::Problem)),
        mark("tick-clear", |told| tick(told, TickMark::Clear)),
        Deed::new("pause", Step("pause", None)),
        Deed::new("resume", Step("resume", None)),
        Deed::new("end", Step("end", None)),
        Deed::new("area", Set("area", ["北门", "南门"])),
        Deed::new("words", Does::Edit(words)),
        Deed::new("comment", Does::Edit(comment)),
        Deed::new("choose-status", Choose("status")),
        Deed::new("choose-area", Choose("area")),
    ]
}

fn checklist() -> Vec<Deed> {
    vec![
        Deed::new("make", Begin(make)),
        Deed::new("version", Does::Edit(version)),
        Deed::new("name", Set("name", ["白天巡逻", "周末巡逻"])),
        Deed::new("retire", Set("state", ["retired", "retired"])),
        Deed::new("bring-back", Set("state", ["in_use", "in_use"])),
        Deed::new("choose-name", Choose("name")),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn home() -> Vec<Deed> {
    vec![
        Deed::new("add", Begin(add_home)),
        Deed::new("tenancy", Set("tenancy", ["vacant", "business"])),
        Deed::new("owner", Set("owner", ["王五", "赵六"])),
        Deed::new("owner-phone", Set("owner_phone", ["13800000001", "13800000002"])),
        Deed::new("head", Set("head", HEADS)),
        Deed::new("elder-alone", Set("elder_alone", ["yes", "no"])),
        Deed::new("hardship", Set("hardship", ["yes", "no"])),
        Deed::new("disabled", Set("disabled", ["yes", "no"])),
        Deed::new("child", Set("child", ["yes", "no"])),
        Deed::new("mistaken", Set("state", ["mistaken", "mistaken"])),
        Deed::new("restore", Set("state", ["in_use", "in_use"])),
        Deed::new("words", Does::Edit(words)),
        Deed::new("visit", Does::Edit(visit)),
        Deed::new("look", Does::Edit(look)),
        Deed::new("comment", Does::Edit(comment)),
        Deed::new("move", Set("moved_to", ["homes/a098", "homes/a099"])),
        Deed::new("choose-tenancy", Choose("tenancy")),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn resident() -> Vec<Deed> {
    vec![
        Deed::new("add", Begin(add_resident)),
        Deed::new("name", Set("name", ["王秀芳", "王秀兰"])),
        Deed::new("phone", Set("phone", ["13800000001", "13800000002"])),
        Deed::new("relation", Set("relation", ["spouse", "parent"])),
        Deed::new("sex", Set("sex", ["female", "male"])),
        Deed::new("born", Set("born", ["1956", "1957"])),
        Deed::new("moved-in", Set("moved_in", ["1999", "2001"])),
        Deed::new("moved-out", Set("moved_out", ["2026-10", "2026-09"])),
        Deed::new("words", Does::Edit(words)),
        Deed::new("move-out", Does::Edit(move_out)),
        Deed::new("mistaken", Set("state", ["mistaken", "mistaken"])),
        Deed::new("back", Does::Edit(back)),
        Deed::new("choose-phone", Choose("phone")),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn case() -> Vec<Deed> {
    vec![
        Deed::new("open", Begin(open_case)),
        Deed::new("parties", Set("parties", ["王家和李家", "王家和赵家"])),
        Deed::new("cause", Set("cause", ["leak", "money"])),
        Deed::new("building", Set("building", ["34", "35"])),
        Deed::new("unit", Set("unit", ["2", "3"])),
        Deed::new("state", Set("state", ["settled", "unsettled"])),
        Deed::new("escalate", Set("state", ["escalated", "escalated"])),
        Deed::new("again", Set("state", ["open", "open"])),
        Deed::new("follow-up", Set("follow_up", ["2026-12-01", "2026-12-08"])),
        Deed::new("agreed", Set("agreed", ["晚上十点以后不放音乐", "白天装修"])),
        Deed::new("words", Does::Edit(words)),
        Deed::new("name", Does::Edit(|told| name(told, ["head-100", "assistant-17"][told.value], true))),
        Deed::new("take-off", Does::Edit(|told| name(told, "volunteer-17-2", false))),
        Deed::new("talk", Does::Edit(talk)),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn card() -> Vec<Deed> {
    vec![
        Deed::new("send", Begin(send)),
        Deed::new("name", Does::Edit(|told| name(told, ["head-100", "assistant-17"][told.value], true))),
        Deed::new("take-off", Does::Edit(|told| name(told, "volunteer-17-2", false))),
    ]
}

fn answers() -> Vec<Deed> {
    vec![Deed::new("seen", Begin(seen)), Deed::new("say", Does::Edit(say))]
}

fn care() -> Vec<Deed> {
    vec![
        Deed::new("open", Begin(open_care)),
        Deed::new("person", Set("name", ["王秀芳", "王秀兰"])),
        Deed::new("building", Set("building", ["34", "35"])),
        Deed::new("unit", Set("unit", ["2", "3"])),
        Deed::new("rhythm", Set("rhythm", ["14", "30"])),
        Deed::new("need", Set("need", ["买菜", "量血压"])),
        Deed::new("over", Set("state", ["over", "over"])),
        Deed::new("again", Set("state", ["on", "on"])),
        Deed::new("name", Does::Edit(|told| name(told, ["head-100", "assistant-17"][told.value], true))),
        Deed::new("take-off", Does::Edit(|told| name(told, "volunteer-17-2", false))),
        Deed::new("visit", Does::Edit(contact)),
        Deed::new("choose-rhythm", Choose("rhythm")),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn watch() -> Vec<Deed> {
    vec![
        Deed::new("watch", Begin(begin_watch)),
        Deed::new("words", Does::Edit(words)),
        Deed::new("off", Set("state", ["off", "off"])),
        Deed::new("on", Set("state", ["on", "on"])),
        Deed::new("choose-state", Choose("state")),
    ]
}

fn report(told: &Told<'_>) -> Edit {
    let (by, at) = (told.by.clone(), told.at());
    HazardEdit::Report {
        by,
        at,
        category: Category::Litter,
        severity: Severity::Normal,
        building: "33".into(),
        unit: "1".into(),
        point: String::new(),
        words: "一袋垃圾".into(),
        photos: vec![],
        patrol: None,
    }
    .into()
}

fn words(told: &Told<'_>) -> Edit {
    let words = told.record.document.free_text_at("words", &[]) + ["甲说\n", "乙说\n"][told.value];
    let seen = told.seen.clone();
    match told.record.kind {
        Kind::Home => HomeEdit::Set { seen, fields: vec![], words: Some(words) }.by(&told.by, told.at()),
        Kind::Resident => {
            ResidentEdit::Set { seen, fields: vec![], words: Some(words) }.by(&told.by, told.at())
        }
        _ => told.edit().words(words),
    }
}

fn comment(told: &Told<'_>) -> Edit {
    Edit::new(&told.by, told.at()).comment(told.id.clone(), "看过了".into())
}

fn photo(told: &Told<'_>) -> Edit {
    let (hash, thumbnail) = (BlobHash::of(b"photo"), BlobHash::of(b"thumbnail"));
    let (id, by, at) = (told.id.clone(), told.by.clone(), told.at());
    HazardEdit::Photo(Photo { id, by, at, hash, thumbnail, bytes: 1000, width: 4, height: 3 }).into()
}

/// A checklist's record.
fn list() -> DocumentId {
    HEADS[0].parse().unwrap()
}

fn start(told: &Told<'_>, checklist: Option<(DocumentId, String)>) -> Edit {
    let team = vec![("t".to_owned(), "volunteer-17-2".into())];
    PatrolEdit::Start { area: "33号楼".into(), team, checklist }.by(&told.by, told.at())
}

fn team(told: &Told<'_>, member: &str, here: bool) -> Edit {
    PatrolEdit::Team { id: told.id.clone(), member: member.into(), here }.by(&told.by, told.at())
}

fn tick(told: &Told<'_>, mark: TickMark) -> Edit {
    let (id, item, note) = (told.id.clone(), "lane".to_owned(), String::new());
    PatrolEdit::Tick { id, item, mark, note }.by(&told.by, told.at())
}

fn items(text: &str) -> Vec<ChecklistItem> {
    vec![ChecklistItem { id: "lane".into(), text: text.into() }]
}

fn make(told: &Told<'_>) -> Edit {
    let (name, version) = ("夜间巡逻".into(), told.id.clone());
    ChecklistEdit::Make { name, version, items: items("消防通道通不通") }.by(&told.by, told.at())
}

fn version(told: &Told<'_>) -> Edit {
    let version = Some((told.id.clone(), items(["路灯亮不亮", "井盖在不在"][told.value])));
    let seen = told.seen.clone();
    ChecklistEdit::Change { seen, version, name: None, retired: None }.by(&told.by, told.at())
}

fn add_home(told: &Told<'_>) -> Edit {
    let place = Place { building: "33".into(), unit: "1".into() };
    let fields = vec![("tenancy", ["owner", "rented"][told.value].to_owned())];
    HomeEdit::Add { place, room: "501".into(), fields, words: String::new() }.by(&told.by, told.at())
}

fn visit(told: &Told<'_>) -> Edit {
    let (id, note) = (told.id.clone(), String::new());
    HomeEdit::Visit { id, outcome: VisitOutcome::Met, note }.by(&told.by, told.at())
}

fn look(told: &Told<'_>) -> Edit {
    HomeEdit::Look { id: told.id.clone(), purpose: "核实情况".into() }.by(&told.by, told.at())
}

fn add_resident(told: &Told<'_>) -> Edit {
    let home = home_id(&"a097".into(), "33", "1", "501");
    let fields = vec![("phone", ["13800138000", "13900139000"][told.value].to_owned())];
    let edit = ResidentEdit::Add { home, name: "王秀英".into(), fields, words: String::new() };
    edit.by(&told.by, told.at())
}

fn move_out(told: &Told<'_>) -> Edit {
    let day = ["2026-11-02", "2026-11-09"][told.value].to_owned();
    set_state(told, ResidentState::MovedOut, day)
}

fn back(told: &Told<'_>) -> Edit {
    set_state(told, ResidentState::Living, String::new())
}

fn open_case(told: &Told<'_>) -> Edit {
    let (parties, cause) = ("王家和李家".to_owned(), CaseCause::Noise);
    let place = Place { building: "33".into(), unit: "1".into() };
    let named = vec![("n".to_owned(), "volunteer-17-2".into())];
    CaseEdit::Begin { parties, cause, place, words: "晚上太吵".into(), named }.by(&told.by, told.at())
}

fn name(told: &Told<'_>, member: &str, here: bool) -> Edit {
    CaseEdit::Name { id: told.id.clone(), member: member.into(), here }.by(&told.by, told.at())
}

fn talk(told: &Told<'_>) -> Edit {
    CaseEdit::Talk { id: told.id.clone(), note: "两家都愿意再谈".into() }.by(&told.by, told.at())
}

fn send(told: &Told<'_>) -> Edit {
    let place = Place { building: "33".into(), unit: "1".into() };
    let (look, until) = ("傍晚听听楼道里吵不吵".to_owned(), Timestamp(1_790_600_000_000));
    let named = vec![("n".to_owned(), "volunteer-17-2".into())];
    CardEdit::Send { place, about: CardAbout::Neighbours, look, until, named }.by(&told.by, told.at())
}

fn seen(told: &Told<'_>) -> Edit {
    AnswerEdit::Seen { card: ON }.by(&told.by, told.at())
}

fn say(told: &Told<'_>) -> Edit {
    let outcome = [CardOutcome::Visited, CardOutcome::NoAnswer][told.value].clone();
    AnswerEdit::Say { id: told.id.clone(), outcome, note: "敲了门".into() }.by(&told.by, told.at())
}

fn open_care(told: &Told<'_>) -> Edit {
    let place = Place { building: "33".into(), unit: "1".into() };
    let named = vec![("n".to_owned(), "volunteer-17-2".into())];
    let (name, rhythm) = ("王秀英".to_owned(), "7".to_owned());
    let (need, agreed_on) = ("腿脚不便".to_owned(), "2026-11-20".to_owned());
    CareEdit::Begin { name, place, rhythm, need, agreed_on, named }.by(&told.by, told.at())
}

fn contact(told: &Told<'_>) -> Edit {
    let (id, note) = (told.id.clone(), String::new());
    CareEdit::Contact { id, outcome: VisitOutcome::Met, note }.by(&told.by, told.at())
}

fn begin_watch(told: &Told<'_>) -> Edit {
    let (subject, words) = ("三楼东户".to_owned(), "常来人".to_owned());
    WatchEdit::Begin { subject, words }.by(&told.by, told.at())
}

fn set_state(told: &Told<'_>, state: ResidentState, moved_out: String) -> Edit {
    let fields = vec![("state", state.code().to_owned()), ("moved_out", moved_out)];
    ResidentEdit::Set { seen: told.seen.clone(), fields, words: None }.by(&told.by, told.at())
}

/// Who does it first, and who second: of the office, since it may nearly everything; of the police, where they alone may; an
/// answer is one person's, with two phones.
pub(crate) fn hands(kind: &Kind, deed: &Deed) -> [&'static str; 2] {
    match (kind, deed.name) {
        (Kind::Answer, _) => [ANSWERS, ANSWERS],
        (Kind::Card | Kind::Watch, _) | (_, "look") => ["police-1", "police-2"],
        _ => ["office-1", "office-2"],
    }
}

/// The edit of a deed on a record as it stands.
pub(crate) fn edit_of(deed: &Deed, record: &Record, by: &str, value: usize, id: &str) -> Option<Edit> {
    let seen = record.document.heads();
    deed.edit(&Told { by: by.into(), value, id: id.to_owned(), record, seen })
}

/// A record after these deeds, one after the other by the first hand; `deed:1` does it with the second value.
pub(crate) fn after(kind: &Kind, space: &Space, way: &[&str]) -> Record {
    let mut record = Record::blank(kind, space);
    walk(&mut record, 1, 0, way);
    record
}

pub(crate) fn walk(record: &mut Record, tag: u8, who: usize, way: &[&str]) {
    for (number, said) in way.iter().enumerate() {
        let (name, value) = said.split_once(':').unwrap_or((said, "0"));
        let deed = deed(&record.kind, name);
        let id = format!("{tag}-{number}-{name}");
        // An answer is its own member's alone.
        let by = match &record.space {
            Space::Answer { member, .. } => member.0.clone(),
            _ => hands(&record.kind, &deed)[who].to_owned(),
        };
        let edit = edit_of(&deed, record, &by, value.parse().unwrap(), &id).unwrap();
        record.does(tag, &edit);
    }
}

/// A record after more of these deeds.
fn on(begun: &Record, way: &[&str]) -> Record {
    let mut record = begun.reopened();
    walk(&mut record, 4, 0, way);
    record
}

/// A record on which two did different things at once, neither having heard the other.
fn apart(base: &Record, one: &[&str], other: &[&str]) -> Record {
    let (mut here, mut there) = (base.reopened(), base.reopened());
    walk(&mut here, 2, 0, one);
    walk(&mut there, 3, 1, other);
    for (author, change) in &there.changes {
        if !here.document.contains(&change.hash) {
            here.hear(author, change);
        }
    }
    here
}

/// The states in which records of a kind are found once they are begun, by what stands in `status` or `state` (one word) and,
/// after a `+`, the fields in which two values stand.
pub(crate) fn states(kind: &Kind, space: &Space) -> Vec<(String, Record)> {
    states_from(&after(kind, space, &[deeds(kind)[0].name]))
}

/// As [`states`], of a record that is begun already.
pub(crate) fn states_from(begun: &Record) -> Vec<(String, Record)> {
    let kind = &begun.kind;
    let mut states: Vec<(String, Record)> = Vec::new();
    for (name, way) in ways(kind) {
        states.push(((*name).to_owned(), on(begun, way)));
    }
    let first = states[0].0.clone();
    for deed in deeds(kind) {
        if let Set(field, [one, other]) = deed.does
            && one != other
        {
            let (one, other) = (deed.name.to_owned(), format!("{}:1", deed.name));
            let record = apart(begun, &[one.as_str()], &[other.as_str()]);
            states.push((format!("{first}+{field}"), record));
        }
    }
    for (way, one, other) in clashes(kind) {
        let record = apart(&on(begun, way), one, other);
        let fields: Vec<_> = record.document.clashes().iter().map(|(field, _)| *field).collect();
        assert!(!fields.is_empty(), "{kind} {one:?} {other:?}");
        states.push((format!("+{}", fields.join("+")), record));
    }
    states
}

/// From the beginning to each state, in which one value stands everywhere.
fn ways(kind: &Kind) -> &'static [(&'static str, &'static [&'static str])] {
    match kind {
        Kind::Hazard => &[
            ("reported", &[]),
            ("accepted", &["accept"]),
            ("assigned", &["assign:2"]),
            ("working", &["assign:2", "start"]),
            ("verifying", &["assign:2", "start", "finish"]),
            ("closed", &["assign:2", "start", "finish", "close"]),
        ],
        Kind::Patrol => &[("walking", &[]), ("paused", &["pause"]), ("ended", &["end"])],
        Kind::Checklist => &[("in_use", &[]), ("retired", &["retire"])],
        Kind::Home => &[("in_use", &[]), ("mistaken", &["mistaken"])],
        Kind::Resident => &[("living", &[]), ("moved_out", &["move-out"]), ("mistaken", &["mistaken"])],
        Kind::Care => &[("on", &[]), ("over", &["over"])],
        Kind::Watch => &[("on", &[]), ("off", &["off"])],
        Kind::Card => &[("sent", &[])],
        Kind::Answer => &[("seen", &[]), ("said", &["say"])],
        Kind::Case => &[("open", &[]), ("settled", &["state"]), ("escalated", &["escalate"])],
        Kind::Unknown(_) => &[],
    }
}

/// What is done first, what one then does, and what another does at once, so that two states stand.
type Apart = (&'static [&'static str], &'static [&'static str], &'static [&'static str]);

fn clashes(kind: &Kind) -> &'static [Apart] {
    match kind {
        Kind::Hazard => &[
            (&[], &["accept"], &["assign"]),
            (&["accept"], &["assign"], &["assign:1"]),
            (&["accept"], &["start"], &["finish"]),
            (&["assign:2", "start"], &["assign:1"], &["finish"]),
            (&["accept", "finish"], &["close"], &["reopen"]),
        ],
        Kind::Patrol => &[(&[], &["pause"], &["end"]), (&["pause"], &["resume"], &["end"])],
        Kind::Checklist => &[(&[], &["retire"], &["retire", "bring-back"])],
        Kind::Home => &[(&[], &["mistaken"], &["mistaken", "restore"])],
        Kind::Resident => &[(&[], &["move-out"], &["mistaken"]), (&["move-out"], &["back"], &["mistaken"])],
        Kind::Case => &[(&[], &["state"], &["escalate"])],
        Kind::Care => &[(&[], &["over"], &["over", "again"])],
        Kind::Watch => &[(&[], &["off"], &["off", "on"])],
        Kind::Card | Kind::Answer => &[],
        Kind::Unknown(_) => &[],
    }
}
