use kernel::{Class, Coded, PrincipalId, Role};

use super::super::testing::Cafe;
use super::*;
use crate::domain::Fulfilment;

fn order(source: Option<&str>) -> PlaceOrder {
    PlaceOrder {
        request: Request {
            location: "loc_here".parse().expect("an id"),
            fulfilment: Fulfilment::Pickup { at: None },
            lines: Vec::new(),
            tip_minor: 0,
            walk_in: false,
        },
        name: None,
        note: None,
        email: None,
        redeemed: None,
        payment_source: source.map(ToOwned::to_owned),
        expected_total_minor: None,
        idempotency_key: "k1".to_owned(),
        canonical: String::new(),
    }
}

#[tokio::test]
async fn where_nothing_is_paid_ahead_an_order_that_would_be_is_refused_and_any_other_is_not() {
    let cafe = Cafe::open();
    let anna =
        Principal { id: PrincipalId::new("anna"), role: Role::Customer, locations: Vec::new() };
    let orders = cafe.paid_at_the_counter();
    let refused = orders.place(order(Some("tok_approved")), &anna).await.expect_err("not here");
    assert_eq!((refused.code(), refused.class()), ("orders.payment-not-offered", Class::Rejected));
    assert_eq!(refused.fields()[0].pointer, "/payment_source");
    // What the café asks of any order comes next.
    let other = orders.place(order(None), &anna).await.expect_err("scan first");
    assert!(matches!(other, Error::QrCodeNeeded));
    let elsewhere = cafe.orders.place(order(Some("tok_approved")), &anna).await;
    assert!(matches!(elsewhere, Err(Error::QrCodeNeeded)));
}
