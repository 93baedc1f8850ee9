//! A stream of server-sent events, read one by one (WHATWG HTML, 9.2).

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use futures_util::StreamExt;
use serde_json::Value;

/// Longer than any event takes on a busy machine; a stream that needs more is stuck.
const STUCK_AFTER: Duration = Duration::from_mins(2);

/// A stream of events that was opened.
pub(crate) struct Events {
    body: BodyDataStream,
    text: String,
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) word: String,
    pub(crate) data: Value,
}

impl Events {
    pub(crate) fn of(response: http::Response<Body>) -> Self {
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next event; `None` when the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        let next = tokio::time::timeout(STUCK_AFTER, self.read()).await;
        next.expect("an event comes or the stream ends")
    }

    async fn read(&mut self) -> Option<Event> {
        loop {
            if let Some((frame, rest)) = self.text.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.text = rest;
                // A comment keeps the connection open and says nothing.
                if frame.lines().all(|line| line.starts_with(':')) {
                    continue;
                }
                return Some(event_of(&frame));
            }
            let chunk = self.body.next().await?.expect("the stream does not break");
            self.text.push_str(std::str::from_utf8(&chunk).expect("events are UTF-8"));
        }
    }

    /// The next event, which must come.
    pub(crate) async fn some(&mut self) -> Event {
        self.next().await.expect("the stream has not ended")
    }

    /// The words of the next `count` events.
    pub(crate) async fn words(&mut self, count: usize) -> Vec<String> {
        let mut words = Vec::new();
        for _ in 0..count {
            words.push(self.some().await.word);
        }
        words
    }

    /// Everything until the stream ends.
    pub(crate) async fn rest(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(event) = self.next().await {
            events.push(event);
        }
        events
    }
}

impl Event {
    /// Which order it tells of, and its version then.
    pub(crate) fn step(&self) -> (String, i64) {
        let order = self.data["id"].as_str().expect("an order").to_owned();
        (order, self.data["version"].as_i64().expect("a version"))
    }
}

fn event_of(frame: &str) -> Event {
    let field = |name: &str| {
        let line = frame.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_else(|| panic!("an event without {name}: {frame}"))
    };
    let data = serde_json::from_str(field("data")).expect("data is JSON");
    Event { id: field("id").to_owned(), word: field("event").to_owned(), data }
}
