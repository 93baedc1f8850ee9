//! What a template is made of.

use serde_json::Value;

use crate::data::intrinsic::Call;
use crate::data::making::{Making, shown};
use crate::data::{Expression, Fault, Path};

/// A part of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// JSON without expressions in it.
    Constant(Value),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// A path, and the field it is the value of.
    Path(Path, String),
    Call(Call),
    /// A JSONata expression, and where it stands: `/name[0]`.
    Expression(Expression, String),
}

impl Node {
    /// These items; a constant, if all of them are.
    pub(super) fn array(items: Vec<Self>) -> Self {
        match items.iter().map(Self::constant).collect() {
            Some(items) => Self::Constant(Value::Array(items)),
            None => Self::Array(items),
        }
    }

    /// These fields; a constant, if all of them are.
    pub(super) fn object(fields: Vec<(String, Self)>) -> Self {
        let constant = fields.iter().map(|(key, node)| Some((key.clone(), node.constant()?)));
        match constant.collect() {
            Some(fields) => Self::Constant(Value::Object(fields)),
            None => Self::Object(fields),
        }
    }

    fn constant(&self) -> Option<Value> {
        match self {
            Self::Constant(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// What it makes; `field` is the name of the field that the whole template is the value of.
    pub(super) fn make(&self, making: &Making<'_>, field: &str) -> Result<Value, Fault> {
        match self {
            Self::Constant(value) => {
                making.spend(value)?;
                Ok(value.clone())
            }
            Self::Array(items) => items.iter().map(|item| item.make(making, field)).collect(),
            Self::Object(fields) => fields
                .iter()
                .map(|(key, node)| Ok((key.clone(), node.make(making, field)?)))
                .collect(),
            Self::Path(path, key) => {
                let key = if key.is_empty() { field } else { key };
                let found = path.find(making.scope)?;
                let found = found.ok_or_else(|| missing(path, key, making.scope.input))?;
                making.spend(&found)?;
                Ok(found)
            }
            Self::Call(call) => call.evaluate(making),
            Self::Expression(expression, at) => {
                let at = format!("{field}{at}");
                let made = expression.make(making, at.strip_prefix('/').unwrap_or(&at))?;
                making.spend(&made)?;
                Ok(made)
            }
        }
    }
}

/// That a path finds nothing, as Step Functions says it.
fn missing(path: &Path, field: &str, input: &Value) -> Fault {
    let specified = match field {
        "" => String::new(),
        field => format!(" specified for the field '{field}'"),
    };
    // Recorded behaviour; the guide says `States.ParameterPathFailure`.
    Fault::runtime(format!(
        "The JSONPath '{}'{specified} could not be found in the input '{}'",
        path.text(),
        shown(input)
    ))
}
