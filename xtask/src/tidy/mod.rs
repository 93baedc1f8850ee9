//! The rules of the house that no compiler knows: walls between crates and layers, the shape of
//! files, words that must not stay, links, and a page for each error code. Each rule is one file;
//! what they allow is in `tidy.toml`. A plain scan of lines, words and `use` trees, so that it is
//! done in a blink; it trusts the code to have passed the compiler.

mod config;
mod finding;
mod glob;
mod graph;
mod hygiene;
mod leaks;
mod links;
mod paths;
mod problems;
mod readme;
mod shape;
mod source;
#[cfg(test)]
mod tests;
mod tree;
mod walls;

use std::time::Instant;

use anyhow::{Result, bail};

use config::Config;
use finding::Finding;
use tree::Tree;

/// A rule looks at the whole tree and says what is wrong.
type Rule = fn(&Tree, &Config) -> Vec<Finding>;

const RULES: &[Rule] = &[
    graph::check,
    walls::check,
    shape::check,
    hygiene::check,
    leaks::check,
    readme::check,
    problems::check,
    links::check,
];

/// Prints what is wrong, one finding a line.
///
/// # Errors
/// When a rule is broken; warnings alone do not fail.
pub(crate) fn run() -> Result<()> {
    let started = Instant::now();
    let config = Config::read()?;
    let tree = Tree::read()?;
    let findings = check(&tree, &config);
    for finding in &findings {
        println!("{finding}");
    }
    let warnings = findings.iter().filter(|finding| finding.warning).count();
    let broken = findings.len() - warnings;
    let (files, took) = (tree.files.len(), started.elapsed().as_millis());
    println!("tidy: {files} files, {broken} broken rules, {warnings} warnings, {took} ms");
    if broken > 0 {
        bail!(
            "the house is not tidy; a rule that is wrong is changed in tidy.toml, with its reason"
        );
    }
    Ok(())
}

/// Applies every rule and takes away what `tidy.toml` exempts.
fn check(tree: &Tree, config: &Config) -> Vec<Finding> {
    let all = RULES.iter().flat_map(|rule| rule(tree, config)).collect();
    let mut left = config.without_exempt(all);
    left.sort();
    left
}
