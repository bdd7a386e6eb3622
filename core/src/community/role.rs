//! What a member does in the community.

use crate::open_enum::open_enum;

open_enum! {
    /// A role, always held at a node of the org tree (a post). A day's leading Party member is a duty, not a role.
    pub enum Role {
        /// 志愿者 (金水大妈), at a security grid.
        Volunteer = "volunteer",
        /// 楼道长, at a post area.
        BuildingHead = "building_head",
        /// 网格协管员, a Party member, at a security grid.
        GridAssistant = "grid_assistant",
        /// 专职网格员, the paid full-time grid worker, at a Party grid or the community.
        GridWorker = "grid_worker",
        /// 社区民警.
        Police = "police",
        /// 社区（支部、居委会）.
        Office = "office",
        /// 物业公司.
        Property = "property",
        /// 居民代表.
        Resident = "resident",
    }
}
