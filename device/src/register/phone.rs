//! Telephone numbers as they stand in cells.

use super::text;

/// What a cell says of telephones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phones {
    /// The first number: eleven digits, or a landline as 0546-8123456.
    pub(super) first: Option<String>,
    /// The whole cell, where it says more than that number.
    pub(super) more: Option<String>,
}

/// Reads a cell; none where it is not a telephone number.
pub(super) fn read(cell: &str) -> Option<Phones> {
    let plain = text::plain(cell);
    let parts: Vec<_> = plain
        .split(['/', '、', ',', ';', '或', '和', '|', '\\'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let mut found = Vec::new();
    for part in &parts {
        found.append(&mut numbers(part)?);
    }
    let first = found.first()?.clone();
    let says_more = found.len() > 1 || !is_only_a_number(&plain);
    Some(Phones { first: Some(first), more: says_more.then(|| cell.to_owned()) })
}

/// The digits of a number that a cell holds as one: 13800138000, never 1.38E+10 as text, whose last digits are lost.
pub(super) fn of_number(number: f64) -> Option<Phones> {
    let first = one(&format!("{number:.0}")).filter(|_| number.fract() == 0.0)?;
    Some(Phones { first: Some(first), more: None })
}

/// The numbers of a part: one, however it is grouped, or several with spaces between them. Words beside them are let pass.
fn numbers(part: &str) -> Option<Vec<String>> {
    let runs = grouped(part);
    if runs.is_empty() {
        // Only words: a note beside a number, as in 13800138000/儿子.
        return (!part.chars().any(|letter| letter.is_ascii_digit() || letter == '*')).then(Vec::new);
    }
    let mut numbers = Vec::new();
    for run in runs {
        let joined: String = run.concat();
        match one(&joined) {
            Some(number) => numbers.push(number),
            None => {
                for group in run {
                    numbers.append(&mut one(&group).map(|number| vec![number]).or_else(|| two(&group))?);
                }
            }
        }
    }
    Some(numbers)
}

/// Runs of groups of digits: spaces part groups, and words part runs. Dashes, dots and brackets inside a group are left out.
fn grouped(part: &str) -> Vec<Vec<String>> {
    let (mut runs, mut run, mut group) = (Vec::new(), Vec::new(), String::new());
    for letter in part.chars().chain(['|']) {
        match letter {
            '0'..='9' | '*' => group.push(letter),
            '-' | '.' | '(' | ')' | '+' | '_' | '~' | '\'' | '’' | '‘' => {}
            _ => {
                if !group.is_empty() {
                    run.push(std::mem::take(&mut group));
                }
                if letter != ' ' && !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
            }
        }
    }
    runs
}

/// Two mobiles written into one another.
fn two(digits: &str) -> Option<Vec<String>> {
    let (first, second) = (digits.len() == 22).then(|| digits.split_at_checked(11)).flatten()?;
    Some(vec![one(first)?, one(second)?])
}

/// One number in our form.
fn one(digits: &str) -> Option<String> {
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let home = ["0086", "86"].iter().find_map(|country| {
        digits.strip_prefix(country).filter(|rest| rest.len() == 11 && rest.starts_with('1'))
    });
    let digits = home.unwrap_or(digits);
    let second = digits.as_bytes().get(1).copied().unwrap_or_default();
    match digits.len() {
        11 if digits.starts_with('1') && second >= b'3' => Some(digits.to_owned()),
        10..=12 if digits.starts_with('0') && (b'1'..=b'9').contains(&second) => {
            let area = if second <= b'2' { 3 } else { 4 };
            let (area, number) = digits.split_at_checked(area)?;
            matches!(number.len(), 7 | 8).then(|| format!("{area}-{number}"))
        }
        7 | 8 if !digits.starts_with(['0', '1']) => Some(digits.to_owned()),
        10 if digits.starts_with("400") || digits.starts_with("800") => Some(digits.to_owned()),
        5 if digits.starts_with("95") || digits.starts_with("96") || digits.starts_with("12") => {
            Some(digits.to_owned())
        }
        _ => None,
    }
}

/// Whether there is nothing but one number, however it is grouped.
fn is_only_a_number(plain: &str) -> bool {
    plain.chars().all(|letter| {
        letter.is_ascii_digit()
            || matches!(letter, ' ' | '-' | '.' | '(' | ')' | '+' | '_' | '\'' | '’' | '‘')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (cell, number) in [
            ("13800138000", "13800138000"),
            ("138 0013 8000", "13800138000"),
            ("138-0013-8000", "13800138000"),
            ("+86 138 0013 8000", "13800138000"),
            ("0086-13800138000", "13800138000"),
            ("（0546）8123456", "0546-8123456"),
            ("0546-8123456", "0546-8123456"),
            ("0546 8123456", "0546-8123456"),
            ("010-81234567", "010-81234567"),
            ("02181234567", "021-81234567"),
            ("8123456", "8123456"),
        ] {
            let phones = Phones { first: Some(number.to_owned()), more: None };
            assert_eq!(read(cell), Some(phones), "{cell}");
            assert_eq!(read(number).and_then(|read| read.first).as_deref(), Some(number), "as we write it");
        }
        assert_eq!(of_number(1.39E10).and_then(|phones| phones.first).as_deref(), Some("13900000000"));
        assert_eq!(of_number(13800138000.5), None);
    }

    #[test]
    fn a_cell_that_says_more_is_kept_whole() {
        for cell in [
            "13800138000/13900139000",
            "13800138000 13900139000",
            "1380013800013900139000",
            "13800138000（儿子）",
            "女儿13800138000",
            "13800138000、0546-8123456",
            "138 0013 8000，139 0013 9000",
        ] {
            let phones = read(cell).unwrap();
            assert_eq!(phones.first.as_deref(), Some("13800138000"), "{cell}");
            assert_eq!(phones.more.as_deref(), Some(cell));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for cell in
            ["138****8000", "1380013800", "138001380000", "1.38E+10", "见备注", "12", "", "/", "0546-"]
        {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
