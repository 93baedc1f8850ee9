//! "How much, and when?"

use std::sync::Arc;

use kernel::{LocationId, Timestamp};

use super::Orders;
use crate::domain::{
    self, Flaw, FlawKind, Line, Openness, Price, Request, Schedule, Shop, StockItemId,
};
use crate::error::Error;
use crate::ports::Need;

/// A price and a ready-time, and what would stand in the way of ordering.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The shop it was quoted at.
    pub shop: Arc<Shop>,
    /// What it costs; `None` when a line cannot be priced.
    pub price: Option<Price>,
    /// When it would be ready.
    pub ready_at: Timestamp,
    /// What cannot be had now, and why.
    pub unavailable: Vec<Flaw>,
}

impl Orders {
    /// Prices a request and says what could not be had.
    ///
    /// # Errors
    /// [`Error::Flawed`] when the request itself is wrong, [`Error::UnknownLocation`].
    pub async fn quote(&self, request: &Request) -> Result<Quote, Error> {
        let now = self.parts.clock.now();
        let (shop, openness) = self.shop(&request.location, now).await?;
        let (price, flaws) = match domain::price(&shop, request) {
            Ok(price) => (Some(price), Vec::new()),
            Err(flaws) => (None, flaws),
        };
        let schedule = match Schedule::of(&request.fulfilment, shop.preparation, now) {
            Ok(schedule) => schedule,
            Err(flaw) => return Err(Error::Flawed([vec![flaw], flaws].concat())),
        };
        if !flaws.iter().all(|flaw| flaw.kind.is_of_the_shop()) {
            return Err(Error::Flawed(flaws));
        }
        let closed = match request.fulfilment.scheduled_for() {
            Some(at) => self.closed_then(request, at).await?,
            None => closed(&shop, openness.towards(request.walk_in)),
        };
        let not_offered = shop.fulfilments.flaw_of(&request.fulfilment);
        let mut unavailable: Vec<Flaw> =
            closed.into_iter().chain(not_offered).chain(flaws).collect();
        if let Some(price) = &price {
            unavailable.extend(self.short(&request.location, &price.lines).await?);
        }
        Ok(Quote { shop, price, ready_at: schedule.ready_at, unavailable })
    }

    pub(super) async fn shop(
        &self,
        location: &LocationId,
        at: Timestamp,
    ) -> Result<(Arc<Shop>, Openness), Error> {
        let shop = self.parts.catalog.shop(location, at).await?;
        shop.ok_or_else(|| Error::UnknownLocation(location.to_string()))
    }

    /// The flaw of an order that is scheduled for a time at which the location takes none.
    pub(super) async fn closed_then(
        &self,
        request: &Request,
        at: Timestamp,
    ) -> Result<Option<Flaw>, Error> {
        let (shop, openness) = self.shop(&request.location, at).await?;
        let (kind, why, again, at) = match openness.towards(request.walk_in) {
            Openness::Open => return Ok(None),
            Openness::Paused { until } => {
                (FlawKind::Paused, "takes a break", "it takes orders again", until)
            }
            Openness::Closed { opens_at } => {
                (FlawKind::ClosedThen, "is closed", "it opens", opens_at)
            }
        };
        let again = at.map_or_else(String::new, |at| format!("; {again} {}", local(&shop, at)));
        let detail = format!("this location {why} at that time{again}");
        Ok(Some(Flaw { pointer: "/fulfilment/at".to_owned(), kind, detail }))
    }

    /// The lines for which not enough is left right now.
    async fn short(&self, at: &LocationId, lines: &[Line]) -> Result<Vec<Flaw>, Error> {
        let needs = needs(lines);
        if needs.is_empty() {
            return Ok(Vec::new());
        }
        let items: Vec<StockItemId> = needs.iter().map(|need| need.item.clone()).collect();
        let levels = self.parts.catalog.levels(at, &items).await?;
        let missing = |item: &StockItemId| {
            let place = items.iter().position(|known| known == item);
            place.is_some_and(|place| levels[place] < needs[place].quantity)
        };
        let flaws = lines.iter().enumerate().filter(|(_, line)| line.stock.iter().any(missing));
        Ok(flaws
            .map(|(place, line)| Flaw {
                pointer: format!("/lines/{place}"),
                kind: FlawKind::Unavailable,
                detail: format!("there is not enough left for {} × {}", line.quantity, line.name),
            })
            .collect())
    }
}

/// A time as the location reckons it, for customers.
pub(super) fn local(shop: &Shop, at: Timestamp) -> String {
    at.to_zoned(shop.zone.clone()).strftime("%A %H:%M").to_string()
}

/// What the lines take from stock altogether.
pub(super) fn needs(lines: &[Line]) -> Vec<Need> {
    let mut needs = Vec::<Need>::new();
    for line in lines {
        for item in &line.stock {
            let quantity = i64::from(line.quantity);
            match needs.iter_mut().find(|need| need.item == *item) {
                Some(need) => need.quantity += quantity,
                None => needs.push(Need { item: item.clone(), quantity }),
            }
        }
    }
    needs
}

/// Refuses what is asked of a location that takes no orders.
pub(super) fn taken(shop: &Shop, openness: Openness) -> Result<(), Error> {
    let local = |at: Option<Timestamp>| at.map(|at| local(shop, at));
    match openness {
        Openness::Open => Ok(()),
        Openness::Paused { until } => Err(Error::LocationPaused { until: local(until) }),
        Openness::Closed { opens_at } => Err(Error::LocationClosed { opens_at: local(opens_at) }),
    }
}

fn closed(shop: &Shop, openness: Openness) -> Option<Flaw> {
    let error = taken(shop, openness).err()?;
    let kind = match openness {
        Openness::Paused { .. } => FlawKind::Paused,
        _ => FlawKind::Unavailable,
    };
    Some(Flaw { pointer: "/location".to_owned(), kind, detail: error.to_string() })
}
