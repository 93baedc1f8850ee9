//! The shape of files: short enough to read, and declarations where declarations are looked for.

use super::config::Config;
use super::finding::Finding;
use super::source::Source;
use super::tree::{File, Tree};

/// Lines of a file from which splitting is worth a thought.
const LINES_GOOD: usize = 300;
/// Most lines of a file.
const LINES_MAX: usize = 500;
/// Most lines of code in `lib.rs`, `mod.rs` and `main.rs`: they declare and do not decide.
const DECLARATIONS_MAX: usize = 80;
/// Most columns of a line.
const COLUMNS_MAX: usize = 100;

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    tree.rust().flat_map(|(file, source)| check_file(file, source)).collect()
}

fn check_file(file: &File, source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    let lines = file.text.lines().count();
    if lines > LINES_MAX {
        let sentence = format!("{lines} lines, more than {LINES_MAX}: split it");
        found.push(Finding::new(&file.path, lines, "size", sentence));
    } else if lines > LINES_GOOD {
        let sentence = format!("{lines} lines, more than {LINES_GOOD}");
        found.push(Finding::new(&file.path, lines, "size", sentence).warning());
    }
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let declarations = code_lines(source);
    if ["lib.rs", "mod.rs", "main.rs"].contains(&name)
        && !file.is_test
        && declarations > DECLARATIONS_MAX
    {
        let sentence =
            format!("{declarations} lines of code, more than {DECLARATIONS_MAX}: it only declares");
        found.push(Finding::new(&file.path, 1, "declarations", sentence));
    }
    for (at, line) in file.text.lines().enumerate() {
        let columns = line.chars().count();
        if columns > COLUMNS_MAX && !line.contains("https://") {
            let sentence = format!("{columns} columns, more than {COLUMNS_MAX}");
            found.push(Finding::new(&file.path, at + 1, "columns", sentence));
        }
    }
    found
}

/// Lines that hold code, those of tests left out.
fn code_lines(source: &Source) -> usize {
    let mut at = 0;
    let lines = source.code.split('\n').filter(|line| {
        let start = at;
        at += line.len() + 1;
        !line.trim().is_empty() && !source.is_test(start)
    });
    lines.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<(String, bool)> {
        let found = check(&Tree::of(&[(path, text)]), &Config::default()).into_iter();
        found.map(|finding| (finding.rule, finding.warning)).collect()
    }

    #[test]
    fn a_file_warns_before_it_fails() {
        assert_eq!(found("a/b.rs", &"x();\n".repeat(300)), []);
        assert_eq!(found("a/b.rs", &"x();\n".repeat(301)), [("size".to_owned(), true)]);
        assert_eq!(found("a/b.rs", &"x();\n".repeat(501)), [("size".to_owned(), false)]);
    }

    #[test]
    fn a_module_file_counts_its_code_but_not_its_words_and_tests() {
        let code = "pub mod a;\n".repeat(80);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "// b\nb();\n".repeat(20));
        assert_eq!(found("a/src/mod.rs", &format!("//! Words.\n\n{code}{tests}")), []);
        let long = found("a/src/lib.rs", &format!("{code}pub mod b;\n"));
        assert_eq!(long, [("declarations".to_owned(), false)]);
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(found("a.rs", &"é".repeat(100)), []);
        assert_eq!(found("a.rs", &"x".repeat(101)), [("columns".to_owned(), false)]);
    }
}
