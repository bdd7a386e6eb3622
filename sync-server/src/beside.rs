//! What is kept beside the database, where a restore does not take it back (R22): which devices the office has revoked, and which
//! generation of a record was made by erasing. Asked about those that come back after a restore.

use jinshui_core::{DeviceId, DocumentId};

use crate::hub::Hub;

/// Whether the office has revoked a device.
pub(crate) fn is_revoked(_hub: &Hub, _device: &DeviceId) -> bool {
    false
}

/// The generation that was made when something of a record was last erased; 0 where nothing was.
pub(crate) fn generation(_hub: &Hub, _document: DocumentId) -> u32 {
    0
}
