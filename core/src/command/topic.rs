//! What a reply or the live feed says has changed.

use crate::kind::Kind;
use crate::open_enum::open_enum;

open_enum! {
    /// A part of what screens show. A screen reloads when a topic it shows is named.
    pub enum Topic {
        /// Hazard reports: list, cards, one report.
        Hazards = "hazards",
        /// Patrols: list, cards, one patrol.
        Patrols = "patrols",
        /// Checklists.
        Checklists = "checklists",
        /// Homes and their people.
        Homes = "homes",
        /// Mediation cases.
        Cases = "cases",
        /// The police's cards and the answers to them.
        Cards = "cards",
        /// People who are looked in on.
        Care = "care",
        /// Whom the police watch.
        Watches = "watches",
        /// Unsent, returned, last sent.
        Sending = "sending",
        /// What lies in the refusals box.
        Refusals = "refusals",
        /// The tree and the people.
        Community = "community",
        /// Who the device belongs to.
        Me = "me",
        /// Attachments that arrived.
        Photos = "photos",
        /// The track of a patrol. Nothing of it is ever sent, so that it wakes no sync.
        Track = "track",
    }
}

impl Topic {
    /// The topic of a record of a kind.
    #[must_use]
    pub fn of(kind: &Kind) -> Topic {
        match kind {
            Kind::Patrol => Topic::Patrols,
            Kind::Checklist => Topic::Checklists,
            Kind::Home | Kind::Resident => Topic::Homes,
            Kind::Case => Topic::Cases,
            Kind::Care => Topic::Care,
            Kind::Watch => Topic::Watches,
            Kind::Card | Kind::Answer => Topic::Cards,
            // What this version does not know is listed with the reports, as one that needs an update.
            Kind::Hazard | Kind::Unknown(_) => Topic::Hazards,
        }
    }
}
