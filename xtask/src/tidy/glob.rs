//! Patterns for paths: `*` stands for anything within a name, `**` for any number of folders.

/// Whether `path` fits one of the patterns.
pub(super) fn any(patterns: &[String], path: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, path))
}

/// Whether `path` fits the pattern.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    folders(&pattern, &path)
}

fn folders(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), _) => (0..=path.len()).any(|skip| folders(rest, &path[skip..])),
        (Some((name, pattern)), Some((part, path))) => {
            fits(name.as_bytes(), part.as_bytes()) && folders(pattern, path)
        }
        _ => false,
    }
}

fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some((b'*', rest)) => (0..=name.len()).any(|skip| fits(rest, &name[skip..])),
        Some((letter, rest)) => name.first() == Some(letter) && fits(rest, &name[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_within_one_name() {
        assert!(matches("crates/*/src/lib.rs", "crates/store/src/lib.rs"));
        assert!(!matches("crates/*/lib.rs", "crates/store/src/lib.rs"));
        assert!(matches("docs/*.md", "docs/tour.md"));
        assert!(!matches("docs/*.md", "docs/tour.txt"));
    }

    #[test]
    fn two_stars_cross_folders_and_may_stand_for_none() {
        assert!(matches("crates/**/tests.rs", "crates/store/src/memory/tests.rs"));
        assert!(matches("crates/**", "crates/store/Cargo.toml"));
        assert!(matches("**/README.md", "README.md"));
        assert!(!matches("crates/store/**", "crates/queue/Cargo.toml"));
    }
}
