//! The first half of the month: all of it is dealt with by now.

use super::super::calendar::day;
use super::super::people::{
    CHEN, GAO, GRID, HU, LI, NEXT_GRID, OFFICE, POLICE, PROPERTY, SUN, WANG, WORKER, ZHAO, ZHOU, ZHU,
};
use super::super::picture::Scene;
use super::story::Step::{Accepts, Assigns, Closes, Finishes, Reopens, Says, Shows, Starts};
use super::story::{Story, TO_PROPERTY};

/// The stories.
pub(super) fn stories() -> Vec<Story> {
    let mut all = first_week();
    all.extend(second_week());
    all
}

fn first_week() -> Vec<Story> {
    vec![
        Story::new(
            "fire_lane",
            ("33", "1"),
            SUN,
            day(29, 10, 40),
            "一辆白色面包车停在1单元门前的消防通道上，占了一大半路，车上没留电话。",
        )
        .urgent()
        .photo(Scene::Van)
        .then(day(29, 11, 20), CHEN, Accepts("我过去看看。"))
        .then(day(29, 11, 45), CHEN, Assigns(TO_PROPERTY, "请物业联系车主挪车。"))
        .then(day(29, 14, 10), PROPERTY, Starts("车主在外面，说晚上回来挪。"))
        .then(day(29, 20, 30), HU, Says("晚上巡逻路过，车还没挪。"))
        .then(day(28, 8, 40), PROPERTY, Finishes("昨晚十点挪走了，门前放了提示牌。"))
        .then(day(28, 8, 50), PROPERTY, Shows(Scene::Clear))
        .then(day(28, 9, 30), SUN, Closes("看过了，路通了。")),
        Story::new(
            "abandoned_bike",
            ("34", "2"),
            HU,
            day(29, 15, 0),
            "2单元车棚里有四辆自行车，车胎全瘪了，落满灰。",
        )
        .photo(Scene::Bikes)
        .then(day(29, 16, 0), CHEN, Accepts(""))
        .then(day(29, 16, 10), CHEN, Assigns(TO_PROPERTY, "先贴认领通知。"))
        .then(day(26, 10, 0), PROPERTY, Finishes("通知贴了三天，没人认领，登记后挪到库房了。"))
        .then(day(26, 16, 0), CHEN, Closes("")),
        Story::new(
            "stairwell_clutter",
            ("33", "2"),
            ZHAO,
            day(28, 17, 10),
            "三楼到四楼拐角堆着纸箱和旧床板，上下楼要侧着身子。",
        )
        .photo(Scene::Boxes)
        .then(day(28, 17, 40), CHEN, Accepts(""))
        .then(day(27, 18, 30), CHEN, Starts("和住户说好了，周末清走。"))
        .then(day(25, 17, 0), ZHAO, Says("今天清干净了，多谢。"))
        .then(day(25, 18, 0), CHEN, Finishes("已清。"))
        .then(day(25, 19, 0), ZHAO, Closes("")),
        Story::new(
            "wire_charging",
            ("34", "1"),
            ZHOU,
            day(27, 18, 20),
            "从三楼窗户拉线下来给电动车充电，线皮破了，露着铜丝。",
        )
        .danger()
        .photo(Scene::Wire)
        .then(day(27, 18, 40), POLICE, Accepts("马上联系住户。"))
        .then(day(27, 19, 10), POLICE, Finishes("线收了，车推到充电棚去了，跟住户讲了危险。"))
        .then(day(27, 19, 40), ZHOU, Closes("线没了，放心了。")),
        Story::new(
            "litter",
            ("35", "1"),
            GAO,
            day(26, 8, 30),
            "装修垃圾倒在单元门口，袋子破了，灰扬得到处都是。",
        )
        .photo(Scene::Bags)
        .then(day(26, 9, 10), ZHU, Accepts(""))
        .then(day(26, 9, 20), ZHU, Assigns(TO_PROPERTY, "请今天拉走。"))
        .then(day(25, 10, 0), PROPERTY, Finishes("已拉走。"))
        .then(day(25, 12, 0), GAO, Reopens("只拉走一半，还剩七八袋。"))
        .then(day(25, 13, 0), ZHU, Assigns(TO_PROPERTY, "请再去一趟，拉干净。"))
        .then(day(24, 9, 0), PROPERTY, Finishes("剩下的也拉走了，地也扫了。"))
        .then(day(24, 10, 0), GAO, Closes("这回干净了。")),
        Story::new("spoilt_green", ("南墙", ""), HU, day(25, 9, 0), "南墙根的绿地被翻了土，种了两行葱。")
            .photo(Scene::Garden)
            .then(day(25, 10, 10), CHEN, Accepts(""))
            .then(day(25, 10, 20), CHEN, Assigns("member:worker-5", "请周同志上门说说。"))
            .then(day(23, 19, 0), WORKER, Starts("上门了，老人舍不得，约好再谈。"))
            .then(day(20, 11, 0), WORKER, Finishes("收完这茬就不种了，草籽已经补上。"))
            .then(day(20, 15, 0), CHEN, Closes("")),
    ]
}

