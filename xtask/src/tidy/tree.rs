//! The files of the checkout: what git tracks, and what it would.

use std::collections::BTreeSet;

use anyhow::Result;

use super::source::Source;
use crate::run;

/// The files, in the order of their paths.
pub(super) struct Tree {
    pub files: Vec<File>,
    /// Every file and every folder.
    places: BTreeSet<String>,
}

/// A file that is text.
pub(super) struct File {
    /// From the root of the checkout, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
    /// The same, taken apart, if it is Rust.
    pub rust: Option<Source>,
    /// Whether the whole file is tests, so that walls mean nothing in it.
    pub is_test: bool,
}

impl Tree {
    /// Reads what git tracks, and what is new and not ignored.
    pub(super) fn read() -> Result<Self> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let listed = run::output(&mut run::git(&list))?;
        let mut tree = Self { files: Vec::new(), places: BTreeSet::new() };
        for path in listed.split_terminator('\0').collect::<BTreeSet<_>>() {
            // A tracked file may have been removed, and may be an image or a link.
            let Ok(bytes) = std::fs::read(run::root().join(path)) else { continue };
            tree.add(path, String::from_utf8(bytes).ok());
        }
        tree.mark_tests();
        Ok(tree)
    }

    /// Whether there is such a file or folder.
    pub(super) fn has(&self, path: &str) -> bool {
        path.is_empty() || self.places.contains(path.trim_end_matches('/'))
    }

    /// The file at `path`, if it is text.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files.
    pub(super) fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// The manifests of our own crates, with the crates' folders.
    pub(super) fn manifests(&self) -> impl Iterator<Item = (&File, &str)> {
        self.files.iter().filter_map(|file| Some((file, file.path.strip_suffix("/Cargo.toml")?)))
    }

    fn add(&mut self, path: &str, text: Option<String>) {
        for (end, _) in path.match_indices('/') {
            self.places.insert(path[..end].to_owned());
        }
        self.places.insert(path.to_owned());
        if let Some(text) = text {
            let rust = (ending(path) == "rs").then(|| Source::new(&text));
            let is_test = path.contains("/tests/")
                || ["/tests.rs", "_tests.rs"].iter().any(|name| path.ends_with(name));
            self.files.push(File { path: path.to_owned(), text, rust, is_test });
        }
    }

    /// Marks the files of modules that are declared for tests only.
    fn mark_tests(&mut self) {
        let mut modules = Vec::new();
        for (file, source) in self.rust() {
            let (folder, name) = file.path.rsplit_once('/').unwrap_or_default();
            let inside = match name {
                "mod.rs" | "lib.rs" | "main.rs" => folder,
                _ => file.path.trim_end_matches(".rs"),
            };
            modules.extend(source.test_modules().map(|module| format!("{inside}/{module}")));
        }
        for file in &mut self.files {
            let below = |module: &String| {
                file.path
                    .strip_prefix(module.as_str())
                    .is_some_and(|rest| rest.starts_with(['.', '/']))
            };
            file.is_test |= modules.iter().any(below);
        }
    }

    /// A tree that exists only in a test.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self { files: Vec::new(), places: BTreeSet::new() };
        for (path, text) in files {
            tree.add(path, Some((*text).to_owned()));
        }
        tree.mark_tests();
        tree
    }
}

impl File {
    /// Whether its name ends so.
    pub(super) fn is(&self, wanted: &str) -> bool {
        ending(&self.path) == wanted
    }
}

fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_for_tests_only_is_a_test() {
        let lib = "#[cfg(test)]\npub(crate) mod samples;\nmod sample;\n";
        let paths = ["a/src/lib.rs", "a/src/sample.rs", "a/src/samples.rs", "a/src/samples/b.rs"];
        let tree = Tree::of(&paths.map(|path| (path, lib)));
        assert_eq!(
            tree.files.iter().map(|it| it.is_test).collect::<Vec<_>>(),
            [false, false, true, true]
        );
    }

    #[test]
    fn folders_exist_through_their_files() {
        let tree = Tree::of(&[("docs/adr/one.md", "")]);
        assert!(tree.has("docs") && tree.has("docs/adr/") && tree.has("docs/adr/one.md"));
        assert!(!tree.has("docs/ad"));
    }
}
