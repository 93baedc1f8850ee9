//! The system downstream: it follows a location's live stream and writes down what it is told.

use std::sync::Arc;

use hyper::body::Incoming;
use serde_json::Value;
use tokio::sync::watch;

use crate::checker::Observation;
use crate::http::{Client, next_chunk};
use crate::wire;
use crate::world::{Caller, Phase, World};

/// How far a reader has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// It has not been connected yet.
    Starting,
    /// It has been connected: from now on it misses nothing while the server runs.
    Connected,
    /// It has seen an event: from now on it can resume.
    Reading,
}

/// Follows the stream of one location until the run is over.
///
/// # Errors
/// When the server sends what it never should.
pub async fn run(
    world: Arc<World>,
    shop: usize,
    progress: watch::Sender<Progress>,
) -> anyhow::Result<()> {
    let over = Arc::clone(&world);
    tokio::select! {
        ended = follow(&world, shop, &progress) => ended,
        () = over.until(Phase::Over) => Ok(()),
    }
}

async fn follow(
    world: &Arc<World>,
    shop: usize,
    progress: &watch::Sender<Progress>,
) -> anyhow::Result<()> {
    let location = world.shops[shop].location.clone();
    let mut caller = Caller::new(world, "barista", Some(&location), "chaos-reader");
    let path = format!("/v1/locations/{location}/orders/events");
    let mut last: Option<String> = None;
    while let Some(server) = world.address().await {
        let authorization = caller.authorization().await?;
        let mut headers = vec![("authorization", authorization.as_str())];
        headers.extend(last.as_deref().map(|last| ("last-event-id", last)));
        // The client goes out of scope last, and with it the connection.
        let mut client = Client::default();
        if let Ok(body) = client.stream(server, &path, &headers).await {
            advance(progress, Progress::Connected);
            read(world, shop, body, &mut last, progress).await?;
        }
        world.lost(server).await;
    }
    Ok(())
}

fn advance(progress: &watch::Sender<Progress>, to: Progress) {
    progress.send_if_modified(|now| {
        let further = *now < to;
        *now = to.max(*now);
        further
    });
}

/// Reads events until the connection dies.
async fn read(
    world: &World,
    shop: usize,
    mut body: Incoming,
    last: &mut Option<String>,
    progress: &watch::Sender<Progress>,
) -> anyhow::Result<()> {
    let shop = &world.shops[shop];
    let mut events = Events::default();
    while let Ok(Some(chunk)) = next_chunk(&mut body).await {
        for event in events.feed(&chunk) {
            if let Some(id) = event.id {
                *last = Some(id);
                advance(progress, Progress::Reading);
            }
            let data: Value = serde_json::from_str(&event.data)?;
            let order = wire::order(&data, shop)?;
            world.ledger.observation(Observation {
                reader: format!("the stream of {}", shop.location),
                at: world.ledger.now(),
                order: order.id,
                version: order.version,
                status: order.status,
                number: order.number,
            })?;
        }
    }
    Ok(())
}

/// Takes a stream of server-sent events apart. An event that was not sent whole is not seen.
#[derive(Debug, Default)]
struct Events {
    unread: Vec<u8>,
    event: Event,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Event {
    id: Option<String>,
    data: String,
}

impl Events {
    fn feed(&mut self, chunk: &[u8]) -> Vec<Event> {
        self.unread.extend_from_slice(chunk);
        let mut whole = Vec::new();
        while let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.unread.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            if line.is_empty() {
                let event = std::mem::take(&mut self.event);
                if !event.data.is_empty() {
                    whole.push(event);
                }
                continue;
            }
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "id" => self.event.id = Some(value.to_owned()),
                "data" if self.event.data.is_empty() => value.clone_into(&mut self.event.data),
                "data" => {
                    self.event.data.push('\n');
                    self.event.data.push_str(value);
                }
                _ => {}
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_however_they_are_cut() {
        let stream =
            b": hello\n\nid: 1\nevent: placed\ndata: {}\n\nid: 2\ndata: a\r\ndata: b\n\nid: 3";
        let expected = [("1", "{}"), ("2", "a\nb")]
            .map(|(id, data)| Event { id: Some(id.to_owned()), data: data.to_owned() });
        for size in 1..stream.len() {
            let mut events = Events::default();
            let read: Vec<_> = stream.chunks(size).flat_map(|chunk| events.feed(chunk)).collect();
            assert_eq!(read, expected, "in pieces of {size}");
        }
    }
}
