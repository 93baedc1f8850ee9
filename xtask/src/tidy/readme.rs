//! Every library has a README, and it is the crate's documentation: one page, read in both places.

use super::config::Config;
use super::finding::Finding;
use super::tree::Tree;

const INCLUDE: &str = "#![doc = include_str!(\"../README.md\")]";

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, folder) in tree.manifests() {
        let library = format!("{folder}/src/lib.rs");
        let Some(library) = tree.file(&library) else { continue };
        if !tree.has(&format!("{folder}/README.md")) {
            let sentence = format!("{folder}/README.md is missing: what it is, and its invariants");
            found.push(Finding::new(&library.path, 1, "readme", sentence));
        }
        if !library.text.contains(INCLUDE) {
            let sentence = format!("the README is the crate's documentation: `{INCLUDE}`");
            found.push(Finding::new(&library.path, 1, "readme", sentence));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> usize {
        check(&Tree::of(files), &Config::default()).len()
    }

    #[test]
    fn a_library_has_a_readme_and_includes_it() {
        let manifest = ("crates/a/Cargo.toml", "");
        let readme = ("crates/a/README.md", "# a");
        assert_eq!(found(&[manifest, ("crates/a/src/lib.rs", "")]), 2);
        assert_eq!(found(&[manifest, readme, ("crates/a/src/lib.rs", "//! A.")]), 1);
        assert_eq!(found(&[manifest, readme, ("crates/a/src/lib.rs", INCLUDE)]), 0);
    }

    #[test]
    fn a_program_may_do_without() {
        assert_eq!(found(&[("xtask/Cargo.toml", ""), ("xtask/src/main.rs", "")]), 0);
    }
}
