//! Committing a change: one transaction, made again under the same token until it has an answer.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use kernel::{OsRandom, Random};

use super::actions::actions;
use super::calls::tried;
use super::database::Database;
use super::failure::refused;
use super::patience::Patience;
use crate::change::Change;
use crate::error::Error;
use crate::port::Outcome;

/// Reasons of a cancelled transaction that say nothing about its conditions: another one was at
/// the same item, or there was no capacity.
const PASSING: [&str; 4] = [
    "ProvisionedThroughputExceeded",
    "RequestLimitExceeded",
    "ThrottlingError",
    "TransactionConflict",
];

/// Why a transaction was cancelled.
enum Cancelled {
    /// The condition of the write at this place did not hold.
    Conflict { write: usize },
    /// Another commit took the number of one of the messages.
    NumberTaken,
    /// It may be made again as it is.
    Passing,
    /// It would be cancelled again.
    No,
}

impl Database {
    /// Commits a change that has been checked.
    pub(super) async fn commit(&self, change: &Change) -> Result<Outcome, Error> {
        let _turn = self.calls.turn().await?;
        let mut patience = Patience::begin();
        if change.writes.is_empty() && change.messages.is_empty() {
            self.forget(&change.sent, &mut patience).await?;
            return Ok(Outcome::Committed);
        }
        loop {
            let numbers = self.numbers(&change.messages, &mut patience).await?;
            // Of the same content DynamoDB carries out one; other numbers are other content.
            let request = self
                .calls
                .client
                .transact_write_items()
                .client_request_token(OsRandom.token())
                .set_transact_items(Some(actions(&self.tables, change, &numbers)?));
            let error = loop {
                match tried(&mut patience, || request.clone().send()).await {
                    Ok(_) => return Ok(Outcome::Committed),
                    Err(error) => match cancelled(&error, change.writes.len()) {
                        Cancelled::Conflict { write } => return Ok(Outcome::Conflict { write }),
                        Cancelled::NumberTaken => break error,
                        Cancelled::Passing => {
                            let waited = patience.pause(error).await;
                            waited.map_err(|error| self.failed(&error, change))?;
                        }
                        Cancelled::No => return Err(self.failed(&error, change)),
                    },
                }
            };
            let waited = patience.pause(error).await;
            waited.map_err(|error| self.failed(&error, change))?;
        }
    }

    fn failed(&self, error: &SdkError<TransactWriteItemsError>, change: &Change) -> Error {
        refused(error, &self.tables.touched(change))
    }
}

fn cancelled(error: &SdkError<TransactWriteItemsError>, writes: usize) -> Cancelled {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return Cancelled::No;
    };
    let reasons = cancelled.cancellation_reasons();
    let codes = || reasons.iter().map(|reason| reason.code().unwrap_or("None"));
    match codes().position(|code| code == "ConditionalCheckFailed") {
        Some(write) if write < writes => Cancelled::Conflict { write },
        Some(_) => Cancelled::NumberTaken,
        None if codes().all(|code| code == "None" || PASSING.contains(&code)) => Cancelled::Passing,
        None => Cancelled::No,
    }
}
