//! Text for full-text search of Chinese: each character outside ASCII becomes a word of its own, so that words of one and
//! two characters are found as phrases; runs of letters and digits stay words. Beside it the initials of pinyin, so that “wxy”
//! finds 王秀英.

use pinyin::ToPinyin;

/// What a record is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findable {
    /// The text as it is indexed.
    pub text: String,
    /// The initials of pinyin of each part, letters and digits as they are.
    pub initials: String,
}

impl Findable {
    /// Of these parts; a phrase does not run over from one into the next.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut findable = Findable::default();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            for token in tokens(part) {
                findable.text.push_str(&token);
                findable.text.push(' ');
            }
            // A word of its own between parts keeps a phrase from running over.
            findable.text.push_str("· ");
            findable.initials.push_str(&initials(part));
            findable.initials.push(' ');
        }
        findable
    }
}

/// One word that a person typed. A record has it if its text matches the phrase, or its initials hold the letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// As it was typed, in small letters.
    pub typed: String,
    /// An FTS5 phrase.
    pub phrase: String,
    /// The letters, where it is made of ASCII letters and digits alone.
    pub letters: Option<String>,
}

/// Every word that a person typed; all of them must occur. `None` where something was typed and nothing of it can be found.
#[must_use]
pub fn sought(typed: &str) -> Option<Vec<Sought>> {
    let words: Vec<Sought> = typed.split_whitespace().filter_map(word).collect();
    (!words.is_empty() || typed.trim().is_empty()).then_some(words)
}

fn word(typed: &str) -> Option<Sought> {
    let phrase = tokens(typed).join(" ");
    if phrase.is_empty() {
        return None;
    }
    // A word of letters or digits may be half typed, so it matches as a beginning.
    let half_typed = typed.ends_with(|c: char| c.is_ascii_alphanumeric());
    let letters = typed.chars().all(|c| c.is_ascii_alphanumeric()).then(|| typed.to_ascii_lowercase());
    let lower = typed.to_lowercase();
    Some(Sought {
        typed: lower,
        phrase: format!("\"{phrase}\"{}", if half_typed { "*" } else { "" }),
        letters,
    })
}

/// The initials of pinyin: 王秀英 → `wxy`; letters and digits stay, other signs fall away.
#[must_use]
pub fn initials(text: &str) -> String {
    let initial = |c: char| match c.to_pinyin() {
        Some(pinyin) => pinyin.plain().chars().next(),
        None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
    };
    text.chars().filter_map(initial).collect()
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
        let findable = Findable::of(&["3号楼 消防A12通道", "", "王秀英"]);
        assert_eq!(findable.text, "3 号 楼 消 防 a12 通 道 · 王 秀 英 · ");
        assert_eq!(findable.initials, "3hlxfa12td wxy ");
        let phrases = |typed: &str| -> Vec<String> {
            sought(typed).unwrap().into_iter().map(|word| word.phrase).collect()
        };
        assert_eq!(phrases("消防  通道"), ["\"消 防\"", "\"通 道\""]);
        assert_eq!(phrases("防"), ["\"防\""]);
        assert_eq!(phrases("3-1-501"), ["\"3 1 501\"*"]);
        assert_eq!(sought("WXy").unwrap()[0].letters.as_deref(), Some("wxy"));
        assert_eq!(sought("王x").unwrap()[0].letters, None);
    }

    #[test]
    fn nothing_typed_seeks_nothing_and_only_signs_find_nothing() {
        assert_eq!(sought("  "), Some(vec![]));
        for typed in ["\"*\" - ()", "、。"] {
            assert_eq!(sought(typed), None, "{typed}");
        }
    }
}
