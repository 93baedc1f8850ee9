//! Open loop: orders come at a fixed rate, whether or not the server keeps up, and a barista's live
//! stream tells when each is confirmed. Latencies count from the moment the order was due, so a
//! server that stalls cannot hide the wait of those who come meanwhile.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::closed::Span;
use super::tally::{Outcome, Tally, text_field};
use crate::http::{Parser, Request};
use crate::wire::{Handler, Happening, Wire};

/// How long the last orders may take to be confirmed after the end.
const DRAIN: Duration = Duration::from_secs(10);

/// The orders that come, and how it is learned what becomes of them.
pub(crate) struct Arrivals {
    /// Places an order; keyed.
    pub(crate) place: Request,
    /// Opens the location's live stream.
    pub(crate) stream: Request,
    /// Orders per second.
    pub(crate) rate: u32,
}

/// Places orders at the rate on all connections but the last, which follows the stream.
///
/// # Errors
/// When the stream does not open, breaks, or connections cannot be kept.
pub(crate) fn open(wire: &mut Wire, arrivals: &Arrivals, span: Span) -> Result<Outcome> {
    let stream_lane = wire.count() - 1;
    let mut watch = Watch::new(stream_lane);
    wire.expect_endless(stream_lane);
    wire.send(stream_lane, |out| arrivals.stream.write(0, out))?;
    let patience = Instant::now() + DRAIN;
    while !watch.streaming {
        if Instant::now() > patience {
            bail!("the live stream did not open within {DRAIN:?}");
        }
        wire.turn(Duration::from_millis(50), &mut watch)?;
        watch.check()?;
    }
    let begin = Instant::now() + span.warm_up;
    let end = begin + span.counted;
    let gap = Duration::from_secs(1) / arrivals.rate.max(1);
    let (mut due, mut cpu_before) = (Instant::now(), None);
    while Instant::now() < end {
        if cpu_before.is_none() && Instant::now() >= begin {
            cpu_before = span.cpu()?;
        }
        while due <= Instant::now().min(end) {
            watch.backlog.push_back(Due { at: due, counts: due >= begin });
            due += gap;
        }
        watch.send(wire, &arrivals.place)?;
        let wait = due.min(end).saturating_duration_since(Instant::now());
        wire.turn(wait, &mut watch)?;
        watch.check()?;
    }
    let cpu_after = span.cpu()?;
    // What was due in the last moment counts, even when the driver itself came late.
    while due < end {
        watch.backlog.push_back(Due { at: due, counts: due >= begin });
        due += gap;
    }
    let patience = Instant::now() + DRAIN;
    while watch.unsettled(wire) && Instant::now() < patience {
        watch.send(wire, &arrivals.place)?;
        wire.turn(Duration::from_millis(20), &mut watch)?;
        watch.check()?;
    }
    let cpu = cpu_after.zip(cpu_before).map(|(after, before)| after.saturating_sub(before));
    Ok(watch.outcome(span.counted, cpu))
}

#[derive(Clone, Copy)]
struct Due {
    at: Instant,
    counts: bool,
}

/// What is known of the orders under way.
struct Watch {
    tally: Tally,
    stream_lane: usize,
    streaming: bool,
    broken: Option<String>,
    idle: Vec<usize>,
    backlog: VecDeque<Due>,
    serial: u64,
    /// The order each connection is placing.
    placing: Vec<Option<Due>>,
    /// Placed and not confirmed.
    waiting: HashMap<String, Due>,
    /// What the stream told of orders before the answer to their placing came.
    early: HashMap<String, (String, Instant)>,
    /// Bytes of the stream that are no whole event yet.
    partial: Vec<u8>,
}

impl Watch {
    fn new(stream_lane: usize) -> Self {
        let mut tally = Tally::new();
        tally.set_open(true);
        Self {
            tally,
            stream_lane,
            streaming: false,
            broken: None,
            idle: (0..stream_lane).collect(),
            backlog: VecDeque::new(),
            serial: 0,
            placing: vec![None; stream_lane],
            waiting: HashMap::new(),
            early: HashMap::new(),
            partial: Vec::new(),
        }
    }

    /// Sends what is due on the connections that are free.
    fn send(&mut self, wire: &mut Wire, place: &Request) -> Result<()> {
        while !self.idle.is_empty()
            && let Some(due) = self.backlog.pop_front()
            && let Some(lane) = self.idle.pop()
        {
            self.serial += 1;
            self.placing[lane] = Some(due);
            wire.send(lane, |out| place.write(self.serial, out))?;
        }
        Ok(())
    }

