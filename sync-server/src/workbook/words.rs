//! The words of the workbook and what they mean.

use jinshui_core::community::{Group, NodeKind, Role};

/// The words for levels, in order.
pub(super) const LEVELS: &[(&str, NodeKind)] = &[
    ("社区", NodeKind::Community),
    ("党建网格", NodeKind::PartyGrid),
    ("治安网格", NodeKind::SecurityGrid),
    ("楼栋单元", NodeKind::PostArea),
];

/// The words for roles; the first of each role is the one we write.
pub(super) const ROLES: &[(&str, Role)] = &[
    ("志愿者", Role::Volunteer),
    ("楼道长", Role::BuildingHead),
    ("网格协管员", Role::GridAssistant),
    ("专职网格员", Role::GridWorker),
    ("社区民警", Role::Police),
    ("社区", Role::Office),
    ("物业", Role::Property),
    ("居民代表", Role::Resident),
    ("金水大妈", Role::Volunteer),
    ("民警", Role::Police),
    ("社区工作人员", Role::Office),
    ("物业公司", Role::Property),
];

/// The words for groups.
const GROUPS: &[(&str, Group)] = &[
    ("治安巡防", Group::Patrol),
    ("信息收集", Group::Information),
    ("志愿服务", Group::Service),
    ("政策宣讲", Group::Policy),
    ("矛盾调解", Group::Mediation),
];

/// Finds a word.
pub(super) fn meaning<T: Clone>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| meaning.clone())
}

/// A group by its word; the list is open, another name is a group of its own.
pub(super) fn group(word: &str) -> Group {
    meaning(GROUPS, word).unwrap_or_else(|| Group::from_code(word))
}

/// The words of a list, to say what may be written.
pub(super) fn list<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("、")
}

/// At which levels a role is held.
pub(super) fn levels_of(role: &Role) -> &'static [NodeKind] {
    match role {
        Role::Volunteer | Role::GridAssistant => &[NodeKind::SecurityGrid],
        Role::BuildingHead => &[NodeKind::PostArea],
        Role::GridWorker => &[NodeKind::PartyGrid, NodeKind::Community],
        _ => &[NodeKind::Community],
    }
}

/// The word for a level.
pub(super) fn level(kind: &NodeKind) -> &'static str {
    LEVELS.iter().find(|(_, known)| known == kind).map_or("", |(word, _)| word)
}
