//! What a record is.

use crate::open_enum::open_enum;

open_enum! {
    /// The kind of a record. Each kind has one genesis per schema version (R1) and its own rows in the referee's table.
    pub enum Kind {
        /// 隐患: something wrong that a volunteer saw.
        Hazard = "hazard",
    }
}
