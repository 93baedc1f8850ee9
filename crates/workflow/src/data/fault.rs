//! What can go wrong while data is read or made: an error name of the language and a sentence.

/// A failure with the name that `Retry` and `Catch` know it by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}: {cause}")]
pub struct Fault {
    /// `States.…`
    pub error: String,
    /// A sentence for people.
    pub cause: String,
    /// The field of the state, as the history tells it: `Output/total`. Only of JSONata.
    pub location: Option<String>,
}

impl Fault {
    /// A fault with any name.
    pub fn new(error: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { error: error.into(), cause: cause.into(), location: None }
    }

    /// `States.Runtime`: nothing catches it.
    pub fn runtime(cause: impl Into<String>) -> Self {
        Self::new("States.Runtime", cause)
    }

    /// `States.QueryEvaluationError`: a JSONata expression failed, or gave what cannot be.
    pub fn query(cause: impl Into<String>) -> Self {
        Self::new("States.QueryEvaluationError", cause)
    }

    /// `States.IntrinsicFailure`: an intrinsic function was given what it cannot take.
    pub fn intrinsic(cause: impl Into<String>) -> Self {
        Self::new("States.IntrinsicFailure", cause)
    }

    /// `States.ResultPathMatchFailure`: a result cannot go where its path points.
    pub fn result_path(cause: impl Into<String>) -> Self {
        Self::new("States.ResultPathMatchFailure", cause)
    }
}
