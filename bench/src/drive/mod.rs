//! The load: what is sent to the server, how often, and what came of it.

mod closed;
mod journey;
mod live;
mod open;
mod order;
mod tally;
mod target;

use std::net::SocketAddr;

use anyhow::{Context, Result};

pub(crate) use closed::{Repeat, Span, closed};
pub(crate) use live::{Customers, customers, place};
pub(crate) use order::OrderBody;
pub(crate) use tally::Outcome;
pub(crate) use target::Target;

use crate::http;
use crate::wire::Wire;

/// Statuses by which an answer to `Prefer: wait` tells that the order is confirmed.
const CONFIRMED: &[u8] = b"\"status\":\"confirmed\"";

/// What the load does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Places orders; counted when accepted (202).
    Accept,
    /// Places orders and waits; counted when confirmed.
    Confirmed,
    /// Places so many orders per second; the latency is from due to confirmed on the live stream.
    Confirm { rate: u32 },
    /// Carries orders from placed to collected.
    Journey,
    /// Asks for quotes.
    Quote,
    /// Reads the menu.
    Menu,
    /// Reads the menu by its `ETag`; counted when unchanged (304).
    MenuUnchanged,
    /// Reads a path of any server.
    Get { path: String },
}

/// Puts the load on the server from so many connections.
///
/// # Errors
/// When the server cannot be reached, or what the load needs (menu, quote, tokens) is missing.
pub(crate) fn drive(
    target: &Target,
    what: &What,
    connections: usize,
    span: Span,
) -> Result<Outcome> {
    let address = target.address()?;
    let repeat = |request, expected| -> Result<Outcome> {
        let mut wire = Wire::connect(address, connections)?;
        closed(&mut wire, &mut Repeat::new(request, expected), span)
    };
    let order = || OrderBody::from_menu(address, target);
    match what {
        What::Accept => repeat(target.place(&order()?.order), 202),
        What::Confirmed => {
            let mut script = Repeat::new(target.place_and_wait(&order()?.order), 200);
            script = script.containing(CONFIRMED);
            closed(&mut Wire::connect(address, connections)?, &mut script, span)
        }
        What::Confirm { rate } => {
            let place = target.place(&order()?.order);
            let arrivals = open::Arrivals { place, stream: target.location_events(), rate: *rate };
            open::open(&mut Wire::connect(address, connections + 1)?, &arrivals, span)
        }
        What::Journey => {
            let place = target.place_and_wait(&order()?.order);
            let headers = target.barista_headers();
            let (authority, headers) = (target.authority(), headers.borrowed());
            let mut script = journey::Journey::new(place, authority, &headers, connections);
            closed(&mut Wire::connect(address, connections)?, &mut script, span)
        }
        What::Quote => repeat(target.quote(&order()?.quote), 200),
        What::Menu => repeat(target.menu(&[]), 200),
        What::MenuUnchanged => {
            let etag = etag(address, target)?;
            repeat(target.menu(&[("if-none-match", &etag)]), 304)
        }
        What::Get { path } => repeat(target.get(path), 200),
    }
}

fn etag(address: SocketAddr, target: &Target) -> Result<String> {
    let menu = http::exchange(address, &target.menu(&[]))?;
    let etag = menu.header("etag").map(str::to_owned);
    etag.with_context(|| format!("the menu, answered {}, has no ETag", menu.status()))
}

#[cfg(test)]
mod tests;
