//! The homes of two stairwells, as the office's workbook has them. Everybody in it is plainly made up: names end in 样例 or 样.

use super::register::{Stairwell, room, who};

/// 33号楼1单元.
pub(super) const FIRST: Stairwell = Stairwell {
    area: "a097",
    building: "33",
    unit: "1",
    rooms: &[
        room(
            "101",
            "business",
            &[who("金样例", "head", "female", "1979").says("一楼小卖部，晚上九点关门。")],
        )
        .owned("钱样例"),
        room("102", "owner", &[who("方样例", "head", "female", "1941-03").says("耳朵背，电话要响久一点。")])
            .care(&["elder_alone"]),
        room(
            "201",
            "rented",
            &[
                who("尤样例", "tenant", "male", "1994").since("2024-07"),
                who("谷样例", "tenant", "female", "1996").since("2024-07"),
                who("尤小样", "child", "female", "2021-06"),
            ],
        )
        .owned("钱样例"),
        room(
            "202",
            "owner",
            &[
                who("毕样例", "head", "male", "1968"),
                who("白样例", "spouse", "female", "1970"),
                who("毕小样", "child", "male", "1996"),
                who("毕老样", "parent", "male", "1943"),
            ],
        ),
        room(
            "301",
            "owner",
            &[who("柳样例", "head", "female", "1983"), who("柳小样", "child", "female", "2012")],
        ),
        room("302", "vacant", &[]).owned("贺样例").says("房主在外地，一年回来一次，钥匙在物业。"),
        room(
            "401",
            "owner",
            &[who("乔样例", "head", "male", "1952"), who("夏样例", "spouse", "female", "1955")],
        ),
        room(
            "402",
            "owner",
            &[
                who("安样例", "head", "male", "1957").says("坐轮椅，出门要人搭把手。"),
                who("易样例", "spouse", "female", "1960"),
            ],
        )
        .care(&["disabled", "hardship"]),
        room(
            "501",
            "owner",
            &[
                who("成样例", "head", "male", "1975"),
                who("卫样例", "spouse", "female", "1977"),
                who("成小样", "child", "male", "2008"),
            ],
        ),
        room(
            "502",
            "owner",
            &[
                who("元样例", "head", "female", "1950").says("孩子的爸妈在外地上班，一个月回来一次。"),
                who("元小样", "child", "male", "2015"),
            ],
        )
        .care(&["child"]),
        room(
            "601",
            "rented",
            &[
                who("苗样例", "tenant", "female", "1990").since("2024-03"),
                who("古样例", "tenant", "male", "1992").since("2024-03"),
            ],
        )
        .owned("水样例"),
        room("602", "owner", &[who("史样例", "head", "male", "1965")]),
    ],
};

/// 33号楼2单元, all but one room, which is written down at the door.
pub(super) const SECOND: Stairwell = Stairwell {
    area: "a098",
    building: "33",
    unit: "2",
    rooms: &[
        room(
            "101",
            "owner",
            &[who("康样例", "head", "male", "1938-11").says("每天早上七点下楼打拳，没见着就去敲门。")],
        )
        .care(&["elder_alone"]),
        room(
            "102",
            "owner",
            &[
                who("伍样例", "head", "male", "1971"),
                who("余样例", "spouse", "female", "1973"),
                who("伍小样", "child", "female", "2003"),
            ],
        ),
        room("201", "rented", &[who("顾样例", "tenant", "male", "1998").since("2025-02")]).owned("时样例"),
        room(
            "202",
            "owner",
            &[who("孟样例", "head", "male", "1960"), who("平样例", "spouse", "female", "1962")],
        ),
        room(
            "301",
            "business",
            &[who("和样例", "head", "female", "1985").says("家里办的托管班，放学后有七八个孩子。")],
        ),
        room("302", "owner", &[who("穆样例", "head", "female", "1954")]).care(&["hardship"]),
        room("401", "vacant", &[]).owned("萧样例"),
        room(
            "402",
            "owner",
            &[
                who("尹样例", "head", "male", "1980"),
                who("姚样例", "spouse", "female", "1982"),
                who("尹老样", "parent", "female", "1951"),
            ],
        ),
        room(
            "501",
            "rented",
            &[
                who("邵样例", "tenant", "male", "1993").since("2024-10"),
                who("湛样例", "other", "male", "1995").since("2024-10"),
            ],
        )
        .owned("萧样例"),
        room(
            "502",
            "owner",
            &[who("汪样例", "head", "male", "1967"), who("祁样例", "spouse", "female", "1969")],
        ),
        room(
            "601",
            "owner",
            &[
                who("毛样例", "head", "female", "1948"),
                who("毛小样", "child", "female", "2016").says("上三年级，跟奶奶住。"),
            ],
        )
        .care(&["child"]),
    ],
};
