//! Text as people type it into cells: full-width letters, spaces and marks that nobody sees, numbers that must not get in.

/// A text as it is kept: without what cannot be seen, full-width digits and letters made plain, one space or one line break
/// where there are several. Chinese punctuation stays as it is. Two texts that differ only in this are the same.
#[must_use]
pub fn tidy(text: &str) -> String {
    let seen = text.chars().filter(|letter| {
        !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
    });
    let (mut tidy, mut gap) = (String::with_capacity(text.len()), None);
    for letter in seen {
        match letter {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => gap = Some('\n'),
            _ if letter.is_whitespace() || letter.is_control() => gap = gap.or(Some(' ')),
            _ => {
                tidy.extend(gap.take().filter(|_| !tidy.is_empty()));
                tidy.push(narrow_letter(letter));
            }
        }
    }
    tidy
}

fn narrow_letter(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => narrow(letter),
        other => other,
    }
}

/// The plain form of any full-width character: `（` becomes `(`.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(letter) - 0xff01 + u32::from('!')).unwrap_or(letter)
        }
        '—' | '–' | '‐' | '‑' | '−' | '―' => '-',
        '。' => '.',
        '【' | '〔' => '(',
        '】' | '〕' => ')',
        other => other,
    }
}

/// Whether it is a letter of no alphabet, as Chinese ones are.
pub(super) fn is_han(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphabetic()
}

/// For codes, numbers and headings: everything plain, no spaces.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect()
}

/// Plain, but with the spaces.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// Words that people write where there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = squeezed(text);
    matches!(
        text.as_str(),
        "" | "无"
            | "暂无"
            | "没有"
            | "不详"
            | "未知"
            | "不知"
            | "空"
            | "无电话"
            | "/"
            | "\\"
            | "-"
            | "--"
            | "---"
            | "n/a"
            | "N/A"
            | "未填"
            | "不清楚"
            | "待补"
            | "待补充"
            | "待核实"
    )
}

/// A value as a refusal shows it: short, and without a number that must not get in.
pub(super) fn short(text: &str) -> String {
    const SHOWN: usize = 40;
    if has_long_number(text) {
        return "***".to_owned();
    }
    let text = text.replace('\n', " ");
    if text.chars().count() > SHOWN {
        return text.chars().take(SHOWN).chain(['…']).collect();
    }
    text
}

/// Whether there is a number as of an identity card (18, before 15) or a bank card (16 to 19) in it, also one that is
/// written with spaces or dashes if it has an identity card's birthday.
pub(super) fn has_long_number(text: &str) -> bool {
    /// Digits of the older identity cards; no telephone number is as long.
    const LONG: usize = 15;
    let text = plain(text);
    let (mut run, mut joined) = (0, String::new());
    for letter in text.chars() {
        run = if letter.is_ascii_digit() { run + 1 } else { 0 };
        if run >= LONG {
            return true;
        }
        match letter {
            'x' | 'X' | '0'..='9' => joined.push(letter),
            ' ' | '\n' | '-' | '.' | '_' | ',' | '\'' | '*' => {}
            _ => joined.push('|'),
        }
    }
    joined.split('|').any(|digits| {
        let digits: Vec<_> = digits.chars().collect();
        digits.windows(18).any(is_identity_card)
    })
}

/// Eighteen digits, the last of which may be an X, with a date of birth from the seventh.
fn is_identity_card(digits: &[char]) -> bool {
    let Some((last, body)) = digits.split_last() else { return false };
    let digit = |digit: &char| digit.to_digit(10).unwrap_or_default();
    let number = |from: usize, many: usize| {
        body.iter().skip(from).take(many).fold(0, |number, next| number * 10 + digit(next))
    };
    body.iter().all(char::is_ascii_digit)
        && (last.is_ascii_digit() || last.eq_ignore_ascii_case(&'x'))
        && (1890..=2100).contains(&number(6, 4))
        && (1..=12).contains(&number(10, 2))
        && (1..=31).contains(&number(12, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_gone_and_what_is_wide_is_plain() {
        assert_eq!(
            tidy(" \u{3000}３号\u{200b}楼 \r\n ２单元\u{a0}\u{a0}Ａ，（东）\n"),
            "3号楼\n2单元 A，（东）"
        );
        assert_eq!(squeezed("联 系\n电 话（必填）："), "联系电话(必填):");
        assert_eq!(tidy("\u{feff}\u{3000}"), "");
    }

    #[test]
    fn numbers_of_cards_are_found_however_they_are_written() {
        for number in [
            "370502198001011239",
            "证件 37050219800101123X 已核",
            "３７０５０２１９８００１０１１２３９",
            "370502 19800101 1239",
            "370502-19800101-123x",
            "370502800101123",
            "6222021602001234567",
        ] {
            assert!(has_long_number(number), "{number}");
            assert_eq!(short(number), "***");
        }
        for number in ["13800138000 13900139000", "8123456 13800138000", "0546-8123456转801", "20200305"] {
            assert!(!has_long_number(number), "{number}");
        }
    }
}
