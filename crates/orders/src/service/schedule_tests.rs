//! Orders for later, at a shop that is open from noon until midnight, but for a break at three.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::tz::TimeZone;
use kernel::{
    Class, Coded, Currency, FixedClock, LocationId, OrderId, Principal, PrincipalId, Role,
    SeededRandom, Timestamp,
};

use super::{Live, Orders, PlaceOrder};
use crate::domain::{
    Fulfilment, Fulfilments, Limits, Openness, Product, Request, Shop, StockItemId, Wanted,
};
use crate::error::Error;
use crate::ports::{Catalog, Need, Parts, Reserved};
use crate::sandbox::{Delays, Sandbox};

struct Afternoons;

#[async_trait]
impl Catalog for Afternoons {
    async fn shop(
        &self,
        location: &LocationId,
        at: Timestamp,
    ) -> Result<Option<(Arc<Shop>, Openness)>, Error> {
        let shop = Shop {
            location: location.clone(),
            currency: Currency::EUR,
            zone: TimeZone::UTC,
            prices_include_tax: true,
            preparation: Duration::from_mins(10),
            fulfilments: Fulfilments::ALL,
            limits: Limits::default(),
            products: HashMap::from([("prd_tea".parse().expect("an id"), tea())]),
        };
        let hour = at.to_zoned(TimeZone::UTC).hour();
        let noon = time("2026-11-20T12:00:00Z");
        let half_past = time("2026-11-20T15:30:00Z");
        let openness = match hour {
            15 if at < half_past => Openness::Paused { until: Some(half_past) },
            12.. => Openness::Open,
            _ => Openness::Closed { opens_at: Some(noon) },
        };
        Ok(Some((Arc::new(shop), openness)))
    }

    async fn levels(&self, _: &LocationId, _: &[StockItemId]) -> Result<Vec<i64>, Error> {
        Ok(Vec::new())
    }

    async fn reserve(&self, _: &OrderId, _: &LocationId, _: &[Need]) -> Result<Reserved, Error> {
        Ok(Reserved::Held)
    }

    async fn release(&self, _: &OrderId, _: &LocationId) -> Result<(), Error> {
        Ok(())
    }

    async fn use_up(&self, _: &OrderId, _: &LocationId) -> Result<(), Error> {
        Ok(())
    }
}

pub(super) fn tea() -> Product {
    Product {
        name: "Tea".to_owned(),
        station: "bar".to_owned(),
        price_minor: 250,
        tax_basis_points: 1900,
        available: true,
        stock_item: None,
        groups: Vec::new(),
    }
}

pub(super) fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// It is eight in the morning.
pub(super) fn orders() -> (Orders, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at(time("2026-11-20T08:00:00Z")));
    let store = Arc::new(store::MemoryStore::new());
    let payments = Arc::new(Sandbox::new(store.clone(), Delays::default()));
    let parts = Parts {
        store: store.clone(),
        catalog: Arc::new(Afternoons),
        clock: Arc::clone(&clock) as _,
        payments,
        pays_ahead: true,
        random: Arc::new(SeededRandom::new(1)),
    };
    (Orders::new(parts, Live::default()), clock)
}

fn request(at: Option<&str>) -> Request {
    let tea = Wanted {
        product: "prd_tea".parse().expect("an id"),
        quantity: 1,
        options: Vec::new(),
        note: None,
    };
    Request {
        location: "loc_here".parse().expect("an id"),
        fulfilment: Fulfilment::Pickup { at: at.map(time) },
        lines: vec![tea],
        tip_minor: 0,
        walk_in: false,
    }
}

pub(super) fn order(at: Option<&str>) -> PlaceOrder {
    PlaceOrder {
        request: request(at),
        name: None,
        note: None,
        email: None,
        redeemed: None,
        payment_source: None,
        expected_total_minor: None,
        idempotency_key: "k1".to_owned(),
        canonical: String::new(),
    }
}

pub(super) fn anna() -> Principal {
    Principal { id: PrincipalId::new("anna"), role: Role::Customer, locations: Vec::new() }
}

/// The code of a refusal, and the places it names.
pub(super) fn refused(error: &Error) -> (&'static str, Vec<String>) {
    (error.code(), error.fields().into_iter().map(|field| field.pointer).collect())
}

#[tokio::test]
async fn a_shop_that_is_closed_takes_an_order_for_when_it_is_open() {
    let (orders, clock) = orders();
    let error = orders.place(order(None), &anna()).await.expect_err("it is closed now");
    assert!(matches!(error, Error::LocationClosed { opens_at: Some(_) }));
    let later = || order(Some("2026-11-21T12:30:00Z"));
    let placed = orders.place(later(), &anna()).await.expect("it is open then").order.placed;
    assert_eq!(placed.ready_at, time("2026-11-21T12:30:00Z"));
    assert_eq!(placed.fire_at, Some(time("2026-11-21T12:20:00Z")));

    clock.advance(Duration::from_hours(48));
    let again = orders.place(later(), &anna()).await.expect("what was accepted stays");
    assert!(again.repeated && again.order.placed == placed);
}

#[tokio::test]
async fn an_order_for_when_a_shop_is_closed_is_refused_with_its_place() {
    let (orders, _) = orders();
    let error = orders.place(order(Some("2026-11-20T10:00:00Z")), &anna()).await;
    let error = error.expect_err("it is closed then");
    assert_eq!(refused(&error), ("orders.location-closed", vec!["/fulfilment/at".to_owned()]));
    assert_eq!(error.class(), Class::Rejected);
    let told = "this location is closed at that time; it opens Friday 12:00";
    assert_eq!(error.to_string(), told);
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_with_the_time() {
    let (orders, _) = orders();
    let mut soon = order(Some("2026-11-20T08:05:00Z"));
    let error = orders.place(soon.clone(), &anna()).await.expect_err("too soon");
    assert_eq!(refused(&error), ("orders.bad-pickup-time", vec!["/fulfilment/at".to_owned()]));
    assert_eq!(error.class(), Class::Invalid);
    soon.request.lines[0].quantity = 0;
    let error = orders.place(soon.clone(), &anna()).await.expect_err("and nothing of it");
    let places = ["/fulfilment/at", "/lines/0/quantity"].map(str::to_owned).to_vec();
    assert_eq!(refused(&error), ("orders.invalid-request", places.clone()));
    let error = orders.quote(&soon.request).await.expect_err("nor a price");
    assert_eq!(refused(&error), ("orders.invalid-request", places));
    soon.email = Some("anna".to_owned());
    soon.payment_source = Some(String::new());
    let error = orders.place(soon, &anna()).await.expect_err("texts come first");
    let places = ["/email", "/payment_source"].map(str::to_owned).to_vec();
    assert_eq!(refused(&error), ("orders.invalid-request", places));
}

#[tokio::test]
async fn a_quote_for_later_is_of_that_time() {
    let (orders, _) = orders();
    let quote = async |at| orders.quote(&request(at)).await.expect("a quote");
    let places = |quote: &super::Quote| -> Vec<_> {
        quote.unavailable.iter().map(|flaw| flaw.pointer.clone()).collect()
    };
    let now = quote(None).await;
    assert_eq!(
        (now.ready_at, places(&now)),
        (time("2026-11-20T08:10:00Z"), vec!["/location".into()])
    );
    let open = quote(Some("2026-11-20T13:00:00Z")).await;
    assert_eq!((open.ready_at, places(&open)), (time("2026-11-20T13:00:00Z"), vec![]));
    let closed = quote(Some("2026-11-21T09:00:00Z")).await;
    assert_eq!(places(&closed), ["/fulfilment/at"]);
}
