//! Customers who watch their orders live: one open stream each.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use super::closed::{Repeat, Script};
use super::order::OrderBody;
use super::tally::text_field;
use super::target::Target;
use crate::http::Parser;
use crate::wire::{Handler, Happening, Wire};

/// How long all the orders may take to be placed, and all the streams to open.
const PATIENCE: Duration = Duration::from_mins(1);
/// Connections that place the orders.
const PLACING: usize = 32;

/// Customers with their streams open.
pub(crate) struct Customers {
    wire: Wire,
    opened: Opened,
}

impl Customers {
    /// How many there are.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.wire.count()
    }

    /// Reads what the streams tell for so long.
    ///
    /// # Errors
    /// When a stream breaks.
    pub(crate) fn listen(&mut self, lasting: Duration) -> Result<()> {
        let end = Instant::now() + lasting;
        while Instant::now() < end {
            let left = end.saturating_duration_since(Instant::now());
            self.wire.turn(left, &mut self.opened)?;
            if let Some(why) = &self.opened.refused {
                bail!("a customer's live stream ended: {why}");
            }
        }
        Ok(())
    }
}

/// Places an order for each customer and opens its stream.
///
/// # Errors
/// When orders are not accepted or streams do not open.
pub(crate) fn customers(target: &Target, body: &OrderBody, count: usize) -> Result<Customers> {
    let orders = place(target, body, count)?;
    let mut wire = Wire::connect(target.address()?, 0)?;
    let mut opened = Opened { open: vec![false; count], refused: None };
    for order in &orders {
        // The request follows at once: a server hangs up on those who say nothing.
        let lane = wire.add()?;
        wire.expect_endless(lane);
        wire.send(lane, |out| target.order_events(order).write(0, out))?;
    }
    let patience = Instant::now() + PATIENCE;
    while opened.open.contains(&false) {
        if let Some(why) = opened.refused {
            bail!("a customer's live stream was not opened: {why}");
        }
        if Instant::now() > patience {
            let open = opened.open.iter().filter(|open| **open).count();
            bail!("{open} of {count} live streams opened within {PATIENCE:?}");
        }
        wire.turn(Duration::from_millis(50), &mut opened)?;
    }
    Ok(Customers { wire, opened })
}

/// Places so many orders and tells their ids.
///
/// # Errors
/// When an order is not accepted.
pub(crate) fn place(target: &Target, body: &OrderBody, count: usize) -> Result<Vec<String>> {
    let mut wire = Wire::connect(target.address()?, PLACING.min(count))?;
    let script = Repeat::new(target.place(&body.order), 202);
    let mut placed = Placed { script, asked: 0, wanted: count, ids: Vec::new(), refused: None };
    for lane in 0..wire.count() {
        placed.asked += 1;
        wire.send(lane, |out| placed.script.request(lane, out))?;
    }
    let patience = Instant::now() + PATIENCE;
    while placed.ids.len() < count {
        if let Some(why) = placed.refused {
            bail!("an order was not accepted: {why}");
        }
        if Instant::now() > patience {
            bail!("{} of {count} orders were accepted within {PATIENCE:?}", placed.ids.len());
        }
        wire.turn(Duration::from_millis(50), &mut placed)?;
    }
    Ok(placed.ids)
}

struct Placed {
    script: Repeat,
    asked: usize,
    wanted: usize,
    ids: Vec<String>,
    refused: Option<String>,
}

impl Handler for Placed {
    fn happened(&mut self, lane: usize, happening: Happening<'_>, next: &mut Vec<u8>) {
        match happening {
            Happening::Answer { answer, .. } if answer.status() == 202 => {
                self.ids.push(text_field(answer.body(), "id").unwrap_or_default().to_owned());
            }
            Happening::Answer { answer, .. } => self.refused = Some(said(answer)),
            Happening::Piece(_) => {}
            Happening::Lost(why) => self.refused = Some(why.to_owned()),
        }
        if self.asked < self.wanted {
            self.asked += 1;
            self.script.request(lane, next);
        }
    }
}

struct Opened {
    open: Vec<bool>,
    refused: Option<String>,
}

impl Handler for Opened {
    fn happened(&mut self, lane: usize, happening: Happening<'_>, _next: &mut Vec<u8>) {
        match happening {
            Happening::Piece(answer) if answer.status() == 200 => {
                self.open[lane] = true;
                answer.body().clear();
            }
            Happening::Piece(answer) | Happening::Answer { answer, .. } => {
                self.refused = Some(said(answer));
            }
            Happening::Lost(why) => self.refused = Some(why.to_owned()),
        }
    }
}

fn said(answer: &mut Parser) -> String {
    let body: String = String::from_utf8_lossy(answer.body()).chars().take(300).collect();
    format!("{} {body}", answer.status())
}
