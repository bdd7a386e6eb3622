//! The columns of a register and the headings people give them.

use super::error::Passed;
use super::text;

/// What a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Column {
    Building,
    Unit,
    Room,
    /// Building, unit and room in one.
    Address,
    Name,
    /// The head of the household, beside or instead of the name.
    Head,
    Relation,
    Phone,
    Sex,
    Born,
    MovedIn,
    MovedOut,
    Tenancy,
    /// 是否出租: a yes means rented.
    IsRented,
    /// 是否空置: a yes means vacant.
    IsVacant,
    Owner,
    OwnerPhone,
    ElderAlone,
    Hardship,
    Disabled,
    Child,
    /// One column that lists what the four above say.
    Category,
    Remark,
}

impl Column {
    /// The stable code, as a preview names it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Column::Building => "building",
            Column::Unit => "unit",
            Column::Room => "room",
            Column::Address => "address",
            Column::Name => "name",
            Column::Head => "head",
            Column::Relation => "relation",
            Column::Phone => "phone",
            Column::Sex => "sex",
            Column::Born => "born",
            Column::MovedIn => "moved_in",
            Column::MovedOut => "moved_out",
            Column::Tenancy | Column::IsRented | Column::IsVacant => "tenancy",
            Column::Owner => "owner",
            Column::OwnerPhone => "owner_phone",
            Column::ElderAlone => "elder_alone",
            Column::Hardship => "hardship",
            Column::Disabled => "disabled",
            Column::Child => "child",
            Column::Category => "category",
            Column::Remark => "remark",
        }
    }

    /// Whether a vertically merged cell of the column speaks for each row it covers.
    pub(super) fn is_of_the_home(self) -> bool {
        use Column::{Address, Building, Head, IsRented, IsVacant, Owner, OwnerPhone, Room, Tenancy, Unit};
        matches!(
            self,
            Building | Unit | Room | Address | Head | Tenancy | IsRented | IsVacant | Owner | OwnerPhone
        )
    }

    /// Whether it says where a home is.
    pub(super) fn is_place(self) -> bool {
        matches!(self, Column::Building | Column::Unit | Column::Room | Column::Address)
    }

    /// Whether several columns of the kind may stand side by side: more telephones, more remarks.
    pub(super) fn may_repeat(self) -> bool {
        matches!(self, Column::Phone | Column::Remark)
    }
}

