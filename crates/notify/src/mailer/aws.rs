//! What SES and SNS have in common: how they are reached, and what their failures mean.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_sns::error::{ProvideErrorMetadata, SdkError};

use crate::error::Error;

/// How long a call may take, from looking the service up to its answer.
const CALL_LASTS: Duration = Duration::from_secs(10);
/// How long connecting may take.
const CONNECTING_LASTS: Duration = Duration::from_secs(3);

/// Account, region and connections, as the surroundings say. Nothing is called yet.
///
/// # Errors
/// A sentence when the surroundings do not say which region.
pub(super) async fn surroundings() -> Result<SdkConfig, String> {
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
    match config.region() {
        Some(_) => Ok(config),
        None => Err("say in which region of AWS this is: set AWS_REGION".to_owned()),
    }
}

/// The same with our patience. A call is made once: whether one whose answer was lost was taken
/// cannot be known, and the queue tries again what has to be.
pub(super) fn once(config: &SdkConfig) -> SdkConfig {
    let patience = TimeoutConfig::builder();
    let patience = patience.operation_timeout(CALL_LASTS).connect_timeout(CONNECTING_LASTS);
    let retries = RetryConfig::disabled();
    config.to_builder().timeout_config(patience.build()).retry_config(retries).build()
}

/// Whether to try again, and why, in our own words: the service's may repeat the address or the
/// text. What is among `final_codes` is about the mail and stays so; anything else passes, also
/// when it is our own settings and rights that have to be put right.
pub(super) fn judged<E, R>(service: &str, error: &SdkError<E, R>, final_codes: &[&str]) -> Error
where
    E: ProvideErrorMetadata,
{
    match error {
        SdkError::ServiceError(answer) => {
            let code = answer.err().code().unwrap_or("something unreadable");
            let why = format!("{service} answered {}", word(code));
            if final_codes.contains(&code) {
                Error::MailRefused(why)
            } else {
                Error::MailUnavailable(why)
            }
        }
        SdkError::TimeoutError(_) => {
            let seconds = CALL_LASTS.as_secs();
            Error::MailUnavailable(format!("{service} took longer than {seconds} seconds"))
        }
        SdkError::DispatchFailure(failure) if failure.is_timeout() || failure.is_io() => {
            Error::MailUnavailable(format!("the connection to {service} failed"))
        }
        SdkError::ResponseError(_) => {
            Error::MailUnavailable(format!("the answer of {service} broke off"))
        }
        _ => Error::MailUnavailable(format!(
            "{service} could not be asked: no credentials were found, or no address of it"
        )),
    }
}

/// A code is a word. Whatever else came in its place is not repeated.
fn word(code: &str) -> &str {
    let is_word = code.len() <= 60 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_word { code } else { "something unreadable" }
}
