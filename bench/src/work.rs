//! The reports: made up, all different, the same in every run.

use jinshui_core::command::{Command, HazardReportArgs};
use jinshui_core::hazard::{Category, Place, Point, Severity};
use jinshui_device::{App, Files};

use crate::Result;

/// What people say, put together in different ways.
const WHERE: &[&str] =
    &["北门里面", "单元门口", "车棚旁边", "地下室入口", "三楼拐角", "小花园东边", "配电箱前面"];
const WHAT: &[&str] = &[
    "堆着纸箱和旧家具，过不去人",
    "停了一辆面包车，占着消防通道",
    "有人从窗户拉线下来充电",
    "两辆自行车落满灰，没人骑",
    "垃圾袋破了，流了一地",
];
const THEN: &[&str] = &["，已经跟住户说了。", "，敲门没人应。", "，昨天也有。", "，请物业来看一下。"];

/// The `n`th report.
pub(crate) fn report(n: usize) -> HazardReportArgs {
    let pick =
        |from: &[&'static str], step: usize| from.get(n * step % from.len()).copied().unwrap_or_default();
    let category = Category::ALL.get(n % Category::ALL.len()).cloned().unwrap_or(Category::Other);
    let severity = if n.is_multiple_of(7) { Severity::Urgent } else { Severity::Normal };
    let off = f64::from(u32::try_from(n % 1_000).unwrap_or_default()) / 1e5;
    HazardReportArgs {
        id: None,
        category,
        severity: Some(severity),
        place: Some(Place { building: "33".to_owned(), unit: (n % 3 + 1).to_string() }),
        point: Some(Point { lat: 37.4346 + off, lon: 118.6747 - off, accuracy: Some(12.0) }),
        words: format!("{}{}{}", pick(WHERE, 3), pick(WHAT, 1), pick(THEN, 5)),
        patrol: None,
        photos: Vec::new(),
    }
}

/// What somebody says about the `n`th report.
pub(crate) fn remark(n: usize) -> String {
    let pick =
        |from: &[&'static str], step: usize| from.get(n * step % from.len()).copied().unwrap_or_default();
    format!("{}那边{}", pick(WHERE, 5), pick(THEN, 3))
}

/// Reports through the same door as a tap.
pub(crate) async fn tap(app: &App, n: usize) -> Result<()> {
    app.execute(Command::HazardReport(report(n)), Files::Refused).await?;
    Ok(())
}
