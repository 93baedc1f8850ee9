//! What is wrong in a definition.

use std::fmt;

/// One thing that is wrong in a definition, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Where, as a JSON pointer (RFC 6901) into the document, such as
    /// `/States/Pay/Retry/0/MaxAttempts`; empty for the whole.
    pub path: String,
    /// What is wrong and what was expected, as a sentence without a capital and a full stop.
    pub sentence: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.sentence);
        }
        write!(f, "{}: {}", self.path, self.sentence)
    }
}
