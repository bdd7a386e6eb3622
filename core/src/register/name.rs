//! Names of homes and residents by their natural keys (R2): two phones that write down one room, or one person of it, without
//! having heard each other make one and the same record.

use uuid::Uuid;

use crate::id::{DocumentId, NodeId};

/// The namespace of Jinshui's natural keys: UUID v5 of `jinshui` in the null namespace.
fn namespace() -> Uuid {
    Uuid::new_v5(&Uuid::nil(), b"jinshui")
}

/// The record of a room in a post area. `room` as it is written, without blanks.
#[must_use]
pub fn home_id(area: &NodeId, building: &str, unit: &str, room: &str) -> DocumentId {
    named(&["home", area.as_str(), building, unit, room])
}

/// The record of a person of a home; the second person of one name has `number` 2, and so on.
#[must_use]
pub fn resident_id(home: DocumentId, name: &str, number: u32) -> DocumentId {
    named(&["resident", &home.to_string(), name, &number.to_string()])
}

/// Parts are joined by a character that none of them holds.
pub(crate) fn named(parts: &[&str]) -> DocumentId {
    DocumentId(Uuid::new_v5(&namespace(), parts.join("\u{1f}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r2_one_room_has_one_name_everywhere_and_another_room_another() {
        let area = NodeId::from("a097");
        let id = home_id(&area, "33", "1", "501");
        assert_eq!(id, home_id(&area, "33", "1", "501"));
        assert_eq!(id.0.get_version_num(), 5);
        let others = [
            home_id(&area, "33", "1", "502"),
            home_id(&area, "33", "15", "01"),
            home_id(&"a098".into(), "33", "1", "501"),
            resident_id(id, "王芳", 1),
            resident_id(id, "王芳", 2),
        ];
        assert!(others.iter().all(|other| *other != id));
        assert_ne!(others[3], others[4]);
    }
}
