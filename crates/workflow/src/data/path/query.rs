//! A path, as others use it.

use serde_json::Value;

use super::find::Finder;
use super::parse::parse;
use super::step::{Parsed, Root};
use crate::data::{Fault, Scope};

/// A path of the language: `$…` into the input, `$$…` into the context object, `$name…` into a
/// variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    text: String,
    parsed: Parsed,
}

impl Eq for Path {}

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    /// A sentence: it has a mistake, or is longer or deeper than any path need be.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parsed = parse(text)?;
        Ok(Self { text: text.to_owned(), parsed })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it finds; `None` when a definite path finds nothing. An indefinite one (wildcard,
    /// slice, filter, descent, several indexes) finds an array, maybe an empty one. Several names
    /// in the last step find an object of those that are there.
    ///
    /// # Errors
    /// `States.DataLimitExceeded`, when it finds more than any payload can hold.
    pub fn find(&self, scope: &Scope<'_>) -> Result<Option<Value>, Fault> {
        let root = match &self.parsed.root {
            Root::Input | Root::Element => Some(scope.input),
            Root::Context => Some(scope.context),
            Root::Variable(name) => scope.variables.get(name),
        };
        match root {
            Some(root) => Finder::new(root).find(&self.parsed),
            None => Ok(None),
        }
    }
}
