//! 住户登记: homes and the people who live in them. A home and each of its people are records of their own, so that two people
//! at two doors never wait for each other, and one person's data can be erased alone.

mod edit;
mod home;
mod name;
pub(crate) mod remarks;
mod resident;
mod words;

pub use edit::{HomeEdit, ResidentEdit};
pub use home::{Home, Look, Visit, floor_of};
pub(crate) use name::named;
pub use name::{home_id, resident_id};
pub use resident::Resident;
pub use words::{AlikeWhy, Care, HomeState, Relation, ResidentState, Sex, Tenancy, VisitOutcome};
