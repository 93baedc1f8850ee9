//! What a state takes of its input, and what it gives: the fields of both query languages.

use serde_json::{Map, Value, json};

use super::execution::Failed;
use super::step::Run;
use crate::asl::{Field, Flow, PathFlow, ResultPath, State};
use crate::data::{Fault, Path, Scope, Template, Variables};

/// Most bytes of an input, a result or an output. Source: Step Functions, 256 KiB.
const BYTES_MAX: usize = 256 * 1024;

impl Run<'_> {
    /// What the state works on: `InputPath`, then `Parameters`; or `Arguments`.
    pub(super) fn effective_input(&mut self, strand: u64, state: &State) -> Result<Value, Fault> {
        let raw = self.raw_input(strand);
        match &state.flow {
            Flow::Path(flow) => {
                let chosen =
                    self.choose_part(strand, "InputPath", flow.input_path.as_ref(), &raw)?;
                match &flow.parameters {
                    Some(template) => self.make(strand, template, &chosen),
                    None => Ok(chosen),
                }
            }
            Flow::Jsonata(flow) => match &flow.arguments {
                Some(template) => self.make(strand, template, &raw),
                None => Ok(raw),
            },
        }
    }

    /// The input of a state that only looks at it: `InputPath`.
    pub(super) fn seen_input(&mut self, strand: u64, state: &State) -> Result<Value, Fault> {
        let raw = self.raw_input(strand);
        match &state.flow {
            Flow::Path(flow) => {
                self.choose_part(strand, "InputPath", flow.input_path.as_ref(), &raw)
            }
            Flow::Jsonata(_) => Ok(raw),
        }
    }

    /// What the state gives, from the `result` of its work.
    pub(super) fn output_of(
        &mut self,
        strand: u64,
        state: &State,
        result: Value,
    ) -> Result<Value, Fault> {
        match &state.flow {
            Flow::Path(flow) => self.path_output(strand, flow, result),
            Flow::Jsonata(flow) => match &flow.output {
                Some(template) => {
                    let raw = self.raw_input(strand);
                    self.look(strand, &raw, Some(&result), None, |scope| template.make(scope))
                }
                None => Ok(result),
            },
        }
    }

    fn path_output(&mut self, strand: u64, flow: &PathFlow, result: Value) -> Result<Value, Fault> {
        let result = match &flow.result_selector {
            Some(template) => self.make(strand, template, &result)?,
            None => result,
        };
        let raw = self.raw_input(strand);
        let combined = combine(&flow.result_path, raw, result)?;
        self.choose_part(strand, "OutputPath", flow.output_path.as_ref(), &combined)
    }

    /// The output of a state that changes nothing: `OutputPath`, or `Output`.
    pub(super) fn unchanged_output(
        &mut self,
        strand: u64,
        state: &State,
        output: Option<&Template>,
    ) -> Result<Value, Fault> {
        let seen = self.seen_input(strand, state)?;
        match &state.flow {
            Flow::Path(flow) => {
                self.choose_part(strand, "OutputPath", flow.output_path.as_ref(), &seen)
            }
            Flow::Jsonata(flow) => match output.or(flow.output.as_ref()) {
                Some(template) => self.make(strand, template, &seen),
                None => Ok(seen),
            },
        }
    }

    /// The variables that `assign` sets. All of them see the old ones.
    pub(super) fn assigned(
        &mut self,
        strand: u64,
        assign: Option<&Template>,
        input: &Value,
        result: Option<&Value>,
        error_output: Option<&Value>,
    ) -> Result<Variables, Fault> {
        let Some(template) = assign else { return Ok(Variables::new()) };
        let made = self.look(strand, input, result, error_output, |scope| template.make(scope))?;
        match made {
            Value::Object(variables) => Ok(variables.into_iter().collect()),
            _ => Err(Fault::runtime("Assign must make an object.")),
        }
    }

    pub(super) fn make(
        &mut self,
        strand: u64,
        template: &Template,
        input: &Value,
    ) -> Result<Value, Fault> {
        self.look(strand, input, None, None, |scope| template.make(scope))
    }

    /// A field's value, as long as it is of the right type.
    pub(super) fn field<T: Clone>(
        &mut self,
        strand: u64,
        name: &str,
        field: &Field<T>,
        input: &Value,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<T, Fault> {
        match field {
            Field::Fixed(value) => Ok(value.clone()),
            Field::Reckoned(template) => {
                let value = self.make(strand, template, input)?;
                let wrong = || Fault::runtime(format!("The field '{name}' cannot be {value}."));
                read(&value).ok_or_else(wrong)
            }
        }
    }

    /// Evaluates in the place of `strand`.
    pub(super) fn look<T>(
        &mut self,
        strand: u64,
        input: &Value,
        result: Option<&Value>,
        error_output: Option<&Value>,
        look: impl FnOnce(&Scope<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let seen = self.see(strand, input, result, error_output, look);
        seen.unwrap_or_else(|| Err(Fault::runtime("The state is not there.")))
    }

    /// The part of `whole` that `InputPath` or `OutputPath` names; `null` names an empty object.
    fn choose_part(
        &mut self,
        strand: u64,
        field: &str,
        path: Option<&Path>,
        whole: &Value,
    ) -> Result<Value, Fault> {
        let Some(path) = path else { return Ok(Value::Object(Map::new())) };
        let found = self.look(strand, whole, None, None, |scope| path.find(scope))?;
        found.ok_or_else(|| {
            let text = format!("Invalid path in {field}: nothing is there in the input '{whole}'");
            Fault::runtime(text)
        })
    }

    pub(super) fn raw_input(&self, strand: u64) -> Value {
        self.execution.strands.get(&strand).map(|strand| strand.input.clone()).unwrap_or_default()
    }
}

/// Puts a result where it belongs in the raw input.
pub(super) fn combine(at: &ResultPath, raw: Value, result: Value) -> Result<Value, Fault> {
    match at {
        ResultPath::Whole => Ok(result),
        ResultPath::Discard => Ok(raw),
        ResultPath::At(path) => path.put(raw, result),
    }
}

/// Refuses what is larger than an input, a result or an output may be.
pub(super) fn check_size(state: &str, value: &Value) -> Result<(), Fault> {
    if value.to_string().len() <= BYTES_MAX {
        return Ok(());
    }
    let cause = format!(
        "The state/task '{state}' returned a result with a size exceeding the maximum number of \
         bytes service limit."
    );
    Err(Fault::new("States.DataLimitExceeded", cause))
}

/// What a catcher's next state is told of an error. One that has a name has a cause, too, if only
/// an empty one.
pub(super) fn error_output(failed: &Failed) -> Value {
    let Failed { error, cause } = failed;
    let cause = cause.clone().or_else(|| error.as_ref().map(|_| String::new()));
    json!({ "Error": error, "Cause": cause })
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self { error: Some(fault.error), cause: Some(fault.cause) }
    }
}
