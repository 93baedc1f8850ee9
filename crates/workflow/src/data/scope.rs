//! What an expression can see.

use std::collections::BTreeMap;

use kernel::Timestamp;
use serde_json::Value;

/// The variables of a level and of those around it, by name.
pub type Variables = BTreeMap<String, Value>;

/// Time and chance, as arguments: the same ones give the same results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambient {
    /// The time.
    pub now: Timestamp,
    /// Whatever is drawn by chance follows from it.
    pub seed: u64,
}

/// Everything an expression can see.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// `$` in JSONPath: what the field works on. `$states.input` in JSONata.
    pub input: &'a Value,
    /// The context object: `$$`, `$states.context`.
    pub context: &'a Value,
    /// `$name`.
    pub variables: &'a Variables,
    /// `$states.result`, where there is one.
    pub result: Option<&'a Value>,
    /// `$states.errorOutput`, in a catcher.
    pub error_output: Option<&'a Value>,
    /// Time and chance.
    pub ambient: Ambient,
}
