//! What we depend on may be used: licences, sources and names, against `deny.toml`.
//!
//! The file is `cargo-deny`'s own, so that whoever has that tool can run it, too. This covers
//! licences, unknown sources and banned crates in a second, without building a tool for minutes.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::run;

#[derive(Deserialize)]
struct Deny {
    licenses: Licences,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licences {
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
    /// Packages that may bring it along all the same.
    #[serde(default)]
    wrappers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

/// Who really brings whom along, with the features that are on.
#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    dependencies: Vec<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks every package of the lock file.
///
/// # Errors
/// When one may not be used, naming each.
pub(crate) fn run() -> Result<()> {
    let deny = std::fs::read_to_string(run::root().join("deny.toml")).context("deny.toml")?;
    let deny: Deny = toml::from_str(&deny).context("deny.toml")?;
    let metadata = run::output(&mut run::program("cargo metadata --format-version 1 --locked"))?;
    let metadata: Metadata = serde_json::from_str(&metadata).context("cargo metadata")?;
    let own = metadata.packages.iter().flat_map(|it| deny.complaints(it));
    let complaints: Vec<_> = own.chain(deny.brought_along(&metadata)).collect();
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    println!("licences: {} packages may be used", metadata.packages.len());
    println!("{}", summary(&metadata.packages));
    Ok(())
}

/// How many packages have which licence, most first.
fn summary(packages: &[Package]) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for package in packages {
        *counts.entry(package.license.as_deref().unwrap_or("none")).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let lines = counts.iter().map(|(licence, count)| format!("{count:5}  {licence}"));
    lines.collect::<Vec<_>>().join("\n")
}

impl Deny {
    fn complaints(&self, package: &Package) -> Vec<String> {
        let Package { name, version, license, source, .. } = package;
        let mut complaints = Vec::new();
        match license.as_deref() {
            Some(license) if self.licenses.allows(license) => {}
            Some(license) => complaints.push(format!("the licence `{license}` is not allowed")),
            None => complaints.push("it does not say under which licence it is".to_owned()),
        }
        if let Some(source) = source {
            let registry = source.strip_prefix("registry+").unwrap_or(source);
            if !self.sources.allow_registry.iter().any(|allowed| allowed == registry) {
                complaints.push(format!("it comes from {source}"));
            }
        }
        let is_banned = |banned: &&Banned| banned.name == *name && banned.wrappers.is_empty();
        if let Some(banned) = self.bans.deny.iter().find(is_banned) {
            complaints.push(format!("it is banned: {}", banned.reason));
        }
        complaints.into_iter().map(|why| format!("{name} {version}: {why}")).collect()
    }

    /// Complains of those who bring a banned package along and are not excepted.
    fn brought_along(&self, metadata: &Metadata) -> Vec<String> {
        let names: BTreeMap<&str, &str> =
            metadata.packages.iter().map(|it| (it.id.as_str(), it.name.as_str())).collect();
        let name = |id: &str| names.get(id).copied().unwrap_or_default();
        let mut complaints = Vec::new();
        for banned in self.bans.deny.iter().filter(|banned| !banned.wrappers.is_empty()) {
            let brings = |node: &&Node| node.dependencies.iter().any(|id| name(id) == banned.name);
            let nodes = metadata.resolve.nodes.iter().filter(brings).map(|node| name(&node.id));
            let others =
                nodes.filter(|name| !banned.wrappers.iter().any(|wrapper| wrapper == name));
            complaints.extend(others.map(|name| {
                format!("{name}: it brings {}, which is banned: {}", banned.name, banned.reason)
            }));
        }
        complaints
    }
}

impl Licences {
    /// Whether an SPDX expression leaves a choice we allow. A `/` is the old way to say OR.
    fn allows(&self, expression: &str) -> bool {
        let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        let mut words = spaced.split_whitespace().peekable();
        self.any(&mut words) && words.next().is_none()
    }

    fn any<'a>(&self, words: &mut Words<'a, impl Iterator<Item = &'a str>>) -> bool {
        let mut allowed = self.every(words);
        while words.next_if_eq(&"OR").is_some() {
            allowed |= self.every(words);
        }
        allowed
    }

    fn every<'a>(&self, words: &mut Words<'a, impl Iterator<Item = &'a str>>) -> bool {
        let mut allowed = self.one(words);
        while words.next_if_eq(&"AND").is_some() {
            allowed &= self.one(words);
        }
        allowed
    }

    fn one<'a>(&self, words: &mut Words<'a, impl Iterator<Item = &'a str>>) -> bool {
        if words.next_if_eq(&"(").is_some() {
            let allowed = self.any(words);
            return words.next() == Some(")") && allowed;
        }
        let licence = words.next().unwrap_or_default();
        // An exception only adds permissions.
        if words.next_if_eq(&"WITH").is_some() {
            words.next();
        }
        self.allow.contains(licence)
    }
}

type Words<'a, I> = std::iter::Peekable<I>;

#[cfg(test)]
mod tests {
    use super::*;

    fn deny() -> Deny {
        let text = "[licenses]\nallow = [\"MIT\", \"Apache-2.0\", \"ISC\"]\n\
            [bans]\ndeny = [{ crate = \"sqlx\", reason = \"two drivers\" }]\n\
            [sources]\nallow-registry = [\"https://example.org/index\"]\n";
        toml::from_str(text).expect("it reads")
    }

    #[test]
    fn an_expression_needs_one_choice_that_is_allowed() {
        let licences = deny().licenses;
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "MIT/GPL-3.0",
            "(GPL-3.0 OR MIT) AND ISC",
            "Apache-2.0 WITH LLVM-exception",
            "MIT AND (ISC OR GPL-3.0)",
        ] {
            assert!(licences.allows(good), "{good}");
        }
        for bad in
            ["GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR (MIT AND GPL-2.0)", "", "(MIT", "MIT ISC"]
        {
            assert!(!licences.allows(bad), "{bad}");
        }
    }

    #[test]
    fn each_complaint_names_the_package() {
        let package = Package {
            id: "sqlx".to_owned(),
            name: "sqlx".to_owned(),
            version: "1.0.0".to_owned(),
            license: None,
            source: Some("git+https://example.org/sqlx".to_owned()),
        };
        let complaints = deny().complaints(&package);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert!(complaints.iter().all(|complaint| complaint.starts_with("sqlx 1.0.0: ")));
    }

    #[test]
    fn only_who_is_excepted_brings_a_banned_package_along() {
        let deny: Deny = toml::from_str(
            "[licenses]\nallow = []\n[sources]\nallow-registry = []\n[bans]\n\
             deny = [{ crate = \"chrono\", reason = \"one\", wrappers = [\"jsonata\"] }]",
        )
        .expect("a file");
        let package = |id: &str| format!(r#"{{"id":"{id} 1","name":"{id}","version":"1.0.0"}}"#);
        let node = |id: &str, on: &str| format!(r#"{{"id":"{id} 1","dependencies":["{on} 1"]}}"#);
        let metadata = format!(
            r#"{{"packages":[{},{},{}],"resolve":{{"nodes":[{},{}]}}}}"#,
            package("chrono"),
            package("jsonata"),
            package("other"),
            node("jsonata", "chrono"),
            node("other", "chrono"),
        );
        let metadata: Metadata = serde_json::from_str(&metadata).expect("metadata");
        let complaints = deny.brought_along(&metadata);
        assert_eq!(complaints, ["other: it brings chrono, which is banned: one"]);
    }
}
