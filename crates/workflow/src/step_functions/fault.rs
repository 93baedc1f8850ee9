//! What Amazon's client says, in our words.

use aws_sdk_sfn::error::{ProvideErrorMetadata, SdkError};

use crate::error::Error;

/// What stays wrong however often it is asked.
const WRONG: [&str; 8] = [
    "InvalidArn",
    "InvalidDefinition",
    "InvalidExecutionInput",
    "InvalidName",
    "InvalidOutput",
    "SerializationException",
    "UnknownOperationException",
    "ValidationException",
];

/// The name of the error that Step Functions answered with, if it answered.
pub(super) fn code<E: ProvideErrorMetadata>(error: &SdkError<E>) -> Option<&str> {
    error.as_service_error().and_then(ProvideErrorMetadata::code)
}

/// Whatever has no meaning of its own. A missing state machine or permission is worth trying again,
/// because somebody has to put it right, and messages wait meanwhile.
pub(super) fn other<E>(error: SdkError<E>) -> Error
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    match code(&error) {
        Some(code) if WRONG.contains(&code) => Error::Refused(error.into()),
        _ => Error::Unavailable(error.into()),
    }
}
