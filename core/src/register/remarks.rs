//! Remarks of homes and residents: one a line. Two phones that add one and the same remark, neither having heard the other, as when
//! one workbook is taken in on both, leave it in the text twice; it is read once.

/// Remarks as they are stored: each line has an end, so that one that another phone adds at the same place is a line of its own.
#[must_use]
pub(super) fn stored(words: String) -> String {
    if words.is_empty() || words.ends_with('\n') { words } else { words + "\n" }
}

/// Remarks as people read them: no line stands twice.
#[must_use]
pub(crate) fn read(stored: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in stored.trim_end().split('\n') {
        let repeated = !line.trim().is_empty() && lines.contains(&line);
        if !repeated {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_that_two_added_at_once_is_read_once() {
        for (stored, shown) in [
            ("", ""),
            ("腿脚不便\n", "腿脚不便"),
            ("腿脚不便\n腿脚不便\n", "腿脚不便"),
            ("腿脚不便\n养了一条狗\n腿脚不便\n", "腿脚不便\n养了一条狗"),
            ("第一段\n\n第二段\n", "第一段\n\n第二段"),
            ("哈哈", "哈哈"),
        ] {
            assert_eq!(read(stored), shown, "{stored:?}");
        }
        assert_eq!(stored("腿脚不便".into()), "腿脚不便\n");
        assert_eq!(stored("腿脚不便\n".into()), "腿脚不便\n");
        assert_eq!(stored(String::new()), "");
    }
}
