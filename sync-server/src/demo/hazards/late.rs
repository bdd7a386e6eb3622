//! The second half of the month: much of it is dealt with, some of it has stood for too long.

use super::super::calendar::day;
use super::super::people::{
    CHEN, GRID, HU, LI, NEXT_GRID, POLICE, PROPERTY, SUN, WANG, WORKER, YANG, ZHAO, ZHOU, ZHU,
};
use super::super::picture::Scene;
use super::story::Step::{Accepts, Assigns, Closes, Finishes, Reopens, Says, Starts};
use super::story::{Story, TO_PROPERTY};

/// The stories.
pub(super) fn stories() -> Vec<Story> {
    let mut all = third_week();
    all.extend(last_week());
    all
}

fn third_week() -> Vec<Story> {
    vec![
        Story::new("fire_lane", ("35", "3"), WANG, day(16, 8, 10), "3单元门前的通道被一辆黑色轿车占着。")
            .urgent()
            .photo(Scene::Van)
            .then(day(16, 9, 0), ZHU, Accepts(""))
            .then(day(16, 9, 10), ZHU, Assigns(TO_PROPERTY, "请联系车主。"))
            .then(day(16, 11, 0), PROPERTY, Finishes("挪到车位上了。"))
            .then(day(15, 9, 0), ZHU, Closes(""))
            .then(day(4, 18, 50), WANG, Reopens("又停回来了，还是那辆车，连着三天了。")),
        Story::new(
            "spoilt_green",
            ("34", "3"),
            ZHOU,
            day(14, 9, 20),
            "3单元窗前的冬青被拔了一片，围了竹竿。",
        )
        .photo(Scene::Garden)
        .then(day(14, 11, 0), CHEN, Accepts(""))
        .then(day(14, 11, 10), CHEN, Assigns("member:worker-5", ""))
        .then(day(12, 18, 40), WORKER, Starts("见到住户了，约了周末再谈。"))
        .then(day(6, 9, 0), ZHOU, Says("竹竿还在，又多了几盆。")),
        Story::new(
            "abandoned_bike",
            ("36", "2"),
            LI,
            day(13, 15, 30),
            "车棚里一辆没有座的自行车，锁在柱子上，快一年没动了。",
        )
        .photo(Scene::Bikes)
        .then(day(13, 17, 0), ZHU, Accepts(""))
        .then(day(13, 17, 10), ZHU, Assigns(TO_PROPERTY, "请贴通知，期满剪锁。")),
        Story::new("other", ("34", "1"), ZHOU, day(11, 7, 50), "门前井盖缺了一角，孩子上学都从这儿走。")
            .danger()
            .photo(Scene::Cover)
            .then(day(11, 8, 5), CHEN, Accepts("先放了锥桶。"))
            .then(day(11, 8, 20), CHEN, Assigns(TO_PROPERTY, "请今天换。"))
            .then(day(11, 10, 0), PROPERTY, Starts("规格特殊，已经订货。"))
            .then(day(2, 16, 30), PROPERTY, Finishes("新井盖换好了，请来看看。")),
        Story::new(
            "basement_living",
            ("33", "3"),
            YANG,
            day(10, 21, 20),
            "地下室东头那间有炒菜的味道，门缝有光。",
        )
        .urgent()
        .then(day(9, 9, 0), POLICE, Accepts("去了一次，没人应门，晚上再去。"))
        .then(day(8, 9, 30), YANG, Says("昨晚又有灯。")),
        Story::new("litter", ("小广场", ""), HU, day(9, 20, 30), "小广场长椅边一地瓜子皮和饮料瓶。")
            .then(day(8, 8, 30), CHEN, Accepts(""))
            .then(day(8, 9, 0), CHEN, Finishes("保洁扫过了，加了一个垃圾桶。"))
            .then(day(8, 20, 0), HU, Closes("")),
        Story::new("wire_charging", ("33", "2"), ZHAO, day(8, 7, 40), "五楼的插线板垂到三楼，下雨也不收。")
            .danger()
            .photo(Scene::Wire)
            .then(day(8, 8, 10), CHEN, Accepts(""))
            .then(day(8, 12, 20), CHEN, Finishes("收了，帮住户在充电棚办了卡。"))
            .then(day(8, 17, 0), ZHAO, Closes("谢谢陈老师。")),
        Story::new(
            "fire_lane",
            ("33", "1"),
            SUN,
            day(8, 19, 30),
            "送货的三轮车停在通道上卸货，让了二十分钟才走。",
        )
        .on_patrol(GRID, 8)
        .then(day(7, 9, 0), CHEN, Accepts(""))
        .then(day(7, 10, 0), CHEN, Finishes("和楼下小店说了，以后在北门卸货。"))
        .then(day(7, 15, 0), CHEN, Closes("")),
    ]
}

fn last_week() -> Vec<Story> {
    vec![
        Story::new("stairwell_clutter", ("35", "1"), LI, day(7, 19, 30), "四楼防火门后面堆着两张旧沙发。")
            .photo(Scene::Boxes)
            .on_patrol(NEXT_GRID, 7)
            .then(day(6, 9, 0), ZHU, Accepts(""))
            .then(day(6, 10, 0), ZHU, Starts("住户说找到车就搬。"))
            .then(day(1, 18, 0), ZHU, Finishes("沙发搬走了，请再看一眼。")),
        Story::new("spoilt_green", ("东门", ""), WANG, day(6, 16, 0), "东门花坛里有人埋了一排白菜。")
            .photo(Scene::Garden),
        Story::new(
            "suspicious",
            ("33", "1"),
            YANG,
            day(5, 14, 20),
            "有人在楼道里往门上贴小卡片，问他找谁说不上来。",
        )
        .urgent()
        .then(day(5, 14, 35), POLICE, Accepts(""))
        .then(day(5, 15, 10), POLICE, Finishes("是发开锁广告的，卡片已经清掉，教育后放走。"))
        .then(day(5, 17, 0), CHEN, Closes("")),
        Story::new("litter", ("34", "3"), SUN, day(4, 19, 30), "垃圾桶满了，周围堆了一圈袋子，有味儿。")
            .photo(Scene::Bags)
            .on_patrol(GRID, 4)
            .then(day(3, 8, 40), CHEN, Accepts(""))
            .then(day(3, 8, 50), CHEN, Assigns(TO_PROPERTY, "请加一趟车。"))
            .then(day(3, 14, 0), PROPERTY, Starts("跟环卫约了，这两天改成一天两趟。")),
        Story::new("wire_charging", ("36", "1"), LI, day(4, 20, 40), "六楼从窗户往下放线，接在一楼的车上。")
            .urgent()
            .then(day(3, 9, 0), ZHU, Accepts(""))
            .then(day(3, 9, 10), ZHU, Assigns("member:police-1", "说过两回了，请朱警官也去一趟。")),
    ]
}
