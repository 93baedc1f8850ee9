//! The policy as it is asked: by path and method, with nothing left to look up or to allocate.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, bail};
use http::{HeaderValue, Method};
use kernel::Role;
use utoipa::openapi::OpenApi;

use super::file::{At, Entry, Policy, Who};

/// The policy, held against the operations there are.
pub(crate) struct Rules(HashMap<String, Served>);

/// What is served under one path.
pub(super) struct Served {
    rules: Vec<(Method, Rule, String)>,
    /// Every method that is, for those who ask for another.
    pub(super) allow: HeaderValue,
}

/// What is asked of whoever calls an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) asks: Asks,
    /// Whether the sign-in must be strong.
    pub(super) strong: bool,
    /// Whether it must at least be recent.
    pub(super) recent: bool,
}

/// Who a caller must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    Nothing,
    SignIn,
    /// The role at the location in the path.
    RoleHere(Role),
    /// The role at a location that the operation finds out.
    RoleSomewhere(Role),
    Admin,
}

impl Rules {
    /// Reads a policy and holds it against the operations of the document.
    ///
    /// # Errors
    /// Everything that is wrong, a sentence each, with what to do about it.
    pub(crate) fn new(policy: &str, document: &OpenApi) -> anyhow::Result<Self> {
        let policy: Policy = toml::from_str(policy).context("policy.toml cannot be read")?;
        let operations = operations(document)?;
        let mut flaws = Vec::new();
        let mut entries: BTreeMap<&str, &Entry> = BTreeMap::new();
        for (tag, section) in &policy {
            for (operation, entry) in section {
                let path = operation.split_once(' ').map_or("", |(_, path)| path);
                flaws.extend(entry.flaws(path).iter().map(|flaw| format!("{operation}: {flaw}")));
                if entries.insert(operation, entry).is_some() {
                    flaws.push(format!("{operation} stands there twice: leave one"));
                }
                match operations.get(operation) {
                    None => flaws.push(format!(
                        "{operation} is no operation: mend its name, or take the line out"
                    )),
                    Some(found) if found.tag != *tag => {
                        let tag = &found.tag;
                        flaws.push(format!("{operation} belongs under [{tag}]"));
                    }
                    Some(_) => {}
                }
            }
        }
        let forgotten = operations.iter().filter(|(name, _)| !entries.contains_key(name.as_str()));
        flaws.extend(forgotten.map(|(operation, Documented { tag, .. })| {
            format!("{operation} is missing: say under [{tag}] who may call it")
        }));
        if !flaws.is_empty() {
            bail!("crates/comanda/policy.toml does not fit the API:\n- {}", flaws.join("\n- "));
        }
        Self::of(&entries, &operations)
    }

    fn of(
        entries: &BTreeMap<&str, &Entry>,
        operations: &BTreeMap<String, Documented>,
    ) -> anyhow::Result<Self> {
        let mut paths: BTreeMap<&str, Vec<(Method, Rule, String)>> = BTreeMap::new();
        for (operation, entry) in entries {
            let (method, path) = operation.split_once(' ').context("an operation has a path")?;
            let id = operations.get(*operation).context("an operation is documented")?.id.clone();
            paths.entry(path).or_default().push((method.parse()?, Rule::of(entry), id));
        }
        let served = paths.into_iter().map(|(path, rules)| {
            let mut methods: BTreeSet<_> =
                rules.iter().map(|(method, ..)| method.as_str()).collect();
            if methods.contains("GET") {
                methods.insert("HEAD");
            }
            let allow = methods.into_iter().collect::<Vec<_>>().join(",").parse()?;
            Ok((path.to_owned(), Served { rules, allow }))
        });
        Ok(Self(served.collect::<anyhow::Result<_>>()?))
    }

    /// What is served under a path, as it was routed.
    pub(super) fn of_path(&self, path: &str) -> Option<&Served> {
        self.0.get(path)
    }
}

impl Served {
    /// What is asked by this method, and the operation's id.
    pub(super) fn rule(&self, method: &Method) -> Option<(Rule, &str)> {
        // Whatever can be read can be asked for without its body.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let found = self.rules.iter().find(|(served, ..)| served == method);
        found.map(|(_, rule, id)| (*rule, id.as_str()))
    }
}

impl Rule {
    fn of(entry: &Entry) -> Self {
        let bound = |role| match entry.at {
            Some(At::Order) => Asks::RoleSomewhere(role),
            _ => Asks::RoleHere(role),
        };
        let asks = match entry.who {
            Who::Anyone => Asks::Nothing,
            Who::SignedIn => Asks::SignIn,
            Who::Barista => bound(Role::Barista),
            Who::Manager => bound(Role::Manager),
            Who::Admin => Asks::Admin,
        };
        Self { asks, strong: entry.strong, recent: entry.recent }
    }
}

/// What the document says of an operation: the tag it stands under, and its id.
struct Documented {
    tag: String,
    id: String,
}

/// Every operation of the document.
fn operations(document: &OpenApi) -> anyhow::Result<BTreeMap<String, Documented>> {
    let document = serde_json::to_value(document)?;
    let mut operations = BTreeMap::new();
    let paths = document["paths"].as_object().context("an API has paths")?;
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().context("a path has methods")? {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let (tag, id) = (text(&operation["tags"][0]), text(&operation["operationId"]));
            operations.insert(format!("{} {path}", method.to_uppercase()), Documented { tag, id });
        }
    }
    Ok(operations)
}
