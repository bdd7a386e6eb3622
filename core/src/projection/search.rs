//! Text for full-text search of Chinese: each character outside ASCII becomes a word of its own, so that words of one and
//! two characters are found as phrases; runs of letters and digits stay words.

/// The text as it is indexed.
#[must_use]
pub fn search_text(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        for token in tokens(part) {
            text.push_str(&token);
            text.push(' ');
        }
        // A word of its own between parts keeps a phrase from running over from one into the next.
        text.push_str("· ");
    }
    text
}

/// An FTS5 query that finds rows with every word of what a person typed; `None` where there is nothing to find.
#[must_use]
pub fn match_query(typed: &str) -> Option<String> {
    let phrases: Vec<String> = typed
        .split_whitespace()
        .map(|word| tokens(word).join(" "))
        .filter(|phrase| !phrase.is_empty())
        .map(|phrase| format!("\"{phrase}\""))
        .collect();
    // The last ASCII word may be half typed, so it matches as a beginning.
    let half_typed = typed.ends_with(|c: char| c.is_ascii_alphanumeric());
    (!phrases.is_empty()).then(|| phrases.join(" AND ") + if half_typed { "*" } else { "" })
}

fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            tokens.push(c.to_string());
        }
    }
    if !word.is_empty() {
        tokens.push(word);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_words_and_ascii_stays_whole() {
        assert_eq!(search_text(&["3号楼 消防A12通道"]), "3 号 楼 消 防 a12 通 道 · ");
        assert_eq!(match_query("消防  通道").as_deref(), Some("\"消 防\" AND \"通 道\""));
        assert_eq!(match_query("防").as_deref(), Some("\"防\""));
        assert_eq!(match_query("a1").as_deref(), Some("\"a1\"*"));
    }

    #[test]
    fn nothing_typed_or_only_signs_finds_no_query() {
        for typed in ["", "  ", "\"*\" - ()", "、。"] {
            assert_eq!(match_query(typed), None, "{typed}");
        }
    }
}
