//! Writing the record of who did what.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;

use api::{Error, Problem};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use kernel::{Clock, LocationId, PrincipalId, Random, Role};
use store::{Change, Outcome, Store};
use tracing::Instrument;

use super::record::{AUDIT, EntryId, EntryRecord};

/// The record of who did what. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Trail {
    pub(super) store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

/// What somebody is about to do.
#[derive(Debug, Clone)]
pub(crate) struct Begun {
    pub(crate) by: PrincipalId,
    pub(crate) role: Role,
    /// The operation's id in the OpenAPI document.
    pub(crate) operation: String,
    pub(crate) method: String,
    /// As it was sent, without the query.
    pub(crate) path: String,
    /// The location that the path names, however it writes it.
    pub(crate) location: Option<LocationId>,
    pub(crate) request_id: String,
}

/// How answering ended: with an answer, or in a panic.
type Ended = Result<Response, Box<dyn Any + Send>>;

impl Trail {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self { store, clock, random }
    }

    /// Lets an operation answer, and writes down how it ended before anybody hears of it. Both go
    /// on when whoever asked hangs up: what was changed is then written down all the same.
    pub(crate) async fn witness(
        &self,
        begun: Begun,
        answering: impl Future<Output = Response> + Send + 'static,
    ) -> Response {
        let trail = self.clone();
        let work = async move {
            let ended: Ended = AssertUnwindSafe(answering).catch_unwind().await;
            let status = ended.as_ref().map_or(500, |response| response.status().as_u16());
            trail.write(begun, status).await;
            ended
        };
        match tokio::spawn(work.in_current_span()).await {
            Ok(Ok(response)) => response,
            Ok(Err(panic)) => resume_unwind(panic),
            // The runtime ends, and with it the connection.
            Err(_) => Problem::from(Error::Internal).into_response(),
        }
    }

    /// Writes down what was done. It is done: when this fails, whoever did it is not told that it
    /// was not, and the log says loudly what is missing.
    async fn write(&self, begun: Begun, status: u16) {
        let Begun { by, role, operation, method, path, location, request_id } = begun;
        let id = EntryId::derived(&["audit", &self.random.token()]);
        let at = self.clock.now();
        let entry =
            EntryRecord { id, at, by, role, operation, method, path, location, status, request_id };
        let why = match self.store.commit(Change::of(vec![AUDIT.insert(&entry)])).await {
            Ok(Outcome::Committed) => return,
            Ok(Outcome::Conflict { .. }) => "its id is taken".to_owned(),
            Err(error) => error.to_string(),
        };
        let EntryRecord { by, role, operation, path, .. } = entry;
        tracing::error!(
            %by, %role, operation, path, status, why,
            "the audit record misses an entry: what staff did could not be written down"
        );
    }
}
