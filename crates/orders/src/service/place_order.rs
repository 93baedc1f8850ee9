//! Placing an order: durable, and with its place in the queue, when it is answered.

use kernel::{OrderId, Principal, derive_suffix};
use store::Outcome;

use super::Orders;
use super::quote::ready_at;
use crate::domain::{self, Actor, Flaw, FlawKind, Openness, Order, Placed, Request};
use crate::error::Error;

/// Longest name to call out, in characters.
const NAME_CHARS_MAX: usize = 40;

/// What a customer sends.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// What they want, and where.
    pub request: Request,
    /// The name to call out.
    pub name: Option<String>,
    /// A wish to the kitchen for the whole order.
    pub note: Option<String>,
    /// The total they were quoted, in minor units.
    pub expected_total_minor: Option<i64>,
    /// Their own name for this request.
    pub idempotency_key: String,
    /// The request in one canonical form; only used to tell two requests apart.
    pub canonical: String,
}

/// An order that was placed, now or before.
#[derive(Debug, Clone)]
pub struct Placement {
    /// The order as it was when it was placed, so that a repeated request has the same answer.
    pub order: Order,
    /// Whether this request had been answered before.
    pub repeated: bool,
}

impl Orders {
    /// Places an order, or finds the one this very request has placed before.
    ///
    /// # Errors
    /// [`Error::Flawed`], [`Error::UnknownLocation`], [`Error::LocationClosed`],
    /// [`Error::TotalChanged`], [`Error::KeyReused`].
    pub async fn place(&self, command: PlaceOrder, who: &Principal) -> Result<Placement, Error> {
        let id = OrderId::derived(&["order", who.id.as_str(), &command.idempotency_key]);
        let fingerprint = derive_suffix(&[&command.canonical]);
        let order = match self.decide(&id, &fingerprint, command, who).await {
            Ok(order) => order,
            // What was accepted once keeps its answer, even if it could not be placed any more.
            Err(error) => return self.repeated(&id, &fingerprint).await?.ok_or(error),
        };
        match self.commit(&order, Vec::new()).await? {
            Outcome::Committed => {
                tracing::info!(order = %id, location = %order.placed.location, "order placed");
                Ok(Placement { order, repeated: false })
            }
            Outcome::Conflict { .. } => {
                self.repeated(&id, &fingerprint).await?.ok_or(Error::Contended)
            }
        }
    }

    async fn decide(
        &self,
        id: &OrderId,
        fingerprint: &str,
        command: PlaceOrder,
        who: &Principal,
    ) -> Result<Order, Error> {
        let now = self.parts.clock.now();
        let PlaceOrder { request, name, note, expected_total_minor, .. } = command;
        let (shop, openness) = self.shop(&request.location, now).await?;
        let texts = [("/name", &name, NAME_CHARS_MAX), ("/note", &note, domain::NOTE_CHARS_MAX)];
        let flaws: Vec<Flaw> = texts.into_iter().filter_map(too_long).collect();
        if !flaws.is_empty() {
            return Err(Error::Flawed(flaws));
        }
        let price = domain::price(&shop, &request).map_err(Error::Flawed)?;
        if let Openness::Closed { opens_at } = openness {
            let local = |at: kernel::Timestamp| {
                at.to_zoned(shop.zone.clone()).strftime("%A %H:%M").to_string()
            };
            return Err(Error::LocationClosed { opens_at: opens_at.map(local) });
        }
        if let Some(expected) = expected_total_minor.filter(|total| *total != price.total_minor) {
            return Err(Error::TotalChanged { expected, actual: price.total_minor });
        }
        let placed = Placed {
            id: id.clone(),
            location: request.location,
            customer: who.id.clone(),
            fingerprint: fingerprint.to_owned(),
            name,
            note,
            fulfilment: request.fulfilment,
            lines: price.lines,
            currency: shop.currency,
            taxes: price.taxes,
            total_minor: price.total_minor,
            ready_at: ready_at(&shop, now),
        };
        Ok(Order::place(placed, Actor { id: who.id.clone(), role: who.role }, now))
    }

    /// The order this request has placed before, if it has.
    async fn repeated(&self, id: &OrderId, fingerprint: &str) -> Result<Option<Placement>, Error> {
        match self.load(id).await? {
            None => Ok(None),
            Some(order) if order.placed.fingerprint == fingerprint => {
                Ok(Some(Placement { order: order.as_of(1), repeated: true }))
            }
            Some(_) => Err(Error::KeyReused),
        }
    }
}

fn too_long((pointer, text, most): (&str, &Option<String>, usize)) -> Option<Flaw> {
    let long = text.as_ref().is_some_and(|text| text.chars().count() > most);
    long.then(|| Flaw {
        pointer: pointer.to_owned(),
        kind: FlawKind::BadText,
        detail: format!("this text has at most {most} characters"),
    })
}