fn second_week() -> Vec<Story> {
    vec![
        Story::new(
            "basement_living",
            ("36", "3"),
            LI,
            day(24, 20, 50),
            "地下室最里面那间晚上有灯，像是住了人。",
        )
        .urgent()
        .photo(Scene::Cellar)
        .then(day(24, 21, 10), POLICE, Accepts("明天一早去看。"))
        .then(day(23, 9, 0), POLICE, Starts("见到了，是装修工人临时落脚。"))
        .then(day(22, 10, 0), POLICE, Finishes("已经搬走，房主答应不再让人住。"))
        .then(day(22, 20, 30), LI, Closes("晚上看了，没灯了。")),
        Story::new(
            "suspicious",
            ("34", "1"),
            ZHOU,
            day(23, 10, 5),
            "有两个人挨家敲门，说是检查燃气，没带证件。",
        )
        .danger()
        .then(day(23, 10, 12), POLICE, Accepts("我正在过去，先别开门。"))
        .then(day(23, 10, 20), HU, Says("我在楼下，看见他们进了3单元。"))
        .then(day(23, 11, 0), POLICE, Finishes("不是燃气公司的人，已经带回所里核实。请大家先看证件再开门。"))
        .then(day(23, 14, 0), OFFICE, Closes("各楼门都贴了提醒。")),
        Story::new("fire_lane", ("34", "2"), SUN, day(22, 19, 30), "蓝色皮卡横在通道口，消防车进不来。")
            .urgent()
            .photo(Scene::Van)
            .on_patrol(GRID, 22)
            .then(day(22, 20, 20), CHEN, Accepts("电话打通了，车主下来了。"))
            .then(day(22, 20, 40), CHEN, Finishes("已挪走。"))
            .then(day(21, 9, 0), CHEN, Closes("")),
        Story::new(
            "other",
            ("33", ""),
            HU,
            day(21, 20, 30),
            "33号楼和34号楼之间的路灯灭了两盏，晚上看不清台阶。",
        )
        .photo(Scene::Lamp)
        .then(day(20, 8, 50), CHEN, Accepts(""))
        .then(day(20, 9, 0), CHEN, Assigns(TO_PROPERTY, ""))
        .then(day(19, 16, 30), PROPERTY, Finishes("换了灯泡和一截老化的线。"))
        .then(day(19, 20, 30), HU, Closes("都亮了。")),
        Story::new("stairwell_clutter", ("36", "1"), WANG, day(21, 19, 30), "一楼楼梯底下塞满了纸壳和瓶子。")
            .photo(Scene::Boxes)
            .on_patrol(NEXT_GRID, 21)
            .then(day(20, 9, 30), ZHU, Accepts("住户老人在攒着卖，我联系废品站来收。"))
            .then(day(19, 10, 0), ZHU, Finishes("收走了，老人也高兴。"))
            .then(day(19, 11, 0), ZHU, Closes("")),
        Story::new("abandoned_bike", ("北门", ""), HU, day(18, 16, 20), "北门外墙边三辆共享单车倒了好几天。")
            .photo(Scene::Bikes)
            .then(day(18, 17, 0), CHEN, Accepts("给单车公司打了电话。"))
            .then(day(17, 10, 0), CHEN, Finishes("拉走了。"))
            .then(day(17, 20, 0), HU, Closes("")),
        Story::new("wire_charging", ("35", "2"), LI, day(17, 19, 30), "二楼走廊里充着两块电瓶，烫手。")
            .danger()
            .then(day(17, 20, 20), POLICE, Accepts(""))
            .then(day(17, 20, 50), POLICE, Finishes("电瓶已经拿走，讲了去年别处着火的事，住户认了错。"))
            .then(day(16, 9, 0), ZHU, Closes("")),
    ]
}