/// Headings, without spaces, brackets and marks. The first of each is the one we write ourselves.
#[rustfmt::skip]
pub(super) const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Building, &["楼号", "楼栋", "楼栋号", "栋号", "栋", "楼幢", "楼幢号", "幢", "幢号", "楼", "楼座", "座号", "楼宇",
        "所在楼栋", "楼栋名称", "楼栋单元", "楼号单元", "楼单元", "几号楼"]),
    (Column::Unit, &["单元", "单元号", "门洞", "门洞号", "单元门", "所在单元", "几单元"]),
    (Column::Room, &["房号", "室号", "门牌号", "门牌号码", "门牌", "房间号", "房间", "户室", "室", "房屋号", "门号", "住房号",
        "房屋门牌号", "单元房号", "单元室", "单元室号", "几室"]),
    (Column::Address, &["地址", "住址", "详细地址", "家庭住址", "家庭地址", "居住地址", "居住地", "现住址", "现居住地",
        "现居住地址", "住房地址", "房屋地址", "房屋坐落", "坐落", "房屋位置", "门牌地址", "小区地址", "详细住址", "居住详址",
        "楼栋单元房号", "楼号单元房号", "楼号单元室", "楼单元室", "楼单元房", "楼栋单元室", "楼栋门牌", "楼栋房号", "楼号房号", "楼栋单元室号",
        "楼号单元室号", "楼单元房号", "楼单元室号"]),
    (Column::Name, &["姓名", "住户姓名", "居民姓名", "人员姓名", "成员姓名", "家庭成员", "家庭成员姓名", "住户", "居民", "居住人",
        "居住人姓名", "居住人员", "实际居住人", "实际居住人姓名", "名字"]),
    (Column::Head, &["户主", "户主姓名", "户主名字", "户主名称"]),
    (Column::Relation, &["与户主关系", "关系", "与户主的关系", "户主关系", "与户主之关系", "家庭关系", "成员关系", "同户主关系"]),
    (Column::Phone, &["电话", "联系电话", "电话号码", "联系电话号码", "手机", "手机号", "手机号码", "手机电话", "联系方式", "联系手机",
        "联系号码", "移动电话", "本人电话", "本人联系电话", "住户电话", "居民电话", "户主电话", "户主联系电话", "户主手机", "户主手机号",
        "固定电话", "座机", "家庭电话", "常用电话", "其他电话", "备用电话", "电话1", "电话2", "联系电话1", "联系电话2", "手机1", "手机2",
        "手机号1", "手机号2"]),
    (Column::Sex, &["性别", "男女"]),
    (Column::Born, &["出生日期", "出生年月", "生日", "出生年月日", "出生", "出生时间", "出生年份", "出生日"]),
    (Column::MovedIn, &["入住日期", "入住时间", "迁入日期", "迁入时间", "搬入日期", "搬入时间", "入住", "入住年月", "来居时间",
        "入户时间", "何时入住"]),
    (Column::MovedOut, &["搬离日期", "搬离时间", "搬离", "迁出日期", "迁出时间", "搬出日期", "搬出时间", "退租日期", "退租时间",
        "离开时间", "搬走时间"]),
    (Column::Tenancy, &["住房性质", "居住类型", "租住情况", "居住情况", "居住性质", "居住方式", "居住状况", "居住状态", "房屋性质",
        "房屋用途", "房屋状态", "房屋状况", "房屋情况", "房屋使用情况", "使用情况", "住房情况", "住房类型", "入住情况", "自住出租",
        "自住或出租", "自住出租空置"]),
    (Column::IsRented, &["是否出租", "是否租住", "是否出租房", "是否出租屋", "是否租赁", "出租房"]),
    (Column::IsVacant, &["是否空置", "空置", "是否空房"]),
    (Column::Owner, &["房主", "房主姓名", "产权人", "产权人姓名", "业主", "业主姓名", "房东", "房东姓名", "房屋所有人", "所有权人",
        "房屋产权人"]),
    (Column::OwnerPhone, &["房主电话"]),
    (Column::ElderAlone, &["独居老人"]),
    (Column::Hardship, &["困难家庭"]),
    (Column::Disabled, &["残疾人"]),
    (Column::Child, &["留守儿童"]),
    (Column::Category, &["人员类别", "关爱类别", "人员类型", "特殊人群", "重点人群", "关爱对象", "关爱人群", "人群类别", "困难类型",
        "居民类别", "帮扶类别", "特殊群体", "关爱标签", "人员分类", "重点关爱对象"]),
    (Column::Remark, &["备注", "备注信息", "备注说明", "说明", "情况说明", "附注", "其他", "其它", "其他情况", "其他说明"]),
];

/// What stands before 电话 where it is the owner's.
const OWNERS: &[&str] = &[
    "房主",
    "房主姓名",
    "产权人",
    "业主",
    "房东",
    "房屋所有人",
    "所有权人",
    "房屋产权人",
    "房东姓名",
    "业主姓名",
];

/// Known headings of what is not kept.
const NOT_KEPT: &[&str] =
    &["序号", "编号", "序", "年龄", "岁数", "民族", "文化程度", "政治面貌", "工作单位", "户籍地址", "户籍地"];

/// Parts of headings above the numbers of papers and cards.
const PAPERS: &[&str] =
    &["身份证", "证件号", "证号", "公民身份", "护照", "银行卡", "卡号", "社保号", "社会保障号", "身份号"];

