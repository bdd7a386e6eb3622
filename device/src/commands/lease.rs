//! What is not shown while there has been no contact for too long: homes and sealed records first, then everything that others wrote. Writing is
//! never stopped by it.

use jinshui_core::command::{Command, Hidden, RegisterKind};
use jinshui_core::{Code, DocumentId, Failure, Kind};

use super::Desk;

impl Desk<'_> {
    /// What is hidden now.
    pub(super) fn hidden(&mut self) -> Result<Hidden, Failure> {
        Ok(self.store.lease()?.hidden())
    }

    /// The command as it may be done: lists are cut to the member's own, and what would show something hidden is refused.
    pub(super) fn shown(&self, hidden: &Hidden, command: Command) -> Result<Command, Failure> {
        let (homes, others) = match hidden {
            Hidden::Others => (true, true),
            Hidden::Homes => (true, false),
            Hidden::Nothing | Hidden::Unknown(_) => (false, false),
        };
        let hides = match &command {
            Command::HomeList(_)
            | Command::HomeShow(_)
            | Command::RegisterAlike(_)
            | Command::CaseList(_)
            | Command::CaseShow(_)
            | Command::CardList(_)
            | Command::CardShow(_)
            | Command::CareList(_)
            | Command::CareShow(_)
            | Command::WatchList(_)
            | Command::PhoneShow(_)
            | Command::ImportPreview(_)
            | Command::ImportApply(_) => homes,
            Command::RegisterExport(args) => others || (homes && args.kind == RegisterKind::Home),
            Command::MemberList(_) => others,
            Command::HazardShow(args) | Command::PatrolShow(args) | Command::RecordHistory(args) => {
                (homes || others) && self.is_hidden(args.id, homes, others)?
            }
            Command::PhotoGet(args) => others && self.is_hidden(args.id, homes, others)?,
            _ => false,
        };
        match hides {
            true => Err(Failure::new(
                Code::Lapsed,
                "this device has had no contact for too long; what others wrote is back with the next contact",
            )),
            false if others => Ok(own(command)),
            false => Ok(command),
        }
    }

    /// Whether a record is hidden: another person's, or a home's.
    fn is_hidden(&self, id: DocumentId, homes: bool, others: bool) -> Result<bool, Failure> {
        let me = self.store.identity()?.map(|identity| identity.member);
        Ok(match self.store.kind_of(id)? {
            Kind::Home
            | Kind::Resident
            | Kind::Case
            | Kind::Card
            | Kind::Answer
            | Kind::Care
            | Kind::Watch => homes,
            Kind::Hazard => others && self.store.hazard(id).ok().map(|row| row.reporter) != me,
            Kind::Patrol => {
                let team = self.store.patrol(id).map(|row| row.rows.team).unwrap_or_default();
                others && !me.is_some_and(|me| team.contains(&me))
            }
            Kind::Checklist => false,
            Kind::Unknown(_) => others,
        })
    }
}

/// A list of the member's own.
fn own(command: Command) -> Command {
    match command {
        Command::HazardList(mut args) => {
            args.filter.mine = true;
            Command::HazardList(args)
        }
        Command::PatrolList(mut args) => {
            args.filter.mine = true;
            Command::PatrolList(args)
        }
        other => other,
    }
}
