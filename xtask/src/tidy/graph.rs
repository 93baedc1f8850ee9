//! Which of our crates depends on which, read from their manifests.

use toml::{Table, Value};

use super::config::Config;
use super::finding::Finding;
use super::tree::Tree;

/// A dependency in a manifest.
pub(super) struct Dependency {
    /// The name the code uses.
    pub key: String,
    /// The package behind it, where it has been renamed.
    package: String,
    /// Whether its version stands in the workspace's manifest.
    workspace: bool,
}

pub(super) fn check(tree: &Tree, config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, folder) in tree.manifests() {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let mut say = |at: &str, sentence: String| {
            found.push(Finding::new(&file.path, line_of(&file.text, at), "crates", sentence));
        };
        let Some(allowed) = config.crates.get(name) else {
            say("[package]", format!("say in tidy.toml which crates `{name}` may depend on"));
            continue;
        };
        for Dependency { key, package, workspace } in dependencies(&file.text) {
            let ours = config.crates.contains_key(&package);
            if ours && !allowed.iter().any(|allowed| *allowed == package || allowed == "*") {
                say(&key, format!("`{name}` must not know `{package}`"));
            }
            if !workspace {
                say(&key, format!("the version of `{key}` belongs in the workspace's Cargo.toml"));
            }
        }
    }
    found
}

/// Every dependency of a manifest: for running, building and testing, on any platform.
pub(super) fn dependencies(manifest: &str) -> Vec<Dependency> {
    let manifest: Table = manifest.parse().unwrap_or_default();
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let kinds = ["dependencies", "build-dependencies", "dev-dependencies"];
    let sections = std::iter::once(&manifest).chain(tables).flat_map(|table| {
        kinds.iter().filter_map(|kind| table.get(*kind)).filter_map(Value::as_table)
    });
    let entries = sections.flatten().map(|(key, value)| Dependency {
        key: key.clone(),
        package: value.get("package").and_then(Value::as_str).unwrap_or(key).to_owned(),
        workspace: value.get("workspace").and_then(Value::as_bool).unwrap_or(false),
    });
    entries.collect()
}

fn line_of(text: &str, start: &str) -> usize {
    1 + text.lines().position(|line| line.starts_with(start)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, manifest: &str) -> Vec<String> {
        let toml =
            "[crates]\nkernel = []\nstore = [\"kernel\"]\norders = [\"store\"]\napp = [\"*\"]";
        let config = Config::parse(toml).expect("it reads");
        let tree = Tree::of(&[(path, manifest)]);
        check(&tree, &config).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_dependency_that_is_not_listed_is_found_with_its_line() {
        let manifest = "[dependencies]\nserde.workspace = true\norders.workspace = true\n";
        let said = "crates/store/Cargo.toml:3: crates: `store` must not know `orders`";
        assert_eq!(found("crates/store/Cargo.toml", manifest), [said]);
        assert_eq!(found("crates/app/Cargo.toml", manifest), [""; 0]);
    }

    #[test]
    fn tests_and_other_names_do_not_get_round_the_wall() {
        let tests = "[dev-dependencies]\norders.workspace = true\n";
        assert_eq!(found("crates/kernel/Cargo.toml", tests).len(), 1);
        let renamed = "[dependencies]\nother = { package = \"orders\", workspace = true }\n";
        assert_eq!(found("crates/kernel/Cargo.toml", renamed).len(), 1);
        let platform = "[target.'cfg(unix)'.dependencies]\norders.workspace = true\n";
        assert_eq!(found("crates/kernel/Cargo.toml", platform).len(), 1);
    }

    #[test]
    fn a_new_crate_says_first_whom_it_may_know() {
        assert_eq!(found("crates/new/Cargo.toml", "[package]\nname = \"new\"\n").len(), 1);
    }

    #[test]
    fn versions_stand_once_in_the_workspace() {
        assert_eq!(found("crates/kernel/Cargo.toml", "[dependencies]\nserde = \"1\"\n").len(), 1);
    }
}
