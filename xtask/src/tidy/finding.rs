//! What a rule has to say about one place.

use std::fmt;

/// A broken rule, or a warning. They sort by place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Finding {
    /// The file, from the root of the checkout.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// The rule's name, as `tidy.toml` exempts it.
    pub rule: String,
    /// What is wrong and, where it is not plain, what to do.
    pub sentence: String,
    /// Whether it is only worth a look.
    pub warning: bool,
}

impl Finding {
    pub(super) fn new(path: &str, line: usize, rule: &str, sentence: impl Into<String>) -> Self {
        let (path, rule) = (path.to_owned(), rule.to_owned());
        Self { path, line, rule, sentence: sentence.into(), warning: false }
    }

    pub(super) fn warning(self) -> Self {
        Self { warning: true, ..self }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.warning { " (warning)" } else { "" };
        write!(f, "{}:{}: {}{mark}: {}", self.path, self.line, self.rule, self.sentence)
    }
}
