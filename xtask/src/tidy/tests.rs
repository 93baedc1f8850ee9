//! The checkout itself, so that running the tests also keeps the walls.

use super::*;

#[test]
fn the_house_is_tidy() {
    let config = Config::read().expect("tidy.toml reads");
    let tree = Tree::read().expect("git lists the files");
    let mut broken = check(&tree, &config);
    broken.retain(|finding| !finding.warning);
    let said: Vec<_> = broken.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "\n{}\n", said.join("\n"));
}

#[test]
fn exemptions_reach_the_rules() {
    let config = "[[exempt]]\nrule = \"columns\"\nfiles = [\"a.rs\"]\nreason = \"a table\"\n";
    let config = Config::parse(config).expect("it reads");
    let wide = "x".repeat(101);
    let found = check(&Tree::of(&[("a.rs", &wide), ("b.rs", &wide)]), &config);
    assert_eq!(found.iter().map(|finding| &*finding.path).collect::<Vec<_>>(), ["b.rs"]);
}
