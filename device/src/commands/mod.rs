//! Doing a command on the store: rights, validation, one edit, one transaction; or reading the projection.

mod card;
mod care;
mod check;
mod checklist;
mod community;
mod draft;
mod export;
mod hand_over;
mod hazard;
mod home;
mod home_view;
mod import;
mod lease;
mod mediation;
mod moves;
mod outgoing;
mod page;
mod patrol;
mod patrol_view;
mod photo;
mod reads;
mod record;
mod refusal;
mod resident;
mod track;
mod view;

use std::sync::Arc;

use jinshui_core::clock::Timestamp;
use jinshui_core::command::{Command, Me, Outcome, Reply};
use jinshui_core::community::{Directory, Member};
use jinshui_core::{Code, DocumentId, Failure};

use crate::platform::{Clock, Random};
use crate::store::Store;

pub(crate) use reads::masked;

/// What the sync task knows that the store does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pulse {
    /// Whether the hub could be reached at the last try.
    pub(crate) online: bool,
    /// Whether something is going out now.
    pub(crate) sending: bool,
}

/// Whether the caller may name files of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// The headless CLI.
    Allowed,
    /// A window or browser: it sends bytes.
    Refused,
}

/// One command on one store.
pub(crate) struct Desk<'a> {
    pub(crate) store: &'a mut Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) pulse: Pulse,
    pub(crate) files: Files,
    /// Whether something was looked at that the hub is to be told.
    pub(crate) looked: bool,
}

