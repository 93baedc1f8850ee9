//! Walls: what must not be named where, as `tidy.toml` lists it. Tests are free to name anything.

use std::collections::BTreeMap;

use super::config::{Config, Wall};
use super::finding::Finding;
use super::glob;
use super::graph;
use super::paths::{self, Named};
use super::tree::Tree;

pub(super) fn check(tree: &Tree, config: &Config) -> Vec<Finding> {
    let dependencies = dependencies(tree);
    let mut found = Vec::new();
    for (file, source) in tree.rust().filter(|(file, _)| !file.is_test) {
        let holds = |wall: &&Wall| {
            glob::any(&wall.files, &file.path) && !glob::any(&wall.except, &file.path)
        };
        let walls: Vec<_> = config.walls.iter().filter(holds).collect();
        if walls.is_empty() {
            continue;
        }
        let folder = file.path.split("/src/").next().unwrap_or_default();
        let outside = dependencies.get(folder).map_or(&[][..], Vec::as_slice);
        for named in paths::all(&file.path, source).iter().filter(|it| !source.is_test(it.at)) {
            for wall in walls.iter().filter(|wall| wall.forbids(named, outside)) {
                let sentence = format!("`{}`: {}", named.text(), wall.why);
                found.push(Finding::new(&file.path, source.line(named.at), &wall.name, sentence));
            }
        }
    }
    found.dedup();
    found
}

impl Wall {
    /// `outside` are the names of the crate's dependencies.
    fn forbids(&self, named: &Named, outside: &[String]) -> bool {
        if self.words.iter().any(|word| named.names(word)) {
            return true;
        }
        let Some(only) = &self.only else { return false };
        let ours = named.names("crate");
        let theirs = outside.iter().any(|name| named.names(name));
        (ours || theirs) && !only.iter().any(|allowed| named.names(allowed))
    }
}

/// For each crate's folder, its dependencies as the code names them.
fn dependencies(tree: &Tree) -> BTreeMap<&str, Vec<String>> {
    let crates = tree.manifests().map(|(file, folder)| {
        let dependencies = graph::dependencies(&file.text).into_iter();
        (folder, dependencies.map(|dependency| dependency.key.replace('-', "_")).collect())
    });
    crates.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOML: &str = r#"
        [[wall]]
        name = "sql"
        files = ["crates/*/src/**"]
        except = ["crates/store/**"]
        words = ["rusqlite"]
        why = "only the store names SQL"

        [[wall]]
        name = "domain"
        files = ["crates/*/src/domain/**"]
        only = ["std", "kernel", "crate::domain"]
        words = ["async", "await", "Timestamp::now"]
        why = "the domain is pure"
    "#;
    const MANIFEST: &str = "[dependencies]\nkernel.workspace = true\nserde.workspace = true\n";

    fn found(path: &str, text: &str) -> Vec<(usize, String)> {
        let config = Config::parse(TOML).expect("it reads");
        let tree = Tree::of(&[("crates/orders/Cargo.toml", MANIFEST), (path, text)]);
        check(&tree, &config).into_iter().map(|it| (it.line, it.rule)).collect()
    }

    #[test]
    fn a_driver_outside_the_store_is_found_however_it_is_named() {
        let wall = |line| vec![(line, "sql".to_owned())];
        assert_eq!(found("crates/orders/src/records.rs", "\nuse rusqlite::Row;"), wall(2));
        assert_eq!(found("crates/orders/src/records.rs", "fn a(r: &rusqlite::Row) {}"), wall(1));
        assert_eq!(found("crates/store/src/sqlite/mod.rs", "use rusqlite::Row;"), []);
    }

    #[test]
    fn comments_texts_and_tests_may_name_anything() {
        let free = "// rusqlite::Row\nfn a() { b(\"rusqlite::Row\") }\n\
                    #[cfg(test)]\nmod tests { use rusqlite::Row; }";
        assert_eq!(found("crates/orders/src/records.rs", free), []);
        assert_eq!(found("crates/orders/tests/e2e.rs", "use rusqlite::Row;"), []);
        assert_eq!(found("crates/orders/src/service/tests.rs", "use rusqlite::Row;"), []);
    }

    #[test]
    fn the_domain_names_only_what_it_may() {
        let domain = |text| found("crates/orders/src/domain/order.rs", text).len();
        assert_eq!(domain("use std::fmt;\nuse kernel::Money;\nuse super::line::Line;"), 0);
        assert_eq!(domain("use crate::domain::line;\nfn a(total: line::Total) {}"), 0);
        assert_eq!(domain("#[derive(serde::Serialize)]\nstruct A;"), 1);
        assert_eq!(domain("use crate::records::OrderRecord;"), 1);
        assert_eq!(domain("use super::super::http;"), 1);
        assert_eq!(domain("async fn a() {}"), 1);
        assert_eq!(domain("fn a() { kernel::Timestamp::now() }"), 1);
    }
}
