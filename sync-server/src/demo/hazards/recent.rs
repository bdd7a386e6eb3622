//! The last days and today: one report in every state that there is.

use super::super::calendar::{ago, day};
use super::super::people::{
    CHEN, GRID, HU, LI, NEXT_GRID, POLICE, PROPERTY, SUN, WANG, YANG, ZHAO, ZHOU, ZHU,
};
use super::super::picture::Scene;
use super::story::Step::{Accepts, Assigns, Closes, Finishes, Reopens, Says, Shows, Starts};
use super::story::{Story, TO_PROPERTY};

/// The stories.
pub(super) fn stories() -> Vec<Story> {
    let mut all = last_days();
    all.extend(today());
    all
}

fn last_days() -> Vec<Story> {
    vec![
        Story::new("abandoned_bike", ("33", "3"), HU, day(3, 16, 10), "单元门口两辆儿童车，轮子都没了。")
            .then(day(2, 9, 0), CHEN, Accepts("在群里问问是谁家的。"))
            .then(day(1, 12, 0), CHEN, Finishes("有人认领，搬回家了，您再看一眼。")),
        Story::new(
            "stairwell_clutter",
            ("33", "1"),
            YANG,
            day(2, 11, 0),
            "五楼拐角放着两把旧椅子和一个花盆。",
        )
        .then(day(2, 11, 30), CHEN, Accepts(""))
        .then(day(1, 18, 10), CHEN, Finishes("住户搬进屋了，请杨姨看看。")),
        Story::new(
            "wire_charging",
            ("34", "2"),
            HU,
            day(2, 18, 10),
            "二楼从厨房窗户拉线，晚上充一整夜，人睡了没人看。",
        )
        .danger()
        .photo(Scene::Wire)
        .then(day(2, 19, 0), CHEN, Accepts("敲门没人，留了纸条。"))
        .then(day(1, 8, 30), HU, Says("昨晚又充了一夜。")),
        Story::new(
            "fire_lane",
            ("34", "1"),
            ZHOU,
            day(2, 7, 40),
            "早上搬家公司的车堵着路，救护车绕了一圈才进来。",
        )
        .urgent()
        .photo(Scene::Van)
        .then(day(2, 7, 55), CHEN, Accepts("我在现场。"))
        .then(day(2, 8, 30), CHEN, Finishes("车挪开了，以后搬家先跟物业登记。"))
        .then(day(2, 8, 40), CHEN, Shows(Scene::Clear))
        .then(day(2, 12, 0), ZHOU, Closes("")),
        Story::new("litter", ("35", "2"), WANG, day(2, 15, 10), "楼后头倒了一车碎砖头。")
            .photo(Scene::Bags)
            .then(day(2, 16, 0), ZHU, Accepts(""))
            .then(day(2, 16, 10), ZHU, Assigns(TO_PROPERTY, ""))
            .then(day(1, 10, 0), PROPERTY, Finishes("拉走了。"))
            .then(day(1, 17, 20), WANG, Reopens("大块的拉走了，碎的还在，老人走路硌脚。")),
        Story::new(
            "stairwell_clutter",
            ("33", "2"),
            ZHAO,
            day(1, 8, 20),
            "二楼拐角放着一个旧冰箱，挡住了半个门。",
        )
        .photo(Scene::Boxes)
        .then(day(1, 9, 0), CHEN, Accepts(""))
        .then(day(1, 9, 20), CHEN, Assigns(TO_PROPERTY, "请帮忙抬一下，住户是两位老人。")),
        Story::new(
            "fire_lane",
            ("33", "1"),
            HU,
            day(1, 19, 30),
            "白色面包车又停在1单元门前，打了电话没人接。",
        )
        .urgent()
        .photo(Scene::Van)
        .on_patrol(GRID, 1)
        .then(day(1, 20, 40), CHEN, Accepts(""))
        .then(day(1, 20, 45), CHEN, Assigns(TO_PROPERTY, "请今晚联系车主。"))
        .then(ago(230), PROPERTY, Starts("车主说下班就来。"))
        .then(ago(150), YANG, Says("车还在，我拍不清车牌，它前面还有一辆。")),
        Story::new("other", ("36", "3"), WANG, day(1, 19, 30), "3单元门禁坏了，门一推就开。")
            .on_patrol(NEXT_GRID, 1)
            .then(day(1, 20, 50), ZHU, Accepts(""))
            .then(day(1, 20, 55), ZHU, Assigns(TO_PROPERTY, ""))
            .then(ago(210), PROPERTY, Finishes("换了新的电磁锁，请试试。")),
    ]
}

fn today() -> Vec<Story> {
    vec![
        Story::new("suspicious", ("35", "2"), LI, ago(300), "有人自称收旧家电，在楼道里转了快一小时。")
            .urgent()
            .then(ago(285), POLICE, Accepts("我请巡逻的同志留意一下。"))
            .then(ago(240), LI, Says("人已经走了，往东门去了。")),
        Story::new("litter", ("34", "1"), ZHOU, ago(95), "一楼窗台下扔了一袋外卖盒，招了野猫。")
            .photo(Scene::Bags),
        Story::new("wire_charging", ("36", "1"), WANG, ago(46), "一楼窗户里伸出来一根线，接着两辆电动车。")
            .danger()
            .photo(Scene::Wire)
            .on_patrol(NEXT_GRID, 0),
        Story::new("fire_lane", ("33", "2"), SUN, ago(10), "2单元门前停了一辆拉货的面包车，人不在。")
            .urgent()
            .photo(Scene::Van)
            .on_patrol(GRID, 0),
        Story::new("other", ("34", ""), CHEN, ago(260), "34号楼西头的雨水箅子堵了，积了一片水。")
            .then(ago(250), CHEN, Assigns(TO_PROPERTY, "请派人通一下。"))
            .then(ago(170), PROPERTY, Starts("工人到了。")),
    ]
}
