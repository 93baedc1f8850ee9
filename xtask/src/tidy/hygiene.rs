//! Words that mean "not finished", and tests that would be passed over.

use super::config::Config;
use super::finding::Finding;
use super::tree::{File, Tree};

/// What must not stay, and what to do instead. In halves, because this file is searched, too.
const WORDS: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "finish it, or write an issue"),
    (concat!("FIX", "ME"), "finish it, or write an issue"),
    (concat!("XX", "X"), "finish it, or write an issue"),
    (concat!("to", "do!"), "finish it"),
    (concat!("db", "g!"), "take it out"),
    (concat!("#[ign", "ore"), "a test that does not run proves nothing: mend or remove it"),
];

/// Files in which people write words.
const ENDINGS: &[&str] = &["rs", "toml", "md", "sh", "sql", "yml", "yaml", "ts", "tsx"];

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    let written = |file: &&File| {
        file.path.starts_with("script/") || ENDINGS.iter().any(|ending| file.is(ending))
    };
    for file in tree.files.iter().filter(written) {
        for (at, line) in file.text.lines().enumerate() {
            for (word, advice) in WORDS.iter().filter(|(word, _)| has_word(line, word)) {
                let sentence = format!("`{word}`: {advice}");
                found.push(Finding::new(&file.path, at + 1, "hygiene", sentence));
            }
        }
        let lines = file.text.lines().enumerate().skip(1);
        for ((at, line), before) in lines.zip(file.text.lines()) {
            if before.trim_end().ends_with("test]") && line.contains("fn test_") {
                let sentence = "name the test after the behaviour it proves";
                found.push(Finding::new(&file.path, at + 1, "hygiene", sentence));
            }
        }
    }
    found
}

/// Whether the line has the word, not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let joins = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].ends_with(joins);
        let after = line[at + word.len()..].starts_with(joins);
        !before && (!after || word.ends_with('!'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)]), &Config::default()).len()
    }

    #[test]
    fn every_word_is_found_in_code_and_in_comments() {
        for (word, _) in WORDS {
            assert_eq!(found("a/b.rs", &format!("\n  {word} later\n")), 1, "{word}");
        }
        assert_eq!(found("script/run", concat!("# FIX", "ME\n")), 1);
    }

    #[test]
    fn a_test_is_named_after_its_behaviour() {
        assert_eq!(found("a.rs", "#[tokio::test]\nasync fn test_a() {}\n"), 1);
        assert_eq!(found("a.rs", "#[test]\nfn a_cup_is_full() {}\nfn test_menu() {}\n"), 0);
    }

    #[test]
    fn longer_words_are_left_alone() {
        assert_eq!(found("script/run", &format!("mktemp -d a.{}\n", "X".repeat(6))), 0);
        assert_eq!(found("a.rs", "fn testing() {}\n"), 0);
        assert_eq!(found("logo.svg", concat!("FIX", "ME")), 0);
    }
}
