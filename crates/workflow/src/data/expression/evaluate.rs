//! An expression, as others use it.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jsonata_core::ast::AstNode;
use jsonata_core::evaluator::{Context, Evaluator, EvaluatorOptions};
use jsonata_core::value::JValue;
use serde_json::Value;

use super::functions;
use super::parse::parse;
use super::plain::{Found, Plain};
use super::value::{NoJson, from_json, to_json};
use crate::data::making::Making;
use crate::data::{Fault, Scope};

/// Milliseconds an evaluation may take.
const TIME_MAX: u64 = 1_000;

/// Levels of nested evaluation: some 700 calls of a function within itself that are not in its last
/// step. Each takes a few kilobytes.
const STACK_MAX: usize = 3_000;

/// Items of a sequence: what `[1,1,…]` of the largest payload, 262,144 bytes, can hold.
const SEQUENCE_MAX: usize = 131_072;

/// A JSONata expression: what stands between `{%` and `%}`.
#[derive(Clone)]
pub struct Expression {
    source: String,
    parsed: Arc<AstNode>,
    /// Names of the variables it reads.
    variables: Arc<[String]>,
    /// What it looks up, if it does nothing else.
    plain: Option<Arc<Plain>>,
}

impl Expression {
    /// Reads the text between the marks.
    ///
    /// # Errors
    /// A sentence: it is no JSONata, or uses what Step Functions does not have (`$eval`, and `$`
    /// and `$$` where there is nothing they could mean).
    pub fn parse(source: &str) -> Result<Self, String> {
        let source = source.trim();
        let (parsed, variables) = parse(source)?;
        Ok(Self {
            source: source.to_owned(),
            parsed: Arc::new(parsed),
            variables: variables.into_iter().collect(),
            plain: Plain::read(source).map(Arc::new),
        })
    }

    /// What was read, without the space around it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its value; `None` is JSONata's *undefined*.
    ///
    /// # Errors
    /// `States.QueryEvaluationError`: it failed, took too long, made too much, or gave what is no
    /// JSON.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>, Fault> {
        self.run(&Making::new(scope)).map_err(|why| self.fault("", &why))
    }

    /// Its value, which must not be *undefined*, as that of `field`.
    ///
    /// # Errors
    /// `States.QueryEvaluationError`.
    pub(in crate::data) fn make(&self, making: &Making<'_>, field: &str) -> Result<Value, Fault> {
        match self.run(making) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.fault(field, "returned nothing (undefined).")),
            Err(why) => Err(self.fault(field, &why)),
        }
    }

    /// The end of the sentence about it, when it has no value.
    fn run(&self, making: &Making<'_>) -> Result<Option<Value>, String> {
        match self.plain.as_ref().map(|plain| plain.find(making.scope)) {
            Some(Found::Value(value)) => Ok(value),
            Some(Found::Unsure) | None => self.run_evaluator(making),
        }
    }

    pub(super) fn run_evaluator(&self, making: &Making<'_>) -> Result<Option<Value>, String> {
        self.run_evaluator_for(TIME_MAX, making)
    }

    /// The same, with so many milliseconds.
    pub(super) fn run_evaluator_for(
        &self,
        time_max: u64,
        making: &Making<'_>,
    ) -> Result<Option<Value>, String> {
        let mut context = Context::new();
        for name in self.variables.iter() {
            if let Some(value) = making.scope.variables.get(name) {
                context.bind(name.clone(), from_json(value));
            }
            if name == "states" {
                context.bind(name.clone(), states(making.scope));
            }
        }
        let options = EvaluatorOptions {
            timeout_ms: Some(time_max),
            cancel: None,
            max_stack_depth: Some(STACK_MAX),
            max_sequence_length: Some(SEQUENCE_MAX),
        };
        let threw = |why: &str| format!("threw an error during evaluation. {why}");
        let mut evaluator = Evaluator::with_options(context, options);
        functions::register(&mut evaluator, making).map_err(|error| threw(error.message()))?;
        // The crate panics at some pictures of times. Nothing of it is used after that.
        let evaluate = AssertUnwindSafe(|| evaluator.evaluate(&self.parsed, &JValue::Undefined));
        let made = catch_unwind(evaluate).map_err(|_| threw("A function cannot take this"))?;
        let made = made.map_err(|error| threw(error.message()))?;
        to_json(&made).map_err(|why| match why {
            NoJson::Function => "returned an unsupported result type.".to_owned(),
            NoJson::Beyond(what) => threw(what),
        })
    }

    fn fault(&self, field: &str, what: &str) -> Fault {
        let specified = match field {
            "" => String::new(),
            field => format!("specified for the field '{field}' "),
        };
        let cause = format!("The JSONata expression '{}' {specified}{what}", self.source);
        let location = (!field.is_empty()).then(|| field.to_owned());
        Fault { location, ..Fault::query(cause) }
    }
}

/// `$states`.
fn states(scope: &Scope<'_>) -> JValue {
    let known = [
        ("input", Some(scope.input)),
        ("context", Some(scope.context)),
        ("result", scope.result),
        ("errorOutput", scope.error_output),
    ];
    let fields =
        known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), from_json(value?))));
    JValue::object(fields.collect())
}

/// Expressions are equal when they are written alike.
impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Expression {}

impl fmt::Debug for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Expression").field(&self.source).finish()
    }
}
