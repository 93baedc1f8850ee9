//! A state machine as it was read: checked, with every path and expression parsed.
//!
//! Source of every field: "Amazon States Language" in the developer guide of AWS Step Functions and
//! the specification at <https://states-language.net/spec.html>.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::data::{Expression, Path, ReferencePath, Template};

/// A whole definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// What its author says about it.
    pub comment: Option<String>,
    /// How long an execution may take in all, in seconds.
    pub timeout_seconds: Option<u64>,
    /// Its states.
    pub states: States,
}

/// States that belong together: a definition's, a branch's, or an iteration's.
#[derive(Debug, Clone, PartialEq)]
pub struct States {
    /// Where it begins.
    pub start_at: String,
    /// By name.
    pub states: BTreeMap<String, State>,
}

/// One state.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What its author says about it.
    pub comment: Option<String>,
    /// What it does.
    pub kind: Kind,
    /// What it takes and gives.
    pub flow: Flow,
    /// Variables it sets when it succeeds.
    pub assign: Option<Template>,
    /// What comes after it; of no use to Choice, Succeed and Fail.
    pub next: Next,
}

/// What comes after a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A state of the same level.
    State(String),
    /// Nothing: the level is done.
    End,
}

/// What a state takes of its input and what it gives as output, in one of the two query languages.
#[derive(Debug, Clone, PartialEq)]
pub enum Flow {
    /// `QueryLanguage: JSONPath`.
    Path(Box<PathFlow>),
    /// `QueryLanguage: JSONata`.
    Jsonata(Box<JsonataFlow>),
}

/// The five fields of JSONPath, in the order they are applied.
#[derive(Debug, Clone, PartialEq)]
pub struct PathFlow {
    /// Which part of the raw input is taken; `None` is `null` in the definition: an empty object.
    pub input_path: Option<Path>,
    /// Makes the effective input (`Parameters`).
    pub parameters: Option<Template>,
    /// Makes the effective result.
    pub result_selector: Option<Template>,
    /// Where the result goes in the raw input.
    pub result_path: ResultPath,
    /// Which part of that goes on; `None` is `null`: an empty object.
    pub output_path: Option<Path>,
}

/// Where a result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultPath {
    /// `$`: it takes the input's place.
    Whole,
    /// `null`: nowhere, the input goes on.
    Discard,
    /// Into the input at that place.
    At(ReferencePath),
}

/// The two fields of JSONata.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonataFlow {
    /// Makes what the task, or the branches, are given.
    pub arguments: Option<Template>,
    /// Makes the state's output.
    pub output: Option<Template>,
}

/// A field that is written down, or reckoned when the state is entered (`…Path`, or `{% … %}`).
#[derive(Debug, Clone, PartialEq)]
pub enum Field<T> {
    /// Written down.
    Fixed(T),
    /// Reckoned.
    Reckoned(Template),
}

/// What a state does.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Asks for work and waits for its result.
    Task(Box<Task>),
    /// Passes its input on, or this.
    Pass(Option<Value>),
    /// Decides where to go.
    Choice(Choice),
    /// Waits.
    Wait(Until),
    /// Ends the level well.
    Succeed,
    /// Ends the level badly.
    Fail(Failure),
    /// Runs branches side by side.
    Parallel(Parallel),
    /// Runs the same states for each item.
    Map(Box<Map>),
}

/// A task.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// What does it: an ARN, or a placeholder such as `${orders_capture_payment}`.
    pub resource: String,
    /// How long it may take, in seconds; without it 99,999,999.
    pub timeout_seconds: Option<Field<u64>>,
    /// How long it may be silent, in seconds.
    pub heartbeat_seconds: Option<Field<u64>>,
    /// Whose permissions it has.
    pub credentials: Option<Template>,
    /// What to do when it fails.
    pub rescue: Rescue,
}

/// What to do about errors: first the retriers, then the catchers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rescue {
    /// Tried in their order; the first that matches the error is used.
    pub retry: Vec<Retrier>,
    /// Likewise, when no retrier matches or the one that does has no attempts left.
    pub catch: Vec<Catcher>,
}

/// When to try again.
#[derive(Debug, Clone, PartialEq)]
pub struct Retrier {
    /// Error names, `States.ALL` and `States.TaskFailed` among them.
    pub error_equals: Vec<String>,
    /// The first wait, in seconds; 1 unless told.
    pub interval_seconds: u64,
    /// How often to try again; 3 unless told.
    pub max_attempts: u64,
    /// By how much each wait is longer than the one before; 2.0 unless told.
    pub backoff_rate: f64,
    /// The longest wait, in seconds.
    pub max_delay_seconds: Option<u64>,
    /// Whether each wait is taken by chance from 0 to itself (`JitterStrategy: FULL`).
    pub has_full_jitter: bool,
}

