//! `tidy.toml`: who may depend on whom, the walls inside crates, and what is exempt and why.

use std::cell::Cell;
use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::finding::Finding;
use super::glob;
use crate::run;

/// Everything `tidy.toml` says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// For each crate of ours, which crates of ours it may depend on; `*` for all.
    #[serde(default)]
    pub crates: BTreeMap<String, Vec<String>>,
    /// What must not be named where.
    #[serde(default, rename = "wall")]
    pub walls: Vec<Wall>,
    /// Where a rule does not hold.
    #[serde(default, rename = "exempt")]
    exemptions: Vec<Exemption>,
}

/// What must not be named where.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wall {
    /// The rule's name.
    pub name: String,
    /// Where it holds.
    pub files: Vec<String>,
    /// Where it does not, for good: the owner of what is walled off.
    #[serde(default)]
    pub except: Vec<String>,
    /// Paths and words that must not appear.
    #[serde(default)]
    pub words: Vec<String>,
    /// When given: the only dependencies, and the only modules of the crate itself, that may.
    pub only: Option<Vec<String>>,
    /// The sentence for whoever runs into it.
    pub why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exemption {
    rule: String,
    files: Vec<String>,
    reason: String,
    #[serde(skip)]
    used: Cell<bool>,
}

impl Config {
    /// Reads `tidy.toml` in the root.
    pub(super) fn read() -> Result<Self> {
        let path = run::root().join("tidy.toml");
        let text = std::fs::read_to_string(&path).context("tidy.toml cannot be read")?;
        Self::parse(&text)
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let config: Self = toml::from_str(text).context("tidy.toml")?;
        if let Some(bare) = config.exemptions.iter().find(|it| it.reason.trim().is_empty()) {
            bail!("tidy.toml: the exemption from {} needs a reason", bare.rule);
        }
        Ok(config)
    }

    /// Takes away what is exempt, and warns of exemptions that nothing needs.
    pub(super) fn without_exempt(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut left = findings;
        left.retain(|finding| !self.is_exempt(finding));
        let idle = self.exemptions.iter().filter(|exemption| !exemption.used.get());
        left.extend(idle.map(|Exemption { rule, files, .. }| {
            let sentence = format!("nothing in {files:?} needs its exemption from {rule}");
            Finding::new("tidy.toml", 1, "exemption", sentence).warning()
        }));
        left
    }

    fn is_exempt(&self, finding: &Finding) -> bool {
        let mut fitting = self.exemptions.iter().filter(|exemption| {
            exemption.rule == finding.rule && glob::any(&exemption.files, &finding.path)
        });
        fitting.next().inspect(|exemption| exemption.used.set(true)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[exempt]]\nrule = \"size\"\nfiles = [\"a/**\"]\nreason = \"a table\"\n";

    #[test]
    fn an_exemption_takes_away_its_own_rule_in_its_own_files() {
        let config = Config::parse(ONE).expect("it reads");
        let table = Finding::new("a/b.rs", 1, "size", "long");
        let other_rule = Finding::new("a/b.rs", 1, "columns", "wide");
        let other_file = Finding::new("b.rs", 1, "size", "long");
        let left = config.without_exempt(vec![table, other_rule.clone(), other_file.clone()]);
        assert_eq!(left, [other_rule, other_file]);
    }

    #[test]
    fn an_exemption_that_nothing_needs_is_mentioned() {
        let left = Config::parse(ONE).expect("it reads").without_exempt(Vec::new());
        assert!(left[0].warning && left[0].rule == "exemption", "{left:?}");
    }

    #[test]
    fn an_exemption_without_a_reason_is_refused() {
        let refused = Config::parse(&ONE.replace("a table", " ")).expect_err("no reason");
        assert!(refused.to_string().contains("needs a reason"), "{refused}");
    }
}
