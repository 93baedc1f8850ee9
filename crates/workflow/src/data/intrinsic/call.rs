//! A call of a function, ready to be made.

use serde_json::Value;

use super::arguments::Arguments;
use super::function::Function;
use super::parse::parse;
use crate::data::making::{Making, shown};
use crate::data::{Fault, Path};

/// `States.Name(…)`.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::data) struct Call {
    /// As it was written.
    pub(super) text: String,
    pub(super) function: Function,
    pub(super) arguments: Vec<Argument>,
}

/// What a function is called with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    /// A text in quotes, in parts: there is an unescaped `{}` between each two.
    Text(Vec<String>),
    /// A number, `true`, `false` or `null`.
    Literal(Value),
    Path(Path),
    Call(Call),
}

impl Call {
    /// Reads a call, and those in it.
    ///
    /// # Errors
    /// A sentence.
    pub(in crate::data) fn parse(text: &str) -> Result<Self, String> {
        parse(text)
    }

    /// As it was written.
    pub(in crate::data) fn text(&self) -> &str {
        &self.text
    }

    /// What it gives.
    ///
    /// # Errors
    /// `States.IntrinsicFailure`, or `States.DataLimitExceeded`.
    pub(in crate::data) fn evaluate(&self, making: &Making<'_>) -> Result<Value, Fault> {
        let mut values = Vec::with_capacity(self.arguments.len());
        for argument in &self.arguments {
            values.push(self.value(argument, making)?);
        }
        let mut arguments = Arguments::new(values);
        if let Some(Argument::Text(parts)) = self.arguments.first() {
            arguments.parts = Some(parts.clone());
        }
        let made = self.function.apply(&arguments, &making.chance);
        let made = made.map_err(|why| self.fault(&why))?;
        making.spend(&made)?;
        Ok(made)
    }

    fn value(&self, argument: &Argument, making: &Making<'_>) -> Result<Value, Fault> {
        match argument {
            Argument::Text(parts) => Ok(parts.join("{}").into()),
            Argument::Literal(value) => Ok(value.clone()),
            Argument::Call(call) => call.evaluate(making),
            Argument::Path(path) => {
                let found = path.find(making.scope)?.ok_or_else(|| {
                    self.fault(&format!(
                        "The JsonPath argument for the field '{}' could not be found in the input \
                         '{}'",
                        path.text(),
                        shown(making.scope.input)
                    ))
                })?;
                making.spend(&found)?;
                Ok(found)
            }
        }
    }

    fn fault(&self, why: &str) -> Fault {
        Fault::intrinsic(format!("The function '{}' had the following error: {why}", self.text))
    }
}
