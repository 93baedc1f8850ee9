//! Placing an order: durable, and with its place in the queue, when it is answered.

use kernel::{LocationId, OrderId, Principal, derive_suffix};
use store::{Outcome, Write};

use super::quote::taken;
use super::{Orders, TRIES};
use crate::domain::{self, Actor, Flaw, FlawKind, Order, OrderKey, Placed, Request, Schedule};
use crate::error::Error;

/// What a customer sends.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// What they want, and where.
    pub request: Request,
    /// The name to call out.
    pub name: Option<String>,
    /// A wish to the kitchen for the whole order.
    pub note: Option<String>,
    /// The order that a scanned code opened for them, if they scanned one.
    pub redeemed: Option<OrderId>,
    /// Where news about the order is to be sent.
    pub email: Option<String>,
    /// What it is paid from, as a token of a payment provider; `None` to pay at the counter.
    pub payment_source: Option<String>,
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
    /// [`Error::LocationPaused`], [`Error::TotalChanged`], [`Error::KeyReused`],
    /// [`Error::QrCodeNeeded`], [`Error::RedemptionOver`]. Who may order for somebody at the
    /// counter is the caller's to check.
    pub async fn place(&self, command: PlaceOrder, who: &Principal) -> Result<Placement, Error> {
        let id = command.redeemed.clone().unwrap_or_else(|| {
            OrderId::derived(&["order", who.id.as_str(), &command.idempotency_key])
        });
        let fingerprint = derive_suffix(&[&command.canonical]);
        for _ in 0..TRIES {
            let decided = self.decide(&id, &fingerprint, command.clone(), who).await;
            let (order, redemption) = match decided {
                Ok(decided) => decided,
                // What was accepted once keeps its answer, even if it could not be placed any more.
                Err(error) => return self.repeated(&id, &fingerprint, who).await?.ok_or(error),
            };
            if self.commit(&order, redemption.into_iter().collect()).await? == Outcome::Committed {
                tracing::info!(order = %id, location = %order.placed.location, "order placed");
                return Ok(Placement { order, repeated: false });
            }
            if let Some(placement) = self.repeated(&id, &fingerprint, who).await? {
                return Ok(placement);
            }
            // What was redeemed has ended meanwhile, and is to be refused for that.
        }
        Err(Error::Contended)
    }

    /// The order, and the write that uses up what was redeemed for it.
    async fn decide(
        &self,
        id: &OrderId,
        fingerprint: &str,
        command: PlaceOrder,
        who: &Principal,
    ) -> Result<(Order, Option<Write>), Error> {
        let now = self.parts.clock.now();
        let mut flaws = command.flaws();
        if command.payment_source.is_some() && !self.parts.pays_ahead {
            flaws.push(not_paid_ahead());
        }
        let PlaceOrder { request, name, note, redeemed, email, payment_source, .. } = command;
        let expected_total_minor = command.expected_total_minor;
        let (shop, openness) = self.shop(&request.location, now).await?;
        if !flaws.is_empty() {
            return Err(Error::Flawed(flaws));
        }
        let redemption = match &redeemed {
            Some(order) => Some(self.redemption_for(order, &request.location, who).await?),
            None if shop.limits.qr_codes.is_some() && !request.walk_in => {
                return Err(Error::QrCodeNeeded);
            }
            None => None,
        };
        let price = domain::price(&shop, &request);
        let schedule = match Schedule::of(&request.fulfilment, shop.preparation, now) {
            Ok(schedule) => schedule,
            Err(flaw) => {
                let others = price.err().unwrap_or_default();
                return Err(Error::Flawed([vec![flaw], others].concat()));
            }
        };
        let not_offered = shop.fulfilments.flaw_of(&request.fulfilment);
        let price = match (price, not_offered) {
            (Ok(price), None) => price,
            (price, not_offered) => {
                let others = price.err().unwrap_or_default();
                return Err(Error::Flawed(not_offered.into_iter().chain(others).collect()));
            }
        };
        match request.fulfilment.scheduled_for() {
            Some(at) => {
                if let Some(flaw) = self.closed_then(&request, at).await? {
                    return Err(Error::Flawed(vec![flaw]));
                }
            }
            None => taken(&shop, openness.towards(request.walk_in))?,
        }
        if let Some(expected) = expected_total_minor.filter(|total| *total != price.total_minor) {
            return Err(Error::TotalChanged { expected, actual: price.total_minor });
        }
        let walk_in = request.walk_in;
        let placed = Placed {
            id: id.clone(),
            location: request.location,
            customer: if walk_in { domain::nobody(id) } else { who.id.clone() },
            fingerprint: fingerprint.to_owned(),
            name,
            note,
            email,
            fulfilment: request.fulfilment,
            lines: price.lines,
            currency: shop.currency,
            taxes: price.taxes,
            tip_minor: price.tip_minor,
            total_minor: price.total_minor,
            payment_source,
            ready_at: schedule.ready_at,
            fire_at: schedule.fire_at,
            walk_in,
            redeemed: redeemed.is_some(),
            key: (!walk_in).then(|| OrderKey::new(self.parts.random.token())),
        };
        let by = Actor::at(&placed.location, who);
        let order = Order::place(placed, by, now);
        Ok((order, redemption))
    }

    /// The write that uses up what this customer redeemed at this location.
    async fn redemption_for(
        &self,
        order: &OrderId,
        at: &LocationId,
        who: &Principal,
    ) -> Result<Write, Error> {
        let redemption = self.redemption(order).await?;
        let is_theirs = redemption
            .is_some_and(|redemption| redemption.customer == who.id && redemption.location == *at);
        if !is_theirs {
            return Err(Error::NotFound);
        }
        self.use_redemption(order).await
    }

    /// The order this request has placed before, if it has.
    async fn repeated(
        &self,
        id: &OrderId,
        fingerprint: &str,
        who: &Principal,
    ) -> Result<Option<Placement>, Error> {
        match self.load(id).await? {
            None => Ok(None),
            Some(order) if !order.was_placed_by(&who.id) => Err(Error::NotFound),
            Some(order) if order.placed.fingerprint == fingerprint => {
                Ok(Some(Placement { order: order.as_of(1), repeated: true }))
            }
            Some(_) => Err(Error::KeyReused),
        }
    }
}

fn not_paid_ahead() -> Flaw {
    Flaw {
        pointer: "/payment_source".to_owned(),
        kind: FlawKind::NotPaidAhead,
        detail: "orders are paid at the counter here".to_owned(),
    }
}

impl PlaceOrder {
    /// What is wrong with what was written, and with what does not go together.
    fn flaws(&self) -> Vec<Flaw> {
        let (name, note) = (self.name.as_deref(), self.note.as_deref());
        let flaws = [
            domain::too_long("/name", name, domain::NAME_CHARS_MAX),
            domain::too_long("/note", note, domain::NOTE_CHARS_MAX),
            domain::bad_email("/email", self.email.as_deref()),
            domain::bad_payment_source("/payment_source", self.payment_source.as_deref()),
        ];
        let mut flaws: Vec<Flaw> = flaws.into_iter().flatten().collect();
        if self.request.walk_in {
            let (fulfilment, redeemed) = (&self.request.fulfilment, self.redeemed.as_ref());
            flaws.extend(domain::of_nobody(fulfilment, self.email.as_deref(), redeemed));
        }
        flaws
    }
}

#[cfg(test)]
#[path = "place_order_tests.rs"]
mod tests;
