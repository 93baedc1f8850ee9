//! The history, with the names and shapes of `GetExecutionHistory`.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its number, from 1.
    pub id: u64,
    /// What it followed from; 0 for the first, and for what begins a state machine's level.
    pub previous_event_id: u64,
    /// When.
    pub timestamp: Timestamp,
    /// What: `TaskStateEntered` and so on.
    #[serde(rename = "type")]
    pub kind: String,
    /// `stateEnteredEventDetails` and so on, where the event has details.
    #[serde(flatten)]
    pub details: Map<String, Value>,
}

impl Event {
    /// Cuts each text of its details to `max` bytes and says so where inputs and outputs do; says
    /// about how many bytes are left.
    pub(crate) fn shorten(&mut self, max: usize) -> usize {
        let mut bytes = 200;
        for details in self.details.values_mut().filter_map(Value::as_object_mut) {
            let mut cut = Vec::new();
            for (name, value) in details.iter_mut() {
                let Value::String(text) = value else { continue };
                if text.len() > max {
                    text.truncate(text.floor_char_boundary(max));
                    cut.push(format!("{name}Details"));
                }
                // Quotation marks and the like take two bytes when they are stored.
                bytes += name.len() + text.len() * 2;
            }
            for name in cut {
                if let Some(told) = details.get_mut(&name) {
                    *told = json!({ "truncated": true });
                }
            }
        }
        bytes
    }
}

/// The details of an event, under the name they have there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Details(Option<(&'static str, Map<String, Value>)>);

impl Details {
    /// An event without details.
    pub(super) const NONE: Self = Self(None);

    pub(super) fn of(name: &'static str) -> Self {
        Self(Some((name, Map::new())))
    }

    /// Adds a detail.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Some((_, details)) = &mut self.0 {
            details.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Adds a detail if there is one.
    #[must_use]
    pub(super) fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds JSON as text, as the history has it; of inputs and outputs it also says that they are
    /// whole.
    #[must_use]
    pub(super) fn json(self, name: &str, value: &Value) -> Self {
        let with = self.with(name, value.to_string());
        match name {
            "input" | "output" => {
                with.with(&format!("{name}Details"), json!({ "truncated": false }))
            }
            _ => with,
        }
    }

    pub(super) fn into_map(self) -> Map<String, Value> {
        let entry = |(name, details): (&str, _)| (name.to_owned(), Value::Object(details));
        self.0.map(entry).into_iter().collect()
    }
}
