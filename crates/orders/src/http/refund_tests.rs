use kernel::{Currency, Principal};

use super::super::payment::payment;
use super::*;
use crate::service::testing::{Cafe, order, who};

async fn paid() -> (Cafe, OrderId) {
    let (cafe, id) = (Cafe::open(), order("a"));
    cafe.placed(&id).await;
    let held = cafe.orders.authorise_payment(&id, Currency::EUR, 300, "tok_approved").await;
    held.expect("authorises");
    cafe.orders.capture_payment(&id).await.expect("captures");
    (cafe, id)
}

async fn give(cafe: &Cafe, id: &OrderId, by: Principal, body: RefundBody) -> Result<bool, u16> {
    let orders = State(cafe.orders.clone());
    let key = IdempotencyKey("k".to_owned());
    let answer = refund(orders, Caller(by), Path(id.clone()), key, Json(body)).await;
    let replayed = |response: Response| response.headers().contains_key(REPLAYED);
    answer.map(replayed).map_err(|problem| problem.status)
}

fn some() -> RefundBody {
    RefundBody { amount_minor: 100, reason: Some("cold".to_owned()) }
}

#[tokio::test]
async fn only_a_manager_of_the_location_refunds_and_a_repeated_request_is_one_refund() {
    let (cafe, id) = paid().await;
    assert_eq!(give(&cafe, &id, who("anna", Role::Customer), some()).await, Err(403));
    assert_eq!(give(&cafe, &id, who("eve", Role::Customer), some()).await, Err(404));
    assert_eq!(give(&cafe, &id, who("ben", Role::Barista), some()).await, Err(403));
    assert_eq!(give(&cafe, &id, who("mia", Role::Manager), some()).await, Ok(false));
    assert_eq!(give(&cafe, &id, who("mia", Role::Manager), some()).await, Ok(true));
    let other = RefundBody { amount_minor: 50, ..some() };
    assert_eq!(give(&cafe, &id, who("mia", Role::Manager), other).await, Err(409));
    let long = RefundBody { reason: Some("x".repeat(141)), ..some() };
    assert_eq!(give(&cafe, &id, who("mia", Role::Manager), long).await, Err(422));
}

#[tokio::test]
async fn a_payment_is_read_by_whoever_may_see_its_order() {
    let (cafe, id) = paid().await;
    let read = async |by: Principal| {
        let answer = payment(State(cafe.orders.clone()), Caller(by), Path(id.clone())).await;
        answer.map(|Json(body)| serde_json::to_value(body).expect("serialises"))
    };
    let problem = read(who("eve", Role::Customer)).await.expect_err("is not hers");
    assert_eq!(problem.status, 404);
    let body = read(who("anna", Role::Customer)).await.expect("is hers");
    assert_eq!(body["state"], "captured");
    assert_eq!(body["refundable_minor"], 300);
    assert_eq!(body["entries"][1]["event"], "captured");
    assert!(!body.to_string().contains("sbx_"), "the provider's names stay here: {body}");
}
