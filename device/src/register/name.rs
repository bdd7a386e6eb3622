//! People's names as they are kept, typed at a door or written in a cell: one form, since a resident's record is named by it (R2).

use super::Why;
use super::text::{self, is_han};

/// Characters of a name at most.
pub(super) const LONGEST: usize = 40;

/// A name as it is kept: 张 三 is 张三; 张三 李四 are two.
pub(super) fn read(typed: &str) -> Result<String, Why> {
    let plain = text::plain(&text::tidy(typed));
    let name = plain.trim();
    if name.contains(['、', ',', ';', '/', '，']) {
        return Err(Why::SeveralNames);
    }
    let parts: Vec<_> = name.split([' ', '\n']).collect();
    let han = parts.iter().filter(|part| part.chars().count() > 1 && part.chars().all(is_han)).count();
    if han > 1 && parts.len() == han {
        return Err(Why::SeveralNames);
    }
    let name = if name.chars().any(is_han) { parts.concat() } else { name.to_owned() };
    let digits = name.chars().filter(char::is_ascii_digit).count();
    if !name.chars().any(char::is_alphabetic) || digits > 3 {
        return Err(Why::BadName);
    }
    if name.chars().count() > LONGEST { Err(Why::NameTooLong) } else { Ok(name) }
}