impl Desk<'_> {
    /// Does a command. `device.enrol` and `sync.now` need the network and are done by the app; here they only read. What
    /// the hub alone can do is asked of it by the app, and never comes here.
    pub(crate) fn execute(&mut self, command: Command) -> Result<Outcome, Failure> {
        let hidden = self.hidden()?;
        match self.shown(&hidden, command)? {
            Command::Me(_) | Command::Enrol(_) => Ok(Outcome::read(Reply::Me(Me { hidden, ..self.me()? }))),
            Command::Community(_) => Ok(Outcome::read(Reply::Community(self.community()?))),
            Command::MemberList(args) => Ok(Outcome::read(Reply::MemberList(self.members(&args)?))),
            Command::HazardReport(args) => self.report(args),
            Command::HazardList(args) => Ok(Outcome::read(Reply::HazardList(self.hazards(&args)?))),
            Command::HazardShow(args) => Ok(Outcome::read(Reply::HazardShow(self.hazard(args.id)?))),
            Command::HazardEdit(args) => self.edit_hazard(args),
            Command::HazardAct(args) => self.act(args),
            Command::PatrolStart(args) => self.start_patrol(args),
            Command::PatrolAct(args) => self.act_on_patrol(args),
            Command::PatrolTick(args) => self.tick(args),
            Command::PatrolTeam(args) => self.team(args),
            Command::PatrolEdit(args) => self.edit_patrol(args),
            Command::PatrolList(args) => Ok(Outcome::read(Reply::PatrolList(self.patrols(&args)?))),
            Command::PatrolShow(args) => Ok(Outcome::read(Reply::PatrolShow(self.patrol(args.id)?))),
            Command::ChecklistList(args) => Ok(Outcome::read(Reply::ChecklistList(self.checklists(&args)?))),
            Command::ChecklistSave(args) => self.save_checklist(args),
            Command::HomeAdd(args) => self.add_home(args),
            Command::HomeEdit(args) => self.edit_home(args),
            Command::HomeVisit(args) => self.visit(args),
            Command::HomeLook(args) => self.look(args),
            Command::HomeList(args) => Ok(Outcome::read(Reply::HomeList(self.homes(&args)?))),
            Command::HomeShow(args) => self.look_at_home(args.id),
            Command::ResidentAdd(args) => self.add_resident(args),
            Command::ResidentEdit(args) => self.edit_resident(args),
            Command::CaseList(args) => Ok(Outcome::read(Reply::CaseList(self.cases(&args)?))),
            Command::CaseShow(args) => self.look_at_case(args.id),
            Command::CaseSave(args) => self.save_case(args),
            Command::CaseName(args) => self.name_in_case(&args),
            Command::CaseTalk(args) => self.talk(args),
            Command::CardList(_) => Ok(Outcome::read(Reply::CardList(self.cards()?))),
            Command::CardShow(args) => self.look_at_card(args.id),
            Command::CardSend(args) => self.send_card(args),
            Command::CardName(args) => self.name_on_card(&args),
            Command::CardSeen(args) => self.card_seen(args.id),
            Command::CardAnswer(args) => self.answer_card(args),
            Command::CareList(_) => Ok(Outcome::read(Reply::CareList(self.care_list()?))),
            Command::CareShow(args) => self.look_at_care(args.id),
            Command::CareSave(args) => self.save_care(args),
            Command::CareName(args) => self.name_in_care(&args),
            Command::CareVisit(args) => self.look_in(args),
            Command::WatchList(_) => Ok(Outcome::read(Reply::WatchList(self.watches()?))),
            Command::WatchSave(args) => self.save_watch(args),
            Command::RegisterAlike(args) => Ok(Outcome::read(Reply::RegisterAlike(self.alike(&args)?))),
            Command::ImportPreview(args) => Ok(Outcome::read(Reply::ImportPreview(self.preview(&args)?))),
            Command::ImportApply(args) => self.import(&args),
            Command::RegisterExport(args) => self.export_noted(&args),
            Command::CommentAdd(args) => self.comment(args),
            Command::PhotoAdd(args) => self.add_photo(args),
            Command::PhotoGet(args) => self.photo(&args),
            Command::RecordMove(args) => self.move_record(args),
            Command::RecordPlaces(args) => Ok(Outcome::read(Reply::RecordPlaces(self.places(args.id)?))),
            Command::RecordHistory(args) => Ok(Outcome::read(Reply::RecordHistory(self.history(args.id)?))),
            Command::PhoneShow(args) => self.show_phone(args.id),
            Command::RecordErase(_)
            | Command::ErasureList(_)
            | Command::ReadList(_)
            | Command::RefusalList(_)
            | Command::RefusalRefile(_)
            | Command::RefusalSettle(_)
            | Command::MemberInvite(_)
            | Command::JoiningList(_)
            | Command::JoiningDecide(_)
            | Command::DeviceList(_)
            | Command::DeviceRevoke(_)
            | Command::MemberRevoke(_) => Err(Failure::new(
                Code::NoConnection,
                "only the hub can do it, or knows it; connect and ask once more",
            )),
            Command::SendingShow(_) | Command::SyncNow(_) => {
                Ok(Outcome::read(Reply::SendingShow(self.sending()?)))
            }
            Command::OutboxList(_) => Ok(Outcome::read(Reply::OutboxList(self.outbox()?))),
            Command::HandOverMake(_) => Ok(Outcome::read(Reply::HandOverMake(self.hand_over()?))),
            Command::EndedFile(args) => Ok(Outcome::read(Reply::EndedFile(self.ended_file(&args.name)?))),
            Command::EndedDismiss(_) => self.dismiss_ended(),
            Command::DraftSave(args) => self.save_draft(args),
            Command::DraftLoad(_) => Ok(Outcome::read(Reply::DraftLoad(self.drafts()?))),
            Command::DraftDrop(args) => self.drop_draft(&args.name),
            Command::RefusedAgain(args) => self.refused_again(&args.hash),
            Command::RefusedDismiss(args) => self.refused_dismiss(&args.hash),
            Command::TrackChoose(args) => self.choose_track(&args),
            Command::TrackAdd(args) => self.add_to_track(args),
            Command::TrackShow(args) => Ok(Outcome::read(Reply::TrackShow(self.show_track(args.patrol)?))),
            Command::TrackExport(args) => {
                Ok(Outcome::read(Reply::TrackExport(self.export_track(args.patrol)?)))
            }
            Command::TrackDelete(args) => self.delete_track(args.patrol),
        }
    }

    /// Now, by this device.
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The day of now on the community's wall.
    fn today(&self) -> String {
        crate::wall::time(self.now()).map(|now| now.date().to_string()).unwrap_or_default()
    }

    /// A new record's name: UUID v7.
    fn new_id(&self) -> Result<DocumentId, Failure> {
        let mut random = [0u8; 10];
        self.random.fill(&mut random).map_err(|error| Failure::new(Code::Internal, error))?;
        let millis = u64::try_from(self.now().0).unwrap_or(0);
        Ok(DocumentId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()))
    }

    /// Who holds this device, as the directory knows them.
    fn member(&self) -> Result<(Arc<Directory>, Member), Failure> {
        let identity = self.store.identity()?;
        let identity = identity.ok_or_else(|| {
            Failure::new(
                Code::NotEnrolled,
                "this device belongs to no community yet; enrol it with a one-time code",
            )
        })?;
        let directory = self.store.directory()?;
        let member = directory.member(&identity.member).cloned().ok_or_else(|| {
            Failure::new(
                Code::NotEnrolled,
                "the first contact with the hub has not been made yet; connect once",
            )
        })?;
        Ok((directory, member))
    }
}

#[cfg(test)]
mod tests;
