//! What a function is given, as it needs it.

use serde_json::Value;

use crate::data::number::rounded;

/// The values of a function's arguments.
#[derive(Debug)]
pub(in crate::data) struct Arguments {
    values: Vec<Value>,
    /// When the first one was written as a text: its parts around each `{}` in it.
    pub(super) parts: Option<Vec<String>>,
}

impl Arguments {
    /// These, of which none was written as a text.
    pub(in crate::data) fn new(values: Vec<Value>) -> Self {
        Self { values, parts: None }
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Value] {
        &self.values
    }

    /// The one at `at`, counted from 0.
    pub(super) fn get(&self, at: usize) -> Result<&Value, String> {
        self.values.get(at).ok_or_else(|| format!("argument {} is missing", at + 1))
    }

    /// An array.
    pub(super) fn array(&self, at: usize) -> Result<&Vec<Value>, String> {
        self.get(at)?.as_array().ok_or_else(|| self.wrong(at, "an array"))
    }

    /// A text.
    pub(super) fn text(&self, at: usize) -> Result<&str, String> {
        self.get(at)?.as_str().ok_or_else(|| self.wrong(at, "a string"))
    }

    /// A text of at most `max` characters.
    pub(super) fn short_text(&self, at: usize, max: usize) -> Result<&str, String> {
        let text = self.text(at)?;
        match text.chars().count() {
            length if length > max => {
                Err(format!("argument {} has {length} characters, but {max} at most", at + 1))
            }
            _ => Ok(text),
        }
    }

    /// A number, rounded to a whole one.
    pub(super) fn whole(&self, at: usize) -> Result<i64, String> {
        match self.get(at)? {
            Value::Number(number) => rounded(number)
                .ok_or_else(|| format!("argument {}, {number}, is too large", at + 1)),
            _ => Err(self.wrong(at, "a number")),
        }
    }

    /// What is wrong when an argument is not `wanted`.
    pub(super) fn wrong(&self, at: usize, wanted: &str) -> String {
        let found = match self.values.get(at) {
            None => "missing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "an array",
            Some(Value::Object(_)) => "an object",
        };
        format!("argument {} must be {wanted}, but is {found}", at + 1)
    }
}
