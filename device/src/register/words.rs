//! The words of a register and the codes they mean. A word that is not here is not lost: the caller keeps it as a remark.

use super::text::{is_nothing, squeezed};

/// Words, and what they mean; the first of each is the one we write.
type Words = &'static [(&'static str, &'static [&'static str])];

pub(super) const TENANCIES: Words = &[
    (
        "owner",
        &[
            "自住",
            "自有",
            "自用",
            "业主自住",
            "自住房",
            "自有住房",
            "自有产权",
            "自购",
            "自购房",
            "户主自住",
            "房主自住",
        ],
    ),
    (
        "rented",
        &[
            "出租",
            "租赁",
            "租住",
            "出租房",
            "出租屋",
            "租房",
            "租用",
            "已出租",
            "承租",
            "合租",
            "群租",
            "租户",
            "租",
            "在租",
        ],
    ),
    (
        "vacant",
        &[
            "空置",
            "空房",
            "空置房",
            "闲置",
            "无人居住",
            "未入住",
            "没人住",
            "无人",
            "空户",
            "空关",
            "空关房",
            "空",
        ],
    ),
    (
        "business",
        &[
            "经营",
            "商用",
            "商铺",
            "门面",
            "门面房",
            "营业",
            "店铺",
            "办公",
            "经营用房",
            "商业",
            "经营性",
            "住改商",
        ],
    ),
];

pub(super) const RELATIONS: Words = &[
    ("head", &["户主", "本人", "户主本人", "本人户主", "自己"]),
    ("spouse", &["配偶", "妻", "夫", "妻子", "丈夫", "爱人", "老伴", "夫妻", "老婆", "老公"]),
    (
        "child",
        &[
            "子女",
            "子",
            "女",
            "儿子",
            "女儿",
            "儿",
            "长子",
            "次子",
            "三子",
            "四子",
            "长女",
            "次女",
            "三女",
            "四女",
            "大儿子",
            "二儿子",
            "小儿子",
            "大女儿",
            "二女儿",
            "小女儿",
            "独生子",
            "独生女",
            "养子",
            "养女",
            "继子",
            "继女",
            "之子",
            "之女",
            "孩子",
        ],
    ),
    ("parent", &["父母", "父", "母", "父亲", "母亲", "爸爸", "妈妈", "之父", "之母"]),
    ("tenant", &["租客", "租户", "承租人", "房客", "租住", "租房", "租住人", "合租", "合租人"]),
    ("other", &["其他", "其它", "其他亲属", "其它亲属"]),
];

pub(super) const SEXES: Words =
    &[("male", &["男", "男性", "m", "male", "1"]), ("female", &["女", "女性", "f", "female", "2"])];

/// Parts of words that are a care mark; 困境儿童 before 困难.
const CARE: &[(&str, &[&str])] = &[
    ("child", &["留守", "困境儿童"]),
    ("elder_alone", &["独居", "空巢"]),
    ("hardship", &["困难", "低保", "特困", "贫困", "五保", "低收入"]),
    ("disabled", &["残疾", "残障"]),
];

/// Words of a category column that are no mark.
const NO_CARE: &[&str] =
    &["普通", "一般", "普通居民", "一般居民", "普通人群", "一般人群", "常住", "正常", "否"];

/// The code of a word.
pub(super) fn code(words: Words, word: &str) -> Option<&'static str> {
    let word = squeezed(word).to_ascii_lowercase();
    let bare: String = word.chars().filter(|letter| !matches!(letter, '(' | ')' | '/' | '.')).collect();
    words
        .iter()
        .find(|(_, words)| words.iter().any(|known| *known == word || *known == bare))
        .map(|(code, _)| *code)
}

/// The word of a code; an unknown code is its own word.
pub(super) fn word(words: Words, code: &str) -> &str {
    words
        .iter()
        .find(|(known, _)| *known == code)
        .and_then(|(_, words)| words.first())
        .copied()
        .unwrap_or(code)
}

/// Yes or no, as people tick; none where it is neither.
pub(super) fn yes_or_no(mark: &str) -> Option<bool> {
    match squeezed(mark).to_ascii_lowercase().as_str() {
        "是" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "1" | "有" | "对" | "true" | "v" | "●" | "★"
        | "属于" => Some(true),
        "否" | "×" | "✗" | "✘" | "x" | "n" | "no" | "0" | "false" | "不是" | "非" | "□" | "☐" | "○"
        | "不属于" => Some(false),
        other if is_nothing(other) => Some(false),
        _ => None,
    }
}

/// The care mark that a word is; none where it is none.
pub(super) fn care(word: &str) -> Option<&'static str> {
    let word = squeezed(word);
    CARE.iter().find(|(_, parts)| parts.iter().any(|part| word.contains(part))).map(|(code, _)| *code)
}

/// Whether a category says that there is nothing to say.
pub(super) fn is_no_care(word: &str) -> bool {
    is_nothing(word) || NO_CARE.contains(&squeezed(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_codes_and_codes_have_words() {
        for words in [TENANCIES, RELATIONS, SEXES] {
            for (meant, known) in words {
                for one in *known {
                    assert_eq!(code(words, one), Some(*meant), "{one}");
                }
                assert_eq!(code(words, word(words, meant)), Some(*meant));
            }
        }
        assert_eq!(code(RELATIONS, "子/女"), Some("child"));
        assert_eq!(code(RELATIONS, "（ 户 主 ）"), Some("head"));
        assert_eq!(code(RELATIONS, "儿媳"), None);
        assert_eq!(word(RELATIONS, "cousin"), "cousin");
    }

    #[test]
    fn marks_and_care() {
        assert_eq!(["是", "√", "Y", "1", "有"].map(yes_or_no), [Some(true); 5]);
        assert_eq!(["否", "×", "N", "0", "无", "-"].map(yes_or_no), [Some(false); 6]);
        assert_eq!(yes_or_no("也许"), None);
        assert_eq!(
            ["空巢老人", "低保户", "困境儿童", "肢体残疾二级"].map(care),
            ["elder_alone", "hardship", "child", "disabled"].map(Some)
        );
        assert_eq!(care("退役军人"), None);
        assert!(is_no_care("普通居民"));
    }
}
