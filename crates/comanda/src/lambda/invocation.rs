//! What a function is told about the call it answers.

use std::time::Duration;

use kernel::Timestamp;
use lambda_runtime::Context;
use tokio::time::Instant;

/// How long before Lambda ends the call we are done: what is cut off has answered nothing.
const MARGIN: Duration = Duration::from_secs(1);

/// One call of a function.
#[derive(Debug, Clone)]
pub(super) struct Invocation {
    /// When to be done.
    pub(super) deadline: Instant,
    /// The ARN of the function, which names account and region.
    pub(super) function: String,
}

impl Invocation {
    pub(super) fn of(context: &Context, now: Timestamp) -> Self {
        let ends = i64::try_from(context.deadline).unwrap_or(i64::MAX);
        let left_ms = ends.saturating_sub(now.as_millisecond());
        let left = Duration::from_millis(u64::try_from(left_ms).unwrap_or(0));
        Self {
            deadline: Instant::now() + left.saturating_sub(MARGIN),
            function: context.invoked_function_arn.clone(),
        }
    }

    /// Whether there is time to begin something.
    pub(super) fn has_time(&self) -> bool {
        Instant::now() < self.deadline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(deadline_ms: u64) -> Context {
        let mut context = Context::default();
        context.deadline = deadline_ms;
        context
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_is_done_before_lambda_ends_it() {
        let now = Timestamp::from_millisecond(1_000_000).expect("a time");
        let call = Invocation::of(&context(1_030_000), now);
        assert_eq!(call.deadline - Instant::now(), Duration::from_secs(29));
        assert!(call.has_time());
        assert!(!Invocation::of(&context(1_000_500), now).has_time());
        assert!(!Invocation::of(&context(0), now).has_time());
    }
}
