//! Calls to AWS: a limited number at the same time, each tried again as long as that may help.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::failure::{Closed, Crowded, passes};
use super::patience::{ATTEMPT_LIMIT, CONNECT_LIMIT, Patience};
use crate::error::Error;

/// How many callers are served at the same time; others wait for their turn. More would only meet
/// each other where they want the same key, and hold a connection each.
const AT_ONCE_MAX: u32 = 64;
/// How long a turn is waited for.
const TURN_LIMIT: Duration = Duration::from_mins(1);

/// The client, and the door to it.
pub(super) struct Calls {
    pub(super) client: Client,
    room: Arc<Semaphore>,
    closed: AtomicBool,
}

impl Calls {
    /// A client with our limits. It does not try again by itself: what is tried again must carry
    /// the same token, and stop in time, and only we know both.
    pub(super) fn new(config: &SdkConfig) -> Self {
        let limits = TimeoutConfig::builder()
            .connect_timeout(CONNECT_LIMIT)
            .operation_attempt_timeout(ATTEMPT_LIMIT)
            .build();
        let config = Builder::from(config)
            .retry_config(RetryConfig::disabled())
            .timeout_config(limits)
            .build();
        Self {
            client: Client::from_conf(config),
            room: Arc::new(Semaphore::new(AT_ONCE_MAX as usize)),
            closed: AtomicBool::new(false),
        }
    }

    /// Waits for a turn, which lasts until it is dropped.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the store is closed, or when the turn does not come in time.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        if self.closed.load(Ordering::Acquire) {
            return Err(Error::unavailable(Closed));
        }
        let turn = timeout(TURN_LIMIT, Arc::clone(&self.room).acquire_owned()).await;
        match turn {
            Ok(Ok(turn)) if !self.closed.load(Ordering::Acquire) => Ok(turn),
            Ok(_) => Err(Error::unavailable(Closed)),
            Err(_) => Err(Error::unavailable(Crowded)),
        }
    }

    /// Lets nobody begin any more, and waits for those who have.
    pub(super) async fn close(&self) {
        self.closed.store(true, Ordering::Release);
        // An error says that somebody else has waited already.
        drop(self.room.acquire_many(AT_ONCE_MAX).await);
        self.room.close();
    }
}

/// Calls, and calls again while that may help.
pub(super) async fn tried<O, E, F>(
    patience: &mut Patience,
    send: impl Fn() -> F,
) -> Result<O, SdkError<E>>
where
    E: ProvideErrorMetadata,
    F: Future<Output = Result<O, SdkError<E>>>,
{
    loop {
        match send().await {
            Err(error) if passes(&error) => patience.pause(error).await?,
            answer => return answer,
        }
    }
}
