//! The policy as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The operations of each tag, by `METHOD /path`.
pub(super) type Policy = BTreeMap<String, BTreeMap<String, Entry>>;

/// Who may do one thing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) who: Who,
    pub(super) at: Option<At>,
    /// What the operation itself looks at, for those who read this.
    pub(super) checks: Option<String>,
    /// Whether it asks for a second factor, and for a sign-in that was a short time ago.
    #[serde(default)]
    pub(super) strong: bool,
    /// Whether the sign-in must be recent, whatever it was with.
    #[serde(default)]
    pub(super) recent: bool,
}

/// The least somebody must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Who {
    Anyone,
    SignedIn,
    Barista,
    Manager,
    Admin,
}

/// Where a barista or manager must be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum At {
    /// At the location in the path.
    Location,
    /// At the location of the order in the path, which only the operation knows.
    Order,
}

impl Entry {
    /// What does not go together in it, for the operation at `path`; a sentence each.
    pub(super) fn flaws(&self, path: &str) -> Vec<&'static str> {
        let names = |parameter: &str| path.split('/').any(|step| step == parameter);
        let is_bound = matches!(self.who, Who::Barista | Who::Manager);
        let is_of_one_thing = path.contains('{');
        let wrong = [
            (
                is_bound && self.at.is_none(),
                "baristas and managers are so at a location: add at = \"location\" or \"order\"",
            ),
            (
                !is_bound && self.at.is_some(),
                "at is for baristas and managers: take it out, or change who",
            ),
            (
                self.at == Some(At::Location) && !names("{location}"),
                "at = \"location\" needs {location} in the path",
            ),
            (
                self.at == Some(At::Order) && !names("{order}"),
                "at = \"order\" needs {order} in the path",
            ),
            (
                self.who == Who::SignedIn && is_of_one_thing && self.checks.is_none(),
                "what is somebody's is not everybody's: say in checks whose it must be",
            ),
            (
                self.who == Who::Anyone && (self.strong || self.recent),
                "who does not sign in cannot sign in strongly: take strong out, or change who",
            ),
            (self.strong && self.recent, "what is strong is recent, too: take recent out"),
            (
                self.checks.as_ref().is_some_and(String::is_empty),
                "checks is empty: say what is looked at, or take it out",
            ),
        ];
        wrong.into_iter().filter_map(|(is_so, sentence)| is_so.then_some(sentence)).collect()
    }
}
