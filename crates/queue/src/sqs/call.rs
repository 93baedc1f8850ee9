//! How SQS is called: with what patience, and what its answers mean.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::Builder;
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};

use crate::error::Error;

/// How often a call is made before it counts as failed. Waits between grow, and vary by chance.
pub(crate) const ATTEMPTS: u32 = 4;
/// The wait before the second attempt, at most; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// The longest wait between attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How long an attempt may take, besides what it was asked to wait.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// A client that tries again what may pass.
pub(super) fn client(config: &SdkConfig) -> Client {
    let config = Builder::from(config)
        .retry_config(patience())
        .timeout_config(within(Duration::ZERO))
        .build();
    Client::from_conf(config)
}

/// How calls are tried again.
pub(crate) fn patience() -> RetryConfig {
    RetryConfig::standard()
        .with_max_attempts(ATTEMPTS)
        .with_initial_backoff(FIRST_WAIT)
        .with_max_backoff(LONGEST_WAIT)
}

/// How long each attempt may take when the service was asked to wait for `wait`.
pub(crate) fn within(wait: Duration) -> TimeoutConfig {
    TimeoutConfig::builder().operation_attempt_timeout(wait + ANSWERS_WITHIN).build()
}

/// A call that failed, after all attempts.
pub(crate) fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Unavailable(Box::new(error))
}

/// What the service said of one entry of a call.
pub(crate) fn refused(code: &str, message: Option<&str>) -> Error {
    Error::Unavailable(format!("{code}: {}", message.unwrap_or_default()).into())
}

/// Whether the service answered with one of these codes.
pub(super) fn is<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>, codes: &[&str]) -> bool {
    error.as_service_error().and_then(ProvideErrorMetadata::code).is_some_and(|code| {
        // The older protocol writes some codes with the service's name before them.
        codes.contains(&code.rsplit('.').next().unwrap_or(code))
    })
}

/// Whole seconds, rounded up.
pub(super) fn seconds(time: Duration) -> i32 {
    let whole = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    i32::try_from(whole).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_second_counts_as_one() {
        let ms = |ms| seconds(Duration::from_millis(ms));
        assert_eq!((ms(0), ms(1), ms(1_000), ms(1_001)), (0, 1, 1, 2));
    }
}
