//! The words that homes and residents are made of.

use crate::open_enum::open_enum;

open_enum! {
    /// How a home is lived in.
    pub enum Tenancy {
        /// 自住.
        Owner = "owner",
        /// 出租.
        Rented = "rented",
        /// 空置.
        Vacant = "vacant",
        /// 经营.
        Business = "business",
    }
}

open_enum! {
    /// What to be mindful of at a home. Each is a field of its own, so that two people who note two things never clash.
    pub enum Care {
        /// 空巢或独居老人.
        ElderAlone = "elder_alone",
        /// 困难家庭.
        Hardship = "hardship",
        /// 有残疾人.
        Disabled = "disabled",
        /// 留守儿童.
        Child = "child",
    }
}

open_enum! {
    /// Whether the entry stands.
    pub enum HomeState {
        /// In the register.
        InUse = "in_use",
        /// 登记错了: there is no such room.
        Mistaken = "mistaken",
    }
}

open_enum! {
    /// Whether a person lives here.
    pub enum ResidentState {
        /// 住在这里.
        Living = "living",
        /// 搬走了: their telephone number is not shown any more.
        MovedOut = "moved_out",
        /// 登记错了: no such person lives here.
        Mistaken = "mistaken",
    }
}

open_enum! {
    /// What a person is to the head of the household.
    pub enum Relation {
        /// 户主.
        Head = "head",
        /// 配偶.
        Spouse = "spouse",
        /// 子女.
        Child = "child",
        /// 父母.
        Parent = "parent",
        /// 租客.
        Tenant = "tenant",
        /// 其他.
        Other = "other",
    }
}

open_enum! {
    /// 性别.
    pub enum Sex {
        /// 男.
        Male = "male",
        /// 女.
        Female = "female",
    }
}

open_enum! {
    /// What came of a visit.
    pub enum VisitOutcome {
        /// 见到人了，都好.
        Met = "met",
        /// 见到人了，有事.
        Need = "need",
        /// 没人在家.
        NoAnswer = "no_answer",
        /// 不愿意说.
        Refused = "refused",
    }
}

open_enum! {
    /// In what an entry is like the one being typed.
    pub enum AlikeWhy {
        /// The same room.
        SameRoom = "same_room",
        /// A person of the same name.
        SameName = "same_name",
        /// The same telephone number.
        SamePhone = "same_phone",
    }
}
