//! The hub of a community: change log, referee, enrolment, live feed, attachments, console.

mod mark;
pub mod store;
