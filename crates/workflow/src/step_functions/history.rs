//! Histories, in the shapes in which Step Functions tells them.
//!
//! Our own events have the names and shapes of `GetExecutionHistory`, so what it answers is handed
//! on as it is. The client would read it into a type for each kind of event, and drop what it does
//! not know; so the answer itself is kept and read.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_sfn::config::interceptors::AfterDeserializationInterceptorContextRef;
use aws_sdk_sfn::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_sfn::error::BoxError;
use kernel::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::client::StepFunctions;
use super::fault;
use crate::begin;
use crate::error::Error;
use crate::machine::Event;

/// Events of a page. Source: `GetExecutionHistory` takes 1,000 at most.
const PAGE: i32 = 1_000;
/// Microseconds in a second.
const MICROSECONDS: f64 = 1_000_000.0;

impl StepFunctions {
    /// The events after the one with this number: those of the first page that has any.
    pub(super) async fn events_after(&self, id: &str, after: u64) -> Result<Vec<Event>, Error> {
        let mut from = None;
        loop {
            // A history can only be read from an end, so what is known already is skipped.
            let page = self.page(id, Order::OldestFirst, from).await?;
            let events: Vec<Event> =
                page.events.into_iter().map(Event::from).filter(|event| event.id > after).collect();
            from = page.next_token;
            if !events.is_empty() || from.is_none() {
                return Ok(events);
            }
        }
    }

    /// The latest events, the last one first, without inputs and outputs.
    pub(super) async fn latest_events(&self, id: &str) -> Result<Vec<Event>, Error> {
        let page = self.page(id, Order::LatestFirst, None).await?;
        Ok(page.events.into_iter().map(Event::from).collect())
    }

    async fn page(&self, id: &str, order: Order, from: Option<String>) -> Result<Told, Error> {
        let (_, arn) = self.find(id)?;
        let is_latest = order == Order::LatestFirst;
        let ask = self.client.get_execution_history().execution_arn(arn).max_results(PAGE);
        let ask = ask.reverse_order(is_latest).include_execution_data(!is_latest);
        let answer = Answer::default();
        let ask = ask.set_next_token(from).customize().interceptor(answer.clone());
        match ask.send().await {
            Ok(_) => answer.read(),
            Err(error) if fault::code(&error) == Some("ExecutionDoesNotExist") => {
                Err(begin::no_such_execution(id))
            }
            Err(error) => Err(fault::other(error)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    OldestFirst,
    LatestFirst,
}

/// Keeps the answer of a call.
#[derive(Debug, Clone, Default)]
struct Answer(Arc<Mutex<Vec<u8>>>);

impl Answer {
    fn read(&self) -> Result<Told, Error> {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        serde_json::from_slice(&body).map_err(|error| Error::Unavailable(error.into()))
    }
}

impl Intercept for Answer {
    fn name(&self) -> &'static str {
        "answer"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // It is whole in memory by now: it has just been read.
        if let Some(body) = context.response().body().bytes() {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = body.to_vec();
        }
        Ok(())
    }
}

/// A page as it is answered.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    events: Vec<ToldEvent>,
    #[serde(default)]
    next_token: Option<String>,
}

/// An event as it is answered: with seconds since 1970 for a time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToldEvent {
    id: u64,
    #[serde(default)]
    previous_event_id: u64,
    timestamp: f64,
    #[serde(rename = "type")]
    kind: String,
    #[serde(flatten)]
    details: Map<String, Value>,
}

impl From<ToldEvent> for Event {
    fn from(told: ToldEvent) -> Self {
        let ToldEvent { id, previous_event_id, timestamp, kind, details } = told;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what does not fit is far from any time"
        )]
        let micros = (timestamp * MICROSECONDS).round() as i64;
        let timestamp = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
        // A time that an execution does not have yet is told as nothing.
        let details = details.into_iter().filter(|(_, details)| !details.is_null()).collect();
        Self { id, previous_event_id, timestamp, kind, details }
    }
}
