//! What went wrong, read from what the client says: who may try again, and what callers are told.

use std::error::Error as StdError;

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

use crate::error::Error;

/// What DynamoDB says of a call that may be made again as it is. Source: its guide, "Error
/// handling", and those of `TransactWriteItems`.
const PASSING: [&str; 8] = [
    "InternalServerError",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "ReplicatedWriteConflictException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
    "TransactionInProgressException",
];

/// The store was closed.
#[derive(Debug, thiserror::Error)]
#[error("the store is closed")]
pub(super) struct Closed;

/// Too many calls wait for their turn.
#[derive(Debug, thiserror::Error)]
#[error("so many calls are under way that this one never had its turn")]
pub(super) struct Crowded;

/// What the client said, with all its causes: its own words are "service error".
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(String);

/// Whether the same call may get another answer later.
pub(super) fn passes<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    match error {
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => true,
        // A connection that ends before the answer is of no kind of its own, but called passing.
        // What is left is no trouble of the network: there are no credentials, for one.
        SdkError::DispatchFailure(failure) => {
            failure.is_io() || failure.is_timeout() || failure.as_other().is_some()
        }
        SdkError::ServiceError(answer) => {
            let status = answer.raw().status().as_u16();
            status >= 500 || error.code().is_some_and(|code| PASSING.contains(&code))
        }
        _ => false,
    }
}

/// What callers are told of a call about `tables` that failed for good.
pub(super) fn refused<E>(error: &SdkError<E>, tables: &str) -> Error
where
    E: ProvideErrorMetadata + StdError + Send + Sync + 'static,
{
    match error.code() {
        Some("ResourceNotFoundException") => missing(tables),
        // The message names the rule; it does not quote what was stored.
        Some("ValidationException") => {
            Error::BadChange(error.message().unwrap_or("DynamoDB takes no such call").to_owned())
        }
        _ => Error::unavailable(Said(DisplayErrorContext(error).to_string())),
    }
}

/// The tables are not there.
pub(super) fn missing(tables: &str) -> Error {
    Error::Refused(format!(
        "DynamoDB has no table or index of this name in this account and region: {tables}. Create \
         what `contracts/collections.json` lists (the Terraform modules do), or let this program \
         do it: \"dynamodb:PREFIX?create=true\" as store.url"
    ))
}
