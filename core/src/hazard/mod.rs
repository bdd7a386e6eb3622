//! 隐患: something wrong that a volunteer saw, and what became of it.

mod edit;
mod life;
mod record;
mod words;

pub use edit::{FieldEdit, HazardEdit, HazardField};
pub use life::{Act, Step, transition};
pub use record::{Comment, Hazard, Listed, Photo, Place, Point};
pub use words::{Assignee, Category, Severity, Status};
