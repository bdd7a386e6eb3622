//! The people of a home: writing them down, changing what is known of them, and warning of writing somebody down twice.

use jinshui_core::command::{
    Alike, AlikeArgs, AlikeList, Outcome, Reply, ResidentAddArgs, ResidentEditArgs, ResidentFields, Writing,
};
use jinshui_core::register::{AlikeWhy, HomeState, ResidentEdit, ResidentState, resident_id};
use jinshui_core::{DocumentId, Failure, Kind, limits};

use super::Desk;
use super::check::{check_code, check_day, check_text, tidy_home, tidy_name, tidy_phone};
use super::home_view::only_looks;
use super::record::{changed, written};
use crate::store::{ResidentRow, Target};

/// People of one name in one home at most.
const MOST_OF_ONE_NAME: u32 = 20;
/// Entries looked through, and listed.
const MOST_ALIKE: (u32, usize) = (200, 10);

impl Desk<'_> {
    pub(super) fn add_resident(&mut self, args: ResidentAddArgs) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let home = self.approach_home(args.home)?;
        let name = tidy_name("name", &args.name)?;
        let fields = resident_fields(&args.fields)?;
        let words = args.fields.words.clone().unwrap_or_default();
        check_text("words", &words, limits::TEXT_CHARS)?;
        let (id, there) = self.name_for(args.home, &name, args.another)?;
        match there {
            Some(row) if row.rows.state == ResidentState::Living => {
                Ok(Outcome::read(Reply::ResidentAdd(self.done_before(id)?)))
            }
            Some(_) => {
                // Who is written down again lives here again.
                let mut fields = fields;
                fields.push(("state", ResidentState::Living.code().to_owned()));
                fields.push(("moved_out", String::new()));
                let words = args.fields.words;
                let edit = ResidentEdit::Set { seen: Vec::new(), fields, words }.by(&member.id, self.now());
                let heads = self.store.write(&Target::Existing(id), &Writing::Resident, &edit, &[])?;
                Ok(Outcome { ok: Reply::ResidentAdd(written(id, heads)), changed: changed(&Kind::Resident) })
            }
            None => {
                let edit = ResidentEdit::Add { home: args.home, name, fields, words };
                let edit = edit.by(&member.id, self.now());
                let target = Target::New { id, kind: &Kind::Resident, space: &home.space };
                let heads = self.store.write(&target, &Writing::Resident, &edit, &[])?;
                Ok(Outcome { ok: Reply::ResidentAdd(written(id, heads)), changed: changed(&Kind::Resident) })
            }
        }
    }

    /// The record of a person of this name in a home, and what is there of it: the first one that still bears the name, or the
    /// next free one.
    pub(super) fn name_for(
        &self,
        home: DocumentId,
        name: &str,
        another: bool,
    ) -> Result<(DocumentId, Option<ResidentRow>), Failure> {
        for number in 1..=MOST_OF_ONE_NAME {
            let id = resident_id(home, name, number);
            match self.store.resident_if_here(id)? {
                None => return Ok((id, None)),
                Some(row) if row.rows.name == name && !another => return Ok((id, Some(row))),
                Some(_) => {}
            }
        }
        Err(Failure::field("name", format!("{MOST_OF_ONE_NAME} people of this name are here already")))
    }

    pub(super) fn edit_resident(&mut self, args: ResidentEditArgs) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let row = self.store.resident(args.id)?;
        self.approach_home(row.rows.home)?;
        let mut fields = resident_fields(&args.fields)?;
        if let Some(name) = &args.name {
            fields.push(("name", tidy_name("name", name)?));
        }
        let leaves = args.fields.state == Some(ResidentState::MovedOut) && args.fields.moved_out.is_none();
        if leaves && row.rows.moved_out.is_empty() {
            fields.push(("moved_out", self.today()));
        }
        let words = args.fields.words;
        if let Some(words) = &words {
            check_text("words", words, limits::TEXT_CHARS)?;
        }
        if fields.is_empty() && words.is_none() {
            return Ok(Outcome::read(Reply::ResidentEdit(written(args.id, self.store.heads(args.id)?))));
        }
        let edit = ResidentEdit::Set { seen: args.heads, fields, words }.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
        Ok(Outcome { ok: Reply::ResidentEdit(written(args.id, heads)), changed: changed(&Kind::Resident) })
    }

    pub(super) fn alike(&self, args: &AlikeArgs) -> Result<AlikeList, Failure> {
        let (_, member) = self.member()?;
        if only_looks(&member) {
            return Ok(AlikeList { rows: Vec::new() });
        }
        let mut rows = self.same_room(args)?;
        // What is half typed is like nothing yet, and no failure.
        let name = args.name.as_deref().and_then(|name| tidy_name("name", name).ok()).unwrap_or_default();
        let phone =
            args.phone.as_deref().and_then(|phone| tidy_phone("phone", phone).ok()).unwrap_or_default();
        for person in self.store.people_like(&name, &phone, MOST_ALIKE.0)? {
            if Some(person.document) == args.except {
                continue;
            }
            let Some(home) = self.store.home_if_here(person.rows.home)? else { continue };
            let same_name = (person.rows.name == name).then_some(AlikeWhy::SameName);
            let same_phone = (!phone.is_empty() && person.rows.phone == phone).then_some(AlikeWhy::SamePhone);
            rows.push(Alike {
                home: home.document,
                resident: Some(person.document),
                place: home.rows.place,
                room: home.rows.room,
                name: Some(person.rows.name),
                living: person.rows.state == ResidentState::Living,
                why: [same_phone, same_name].into_iter().flatten().collect(),
            });
        }
        // Most likeness first; the same number says more than the same name.
        rows.sort_by_key(|row| {
            let number = row.why.contains(&AlikeWhy::SamePhone) || row.why.contains(&AlikeWhy::SameRoom);
            (std::cmp::Reverse(row.why.len()), !number, !row.living)
        });
        rows.truncate(MOST_ALIKE.1);
        Ok(AlikeList { rows })
    }

    fn same_room(&self, args: &AlikeArgs) -> Result<Vec<Alike>, Failure> {
        let (Some(place), Some(room)) = (args.place.clone(), args.room.as_deref()) else {
            return Ok(Vec::new());
        };
        let Ok((place, room)) = tidy_home(place, room) else { return Ok(Vec::new()) };
        let homes = self.store.homes_of_room(&place.building, &place.unit, &room)?;
        let alike = homes.into_iter().map(|home| Alike {
            home: home.document,
            resident: None,
            place: home.rows.place,
            room: home.rows.room,
            name: None,
            living: home.rows.state == HomeState::InUse,
            why: vec![AlikeWhy::SameRoom],
        });
        Ok(alike.collect())
    }
}

/// What was said of a person, as it is stored.
pub(super) fn resident_fields(said: &ResidentFields) -> Result<Vec<(&'static str, String)>, Failure> {
    let mut fields = Vec::new();
    if let Some(phone) = &said.phone {
        fields.push(("phone", tidy_phone("phone", phone)?));
    }
    if let Some(relation) = &said.relation {
        check_code("relation", relation.is_known(), relation.code())?;
        fields.push(("relation", relation.code().to_owned()));
    }
    if let Some(sex) = &said.sex {
        check_code("sex", sex.is_known(), sex.code())?;
        fields.push(("sex", sex.code().to_owned()));
    }
    let days = [("born", &said.born), ("moved_in", &said.moved_in), ("moved_out", &said.moved_out)];
    for (key, day) in days {
        if let Some(day) = day {
            fields.push((key, check_day(key, day)?));
        }
    }
    if let Some(state) = &said.state {
        check_code("state", state.is_known(), state.code())?;
        fields.push(("state", state.code().to_owned()));
    }
    Ok(fields)
}
