//! What somebody has agreed to, and when: a record that only grows.

use kernel::Timestamp;

use super::fault::{Fault, Faults};

/// Most entries of one person's record: some documents, in some versions, given and withdrawn.
pub const CONSENTS_MAX: usize = 200;
/// Longest name of a document and of a version, in characters.
const WORD_CHARS_MAX: usize = 40;

/// Whether somebody agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// They agreed.
    Given,
    /// They do not agree, or no longer.
    Withdrawn,
}

impl Decision {
    /// The word in records and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::fmt::Display for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Decision {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        [Self::Given, Self::Withdrawn].into_iter().find(|known| known.as_str() == word).ok_or_else(
            || {
                let word: String = word.chars().take(40).collect();
                format!("\"{word}\" is not a decision: expected given or withdrawn")
            },
        )
    }
}

/// One entry: what somebody decided about one version of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Which document: `terms`, `privacy`, `offers`.
    pub document: String,
    /// Which version of it they were shown.
    pub version: String,
    /// What they decided.
    pub decision: Decision,
    /// When.
    pub at: Timestamp,
}

/// The same as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentInput {
    /// Which document.
    pub document: String,
    /// Which version of it.
    pub version: String,
    /// What they decided.
    pub decision: String,
}

impl ConsentInput {
    /// The entry, if nothing is wrong with it.
    ///
    /// # Errors
    /// Every fault of the input.
    pub(super) fn read(&self, at: Timestamp) -> Result<Consent, Vec<Fault>> {
        let mut faults = Faults::default();
        let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        for (pointer, text, is_good, expected) in [
            ("/document", &self.document, self.document.chars().all(slug), "a-z, 0-9 and hyphens"),
            (
                "/version",
                &self.version,
                self.version.chars().all(|c| c.is_ascii_graphic()),
                "visible ASCII characters",
            ),
        ] {
            if text.is_empty() || text.len() > WORD_CHARS_MAX || !is_good {
                faults.add(pointer, format!("is not 1 to {WORD_CHARS_MAX} of {expected}"));
            }
        }
        let decision = faults.word("/decision", &self.decision).unwrap_or(Decision::Withdrawn);
        let (document, version) = (self.document.clone(), self.version.clone());
        faults.unless_any(Consent { document, version, decision, at })
    }
}
