//! Closed loop: every connection sends its next request when the answer to the last has come.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::tally::{Outcome, Tally};
use crate::http::{Parser, Request};
use crate::process::Process;
use crate::wire::{Handler, Happening, Wire};

/// How long the last answers may take to come after the end.
const DRAIN: Duration = Duration::from_secs(10);

/// How long to load, and whose processor time to read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// Not counted, at the beginning.
    pub(crate) warm_up: Duration,
    /// Counted.
    pub(crate) counted: Duration,
    /// The server, when it runs on this machine.
    pub(crate) server: Option<Process>,
}

impl Span {
    /// The server's processor time so far.
    pub(super) fn cpu(&self) -> Result<Option<Duration>> {
        self.server.map(Process::cpu).transpose()
    }
}

/// What each connection does, again and again.
pub(crate) trait Script {
    /// Writes the next request of a connection.
    fn request(&mut self, lane: usize, out: &mut Vec<u8>);

    /// Takes the answer to it.
    fn answered(&mut self, lane: usize, answer: &mut Parser, took: Duration, tally: &mut Tally);

    /// The connection was lost; whatever it was at begins anew.
    fn lost(&mut self, lane: usize) {
        let _ = lane;
    }

    /// Whether the connection is between two rounds, so that it may stop.
    fn may_stop(&self, lane: usize) -> bool {
        let _ = lane;
        true
    }
}

/// Runs the script on every connection for the span.
///
/// # Errors
/// When connections cannot be kept, or answers stay away after the end.
pub(crate) fn closed(wire: &mut Wire, script: &mut dyn Script, span: Span) -> Result<Outcome> {
    let mut run = Run { script, tally: Tally::new(), stopping: false };
    for lane in 0..wire.count() {
        wire.send(lane, |out| run.script.request(lane, out))?;
    }
    turn_until(wire, &mut run, Instant::now() + span.warm_up)?;
    let (cpu_before, begin) = (span.cpu()?, Instant::now());
    run.tally.set_open(true);
    turn_until(wire, &mut run, begin + span.counted)?;
    run.tally.set_open(false);
    let (counted, cpu_after) = (begin.elapsed(), span.cpu()?);
    run.stopping = true;
    let patience = Instant::now() + DRAIN;
    while wire.under_way() > 0 {
        if Instant::now() > patience {
            bail!("{} answers did not come within {DRAIN:?} of the end", wire.under_way());
        }
        wire.turn(Duration::from_millis(50), &mut run)?;
    }
    let cpu = cpu_after.zip(cpu_before).map(|(after, before)| after.saturating_sub(before));
    Ok(run.tally.outcome(counted, cpu))
}

fn turn_until(wire: &mut Wire, handler: &mut dyn Handler, end: Instant) -> Result<()> {
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        wire.turn(left, handler)?;
    }
}

struct Run<'a> {
    script: &'a mut dyn Script,
    tally: Tally,
    stopping: bool,
}

impl Handler for Run<'_> {
    fn happened(&mut self, lane: usize, happening: Happening<'_>, next: &mut Vec<u8>) {
        match happening {
            Happening::Answer { answer, took } => {
                self.script.answered(lane, answer, took, &mut self.tally);
            }
            Happening::Piece(answer) => answer.body().clear(),
            Happening::Lost(why) => {
                self.tally.bad(why);
                self.script.lost(lane);
            }
        }
        if !(self.stopping && self.script.may_stop(lane)) {
            self.script.request(lane, next);
        }
    }
}

/// The same request again and again, each with the next serial number.
pub(crate) struct Repeat {
    request: Request,
    expected: u16,
    /// What the body must contain besides.
    containing: Option<&'static [u8]>,
    serial: u64,
}

impl Repeat {
    /// Counts the answers with status `expected`.
    pub(crate) fn new(request: Request, expected: u16) -> Self {
        Self { request, expected, containing: None, serial: 0 }
    }

    /// Counts only those that contain these bytes, too.
    pub(crate) fn containing(mut self, bytes: &'static [u8]) -> Self {
        self.containing = Some(bytes);
        self
    }
}

impl Script for Repeat {
    fn request(&mut self, _lane: usize, out: &mut Vec<u8>) {
        self.serial += 1;
        self.request.write(self.serial, out);
    }

    fn answered(&mut self, _lane: usize, answer: &mut Parser, took: Duration, tally: &mut Tally) {
        let expected = answer.status() == self.expected
            && self.containing.is_none_or(|bytes| contains(answer.body(), bytes));
        if expected { tally.good(took) } else { tally.unexpected(answer) }
    }
}

fn contains(body: &[u8], bytes: &[u8]) -> bool {
    body.windows(bytes.len()).any(|window| window == bytes)
}