    fn unsettled(&self, wire: &Wire) -> bool {
        wire.under_way() + self.waiting.len() + self.backlog.len() > 0
    }

    fn check(&self) -> Result<()> {
        match &self.broken {
            Some(why) => bail!("the live stream broke: {why}"),
            None => Ok(()),
        }
    }

    /// Orders that never were confirmed, or never even sent, count as failures.
    fn outcome(mut self, counted: Duration, cpu: Option<Duration>) -> Outcome {
        let counts = |due: &&Due| due.counts;
        let unconfirmed = self.waiting.values().filter(counts).count();
        let unsent = self.backlog.iter().filter(counts).count();
        let unanswered = self.placing.iter().flatten().filter(counts).count();
        for (what, count) in [
            ("placed and not confirmed in time", unconfirmed),
            ("not sent for want of a free connection", unsent),
            ("not answered in time", unanswered),
        ] {
            (0..count).for_each(|_| self.tally.bad(what));
        }
        self.tally.set_open(false);
        self.tally.outcome(counted, cpu)
    }

    fn placed(&mut self, lane: usize, answer: &mut Parser) {
        self.idle.push(lane);
        let Some(due) = self.placing[lane].take() else { return };
        if !matches!(answer.status(), 200 | 202) {
            if due.counts {
                self.tally.unexpected(answer);
            }
            return;
        }
        let id = text_field(answer.body(), "id").unwrap_or_default();
        match self.early.remove(id) {
            Some((event, at)) => self.settle(due, &event, at),
            None => drop(self.waiting.insert(id.to_owned(), due)),
        }
    }

    fn settle(&mut self, due: Due, event: &str, at: Instant) {
        match event {
            _ if !due.counts => {}
            "confirmed" => self.tally.good(at.saturating_duration_since(due.at)),
            other => self.tally.bad(other),
        }
    }

    fn told(&mut self, answer: &mut Parser) {
        if answer.status() != 200 {
            self.broken = Some(format!("it answered {}", answer.status()));
            return;
        }
        self.streaming = true;
        self.partial.append(answer.body());
        let now = Instant::now();
        let bytes = std::mem::take(&mut self.partial);
        let mut rest = bytes.as_slice();
        while let Some(end) = rest.windows(2).position(|two| two == b"\n\n") {
            if let Some((event, order)) = event_of(&rest[..end]) {
                match self.waiting.remove(order) {
                    Some(due) => self.settle(due, event, now),
                    None => drop(self.early.insert(order.to_owned(), (event.to_owned(), now))),
                }
            }
            rest = &rest[end + 2..];
        }
        self.partial = rest.to_vec();
    }
}

impl Handler for Watch {
    fn happened(&mut self, lane: usize, happening: Happening<'_>, _next: &mut Vec<u8>) {
        match happening {
            Happening::Piece(answer) => self.told(answer),
            Happening::Answer { answer, .. } if lane == self.stream_lane => {
                self.broken = Some(format!("it ended with status {}", answer.status()));
            }
            Happening::Answer { answer, .. } => self.placed(lane, answer),
            Happening::Lost(why) if lane == self.stream_lane => self.broken = Some(why.to_owned()),
            Happening::Lost(why) => {
                self.idle.push(lane);
                if self.placing[lane].take().is_some_and(|due| due.counts) {
                    self.tally.bad(why);
                }
            }
        }
    }
}

/// The event and the order of one block of the stream, if it tells how an order's placing ended.
fn event_of(block: &[u8]) -> Option<(&str, &str)> {
    let mut lines = block.split(|byte| *byte == b'\n');
    let event = lines.clone().find_map(|line| line.strip_prefix(b"event:"))?.trim_ascii();
    let event = std::str::from_utf8(event).ok()?;
    let data = lines.find_map(|line| line.strip_prefix(b"data:"))?;
    matches!(event, "confirmed" | "rejected").then_some(())?;
    Some((event, text_field(data, "id")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_placing_is_an_event_of_interest() {
        let block = |event: &str| format!("id: 7\nevent: {event}\ndata: {{\"id\":\"ord_1\"}}");
        assert_eq!(event_of(block("confirmed").as_bytes()), Some(("confirmed", "ord_1")));
        assert_eq!(event_of(block("rejected").as_bytes()), Some(("rejected", "ord_1")));
        assert_eq!(event_of(block("placed").as_bytes()), None);
        assert_eq!(event_of(b": keep-alive"), None);
    }
}