/// Parts of headings above a care mark.
const CARE: &[(Column, &[&str])] = &[
    (Column::Child, &["留守儿童", "困境儿童", "留守"]),
    (Column::ElderAlone, &["独居", "空巢"]),
    (Column::Hardship, &["困难", "低保", "特困", "贫困"]),
    (Column::Disabled, &["残疾", "残障"]),
];

/// A heading without what people decorate it with: spaces, brackets and what is in them, stars, colons, slashes.
pub(super) fn bare(heading: &str) -> String {
    let (mut bare, mut depth) = (String::new(), 0_u32);
    for letter in text::squeezed(heading).chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '*' | ':' | '/' | '-' | '_' | '、' | '·' | ',' | '.' | '"' | '\'' | '“' | '”' | '+' | '#'
            | '|' | '?' | '!' => {}
            _ if depth == 0 => bare.push(letter.to_ascii_lowercase()),
            _ => {}
        }
    }
    bare
}

/// What a heading means, or why its column is passed over.
pub(super) fn meaning(heading: &str) -> Result<Column, Passed> {
    let bare = bare(heading);
    let named = |words: &[&str]| words.contains(&bare.as_str());
    let part = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if part(PAPERS) || text::has_long_number(heading) {
        return Err(Passed::IdentityNumber);
    }
    if let Some((column, _)) = HEADINGS.iter().find(|(_, words)| named(words)) {
        return Ok(*column);
    }
    let of_owner =
        |owner: &str| bare.strip_prefix(owner).is_some_and(|rest| meaning_of(Column::Phone).contains(&rest));
    if OWNERS.iter().any(|owner| of_owner(owner)) {
        return Ok(Column::OwnerPhone);
    }
    if named(NOT_KEPT) {
        return Err(Passed::NotKept);
    }
    // Only short ones: a sentence of a title may well name 困难家庭.
    const CARE_LETTERS: usize = 10;
    let care = CARE.iter().find(|(_, words)| part(words) && bare.chars().count() <= CARE_LETTERS);
    care.map(|(column, _)| *column).ok_or(Passed::Unknown)
}

fn meaning_of(column: Column) -> &'static [&'static str] {
    HEADINGS.iter().find(|(known, _)| *known == column).map_or(&[], |(_, words)| words)
}

/// The heading that we write.
pub(super) fn heading(column: Column) -> &'static str {
    meaning_of(column).first().copied().unwrap_or_default()
}

/// A column's letter, as people see it: 0 is A, 26 is AA.
pub(super) fn letter(column: u32) -> String {
    let (mut letters, mut left) = (Vec::new(), column + 1);
    while left > 0 {
        let at = (left - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(at).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_decorated() {
        for (heading, column) in [
            ("联 系\n电 话（必填）", Column::Phone),
            ("*姓  名：", Column::Name),
            ("楼-单元-室", Column::Address),
            ("房东联系电话", Column::OwnerPhone),
            ("业主手机号", Column::OwnerPhone),
            ("是否低保户", Column::Hardship),
            ("空巢/独居老人", Column::ElderAlone),
            ("住房性质（自住、出租、空置）", Column::Tenancy),
            ("ＢＵＩＬＤＩＮＧ楼号", Column::Building),
        ] {
            let found = meaning(heading);
            if heading.starts_with('Ｂ') {
                assert_eq!(found, Err(Passed::Unknown));
            } else {
                assert_eq!(found, Ok(column), "{heading}");
            }
        }
        for heading in ["身份证号", "证件号码", "残疾证号", "公民身份号码", "银行卡号"]
        {
            assert_eq!(meaning(heading), Err(Passed::IdentityNumber), "{heading}");
        }
        assert_eq!(meaning("序 号"), Err(Passed::NotKept));
    }

    #[test]
    fn each_heading_means_one_thing() {
        for (column, words) in HEADINGS {
            for word in *words {
                assert_eq!(meaning(word), Ok(*column), "{word}");
                assert_eq!(bare(word), *word);
            }
        }
    }

    #[test]
    fn letters_of_columns() {
        assert_eq!([0, 25, 26, 199].map(letter), ["A", "Z", "AA", "GR"]);
    }
}
