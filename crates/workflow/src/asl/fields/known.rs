//! Which fields there are, in what and in which query language.
//!
//! Source: the pages of the developer guide about each state, and what
//! `ValidateStateMachineDefinition` accepts of every field in every state.

/// How data is read and made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::asl) enum Language {
    /// `JSONPath`
    Path,
    /// `JSONata`
    Jsonata,
}

impl Language {
    /// As it is written in a definition.
    pub(in crate::asl) fn name(self) -> &'static str {
        match self {
            Self::Path => "JSONPath",
            Self::Jsonata => "JSONata",
        }
    }
}

/// The fields of one kind of object.
#[derive(Debug)]
pub(in crate::asl) struct Known {
    /// What the object is, with its article.
    pub(in crate::asl) what: &'static str,
    /// Fields in both languages.
    pub(in crate::asl) both: &'static [&'static str],
    /// Fields of JSONPath alone.
    pub(in crate::asl) path: &'static [&'static str],
    /// Fields of JSONata alone.
    pub(in crate::asl) jsonata: &'static [&'static str],
}

impl Known {
    /// Whether there is such a field in that language.
    pub(in crate::asl) fn has(&self, name: &str, language: Language) -> bool {
        self.both.contains(&name) || self.only(language).contains(&name)
    }

    /// The fields of that language alone.
    pub(in crate::asl) fn only(&self, language: Language) -> &'static [&'static str] {
        match language {
            Language::Path => self.path,
            Language::Jsonata => self.jsonata,
        }
    }
}

/// The whole.
pub(in crate::asl) const DEFINITION: Known = Known {
    what: "a definition",
    both: &["Comment", "QueryLanguage", "StartAt", "States", "TimeoutSeconds", "Version"],
    path: &[],
    jsonata: &[],
};

/// One branch of a Parallel state.
pub(in crate::asl) const BRANCH: Known =
    Known { what: "a branch", both: &["Comment", "StartAt", "States"], path: &[], jsonata: &[] };

/// What a Map state runs for each item.
pub(in crate::asl) const PROCESSOR: Known = Known {
    what: "an item processor",
    both: &["Comment", "ProcessorConfig", "StartAt", "States"],
    path: &[],
    jsonata: &[],
};

/// How a Map state runs it.
pub(in crate::asl) const PROCESSOR_CONFIG: Known = Known {
    what: "a processor's configuration",
    both: &["ExecutionType", "Mode"],
    path: &[],
    jsonata: &[],
};

/// A Pass state.
pub(in crate::asl) const PASS: Known = Known {
    what: "a Pass state",
    both: &["Assign", "Comment", "End", "Next", "QueryLanguage", "Type"],
    path: &["InputPath", "OutputPath", "Parameters", "Result", "ResultPath"],
    jsonata: &["Output"],
};

/// A Task state.
pub(in crate::asl) const TASK: Known = Known {
    what: "a Task state",
    both: &[
        "Assign",
        "Catch",
        "Comment",
        "Credentials",
        "End",
        "HeartbeatSeconds",
        "Next",
        "QueryLanguage",
        "Resource",
        "Retry",
        "TimeoutSeconds",
        "Type",
    ],
    path: &[
        "HeartbeatSecondsPath",
        "InputPath",
        "OutputPath",
        "Parameters",
        "ResultPath",
        "ResultSelector",
        "TimeoutSecondsPath",
    ],
    jsonata: &["Arguments", "Output"],
};

/// Whose permissions a task has.
pub(in crate::asl) const CREDENTIALS: Known =
    Known { what: "Credentials", both: &["RoleArn"], path: &["RoleArn.$"], jsonata: &[] };

/// A Choice state.
pub(in crate::asl) const CHOICE: Known = Known {
    what: "a Choice state",
    both: &["Assign", "Choices", "Comment", "Default", "QueryLanguage", "Type"],
    path: &["InputPath", "OutputPath"],
    jsonata: &["Output"],
};

/// A rule of a Choice state, but for its operator.
pub(in crate::asl) const RULE: Known = Known {
    what: "a rule",
    both: &["Assign", "Comment", "Next"],
    path: &["And", "Not", "Or", "Variable"],
    jsonata: &["Condition", "Output"],
};

/// A rule within `And`, `Or` or `Not`, but for its operator.
pub(in crate::asl) const NESTED: Known = Known {
    what: "a rule within a rule",
    both: &["Comment"],
    path: &["And", "Not", "Or", "Variable"],
    jsonata: &[],
};

/// A Wait state.
pub(in crate::asl) const WAIT: Known = Known {
    what: "a Wait state",
    both: &["Assign", "Comment", "End", "Next", "QueryLanguage", "Seconds", "Timestamp", "Type"],
    path: &["InputPath", "OutputPath", "SecondsPath", "TimestampPath"],
    jsonata: &["Output"],
};

/// A Succeed state.
pub(in crate::asl) const SUCCEED: Known = Known {
    what: "a Succeed state",
    both: &["Comment", "QueryLanguage", "Type"],
    path: &["InputPath", "OutputPath"],
    jsonata: &["Output"],
};

/// A Fail state.
pub(in crate::asl) const FAIL: Known = Known {
    what: "a Fail state",
    both: &["Cause", "Comment", "Error", "QueryLanguage", "Type"],
    path: &["CausePath", "ErrorPath"],
    jsonata: &[],
};

/// A Parallel state.
pub(in crate::asl) const PARALLEL: Known = Known {
    what: "a Parallel state",
    both: &[
        "Assign",
        "Branches",
        "Catch",
        "Comment",
        "End",
        "Next",
        "QueryLanguage",
        "Retry",
        "Type",
    ],
    path: &["InputPath", "OutputPath", "Parameters", "ResultPath", "ResultSelector"],
    jsonata: &["Arguments", "Output"],
};

/// A Map state.
pub(in crate::asl) const MAP: Known = Known {
    what: "a Map state",
    both: &[
        "Assign",
        "Catch",
        "Comment",
        "End",
        "ItemBatcher",
        "ItemProcessor",
        "ItemSelector",
        "Iterator",
        "Label",
        "MaxConcurrency",
        "Next",
        "QueryLanguage",
        "Retry",
        "ToleratedFailureCount",
        "ToleratedFailurePercentage",
        "Type",
    ],
    path: &[
        "InputPath",
        "ItemsPath",
        "MaxConcurrencyPath",
        "OutputPath",
        "Parameters",
        "ResultPath",
        "ResultSelector",
        "ToleratedFailureCountPath",
        "ToleratedFailurePercentagePath",
    ],
    jsonata: &["Items", "Output"],
};

/// How a Map state puts items together.
pub(in crate::asl) const BATCHER: Known = Known {
    what: "an item batcher",
    both: &["BatchInput", "MaxInputBytesPerBatch", "MaxItemsPerBatch"],
    path: &["MaxInputBytesPerBatchPath", "MaxItemsPerBatchPath"],
    jsonata: &[],
};

/// When to try again.
pub(in crate::asl) const RETRIER: Known = Known {
    what: "a retrier",
    both: &[
        "BackoffRate",
        "Comment",
        "ErrorEquals",
        "IntervalSeconds",
        "JitterStrategy",
        "MaxAttempts",
        "MaxDelaySeconds",
    ],
    path: &[],
    jsonata: &[],
};

/// Where to go instead of failing.
pub(in crate::asl) const CATCHER: Known = Known {
    what: "a catcher",
    both: &["Assign", "Comment", "ErrorEquals", "Next"],
    path: &["ResultPath"],
    jsonata: &["Output"],
};