/// Where to go instead of failing.
#[derive(Debug, Clone, PartialEq)]
pub struct Catcher {
    /// As in [`Retrier::error_equals`].
    pub error_equals: Vec<String>,
    /// A state of the same level.
    pub next: String,
    /// Where the error goes in the raw input (JSONPath).
    pub result_path: ResultPath,
    /// What the next state is given (JSONata).
    pub output: Option<Template>,
    /// Variables to set.
    pub assign: Option<Template>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The first rule that holds decides.
    pub rules: Vec<Rule>,
    /// Where to go when none does; without it that is the error `States.NoChoiceMatched`.
    pub default: Option<String>,
}

/// One rule of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What its author says about it.
    pub comment: Option<String>,
    /// What must hold.
    pub condition: Condition,
    /// Where it goes then.
    pub next: String,
    /// Variables to set then, in place of the state's.
    pub assign: Option<Template>,
    /// The output then (JSONata), in place of the state's.
    pub output: Option<Template>,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A JSONata expression that must give `true` or `false`.
    Jsonata(Expression),
    /// All of them.
    And(Vec<Condition>),
    /// One of them.
    Or(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// A comparison (JSONPath).
    Compare {
        /// What is looked at.
        variable: Path,
        /// How.
        test: Test,
    },
}

/// A comparison of JSONPath.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Two values of one type, such as `NumericLessThan` or `TimestampEqualsPath`.
    Values {
        /// What both must be.
        of: Operands,
        /// How they must stand to each other.
        relation: Relation,
        /// What to compare with.
        with: Operand,
    },
    /// `StringMatches`: `*` stands for any characters, `\*` for itself.
    Matches(String),
    /// Whether it is what is asked (`IsPresent: false` and so on).
    Is(Is, bool),
}

/// The types that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operands {
    /// `Boolean…`
    Booleans,
    /// `Numeric…`
    Numbers,
    /// `String…`
    Strings,
    /// `Timestamp…`: RFC 3339 with seconds, and `T` and `Z` in capitals.
    Timestamps,
}

/// How two values stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `…Equals`
    Equal,
    /// `…LessThan`
    Less,
    /// `…LessThanEquals`
    LessOrEqual,
    /// `…GreaterThan`
    Greater,
    /// `…GreaterThanEquals`
    GreaterOrEqual,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// Written down.
    Value(Value),
    /// Found at a path (`…Path`).
    Path(Path),
}

/// What a value can be asked to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Is {
    /// `IsNull`
    Null,
    /// `IsPresent`
    Present,
    /// `IsNumeric`
    Numeric,
    /// `IsString`
    String,
    /// `IsBoolean`
    Boolean,
    /// `IsTimestamp`
    Timestamp,
}

/// How long to wait.
#[derive(Debug, Clone, PartialEq)]
pub enum Until {
    /// So many seconds (`Seconds`, `SecondsPath`).
    Seconds(Field<u64>),
    /// Until then (`Timestamp`, `TimestampPath`), as RFC 3339.
    Timestamp(Field<String>),
}

/// How a level ends badly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Failure {
    /// The error's name.
    pub error: Option<Field<String>>,
    /// What is to say about it.
    pub cause: Option<Field<String>>,
}

/// Branches side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// Each is given the same input; their outputs make up an array in this order.
    pub branches: Vec<States>,
    /// What to do when one fails.
    pub rescue: Rescue,
}

/// The same states for each item.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Where the items are.
    pub items: Items,
    /// Makes the input of each iteration (`ItemSelector`, or `Parameters` of old definitions).
    pub item_selector: Option<Template>,
    /// Puts several items into one iteration.
    pub item_batcher: Option<ItemBatcher>,
    /// How many iterations run at the same time; 0 is no limit.
    pub max_concurrency: Field<u64>,
    /// How many may fail.
    pub tolerated_failure_count: Field<u64>,
    /// How many in a hundred may fail.
    pub tolerated_failure_percentage: Field<f64>,
    /// What runs for each.
    pub processor: States,
    /// `Mode: DISTRIBUTED`.
    pub is_distributed: bool,
    /// What to do when it fails.
    pub rescue: Rescue,
}

/// Where the items of a map are.
#[derive(Debug, Clone, PartialEq)]
pub enum Items {
    /// At a path of the effective input (`ItemsPath`); `$` unless told.
    At(Path),
    /// Reckoned (`Items`): an array, or in JSONata one that gives an array.
    Reckoned(Template),
    /// The whole effective input.
    Input,
}

/// How items are put together.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemBatcher {
    /// Given to each batch beside its items.
    pub batch_input: Option<Template>,
    /// Most items of one batch.
    pub max_items: Option<Field<u64>>,
    /// Most bytes of one batch's input.
    pub max_bytes: Option<Field<u64>>,
}
