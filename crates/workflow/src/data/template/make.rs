//! A template, as others use it.

use serde_json::Value;

use super::node::Node;
use super::read::{Flaw, Reader};
use super::{of_jsonata, of_paths};
use crate::data::making::Making;
use crate::data::{Fault, Scope};

/// JSON with expressions in it: a payload template of JSONPath (`"name.$": "$.path"`), a JSON value
/// with `{% … %}` in it, a single path, or an intrinsic function.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The field it is the value of, for causes; empty when nobody said.
    field: String,
    node: Node,
}

impl Template {
    /// Reads a payload template: in objects, a key that ends in `.$` has a path or an intrinsic
    /// function as its value.
    ///
    /// # Errors
    /// All flaws.
    pub fn of_paths(template: &Value) -> Result<Self, Vec<Flaw>> {
        Reader::whole(|reader| of_paths::read(reader, template)).map(Self::of)
    }

    /// Reads JSON in which any string may be `{% … %}`.
    ///
    /// # Errors
    /// All flaws.
    pub fn of_jsonata(template: &Value) -> Result<Self, Vec<Flaw>> {
        Reader::whole(|reader| of_jsonata::read(reader, template)).map(Self::of)
    }

    /// Reads the value of a field whose name ends in `Path`, or of a key that ends in `.$`: a path
    /// or an intrinsic function.
    ///
    /// # Errors
    /// A sentence.
    pub fn of_path_text(text: &str) -> Result<Self, String> {
        of_paths::path_or_call(text, "").map(Self::of)
    }

    /// The same, as the value of `field`: `Output`, say, which causes then name, as in
    /// `Output/name`.
    #[must_use]
    pub fn named(self, field: impl Into<String>) -> Self {
        Self { field: field.into(), ..self }
    }

    /// What is written there, if the whole of it is one expression, path or call.
    pub fn source(&self) -> Option<&str> {
        match &self.node {
            Node::Expression(expression, _) => Some(expression.source()),
            Node::Path(path, _) => Some(path.text()),
            Node::Call(call) => Some(call.text()),
            Node::Constant(_) | Node::Array(_) | Node::Object(_) => None,
        }
    }

    /// What it makes.
    ///
    /// # Errors
    /// `States.Runtime`, `States.IntrinsicFailure`, `States.QueryEvaluationError`, and
    /// `States.DataLimitExceeded`, when it is more than any payload can hold.
    pub fn make(&self, scope: &Scope<'_>) -> Result<Value, Fault> {
        self.node.make(&Making::new(scope), &self.field)
    }

    fn of(node: Node) -> Self {
        Self { field: String::new(), node }
    }
}
