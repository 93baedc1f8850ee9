use axum::body::to_bytes;
use kernel::Principal;
use serde_json::Value;

use super::*;
use crate::service::testing::{Cafe, here, who};

async fn shown(cafe: &Cafe) -> QrCodeBody {
    cafe.orders.show_qr_code(&here()).await.expect("shows").into()
}

async fn scan(cafe: &Cafe, code: &str, by: &Principal) -> (u16, Value) {
    let path = Path(code.to_owned());
    let answer = redeem(State(cafe.orders.clone()), Caller(by.clone()), path).await;
    let response = answer.unwrap_or_else(IntoResponse::into_response);
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (status, serde_json::from_slice(&body).expect("JSON"))
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_can_be_given_back() {
    let cafe = Cafe::open();
    let (anna, ben) = (who("anna", Role::Customer), who("ben", Role::Customer));
    let code = shown(&cafe).await;
    assert_eq!(code.url_path, format!("/v1/qr-codes/{}", code.code));
    let (status, body) = scan(&cafe, &code.code, &anna).await;
    assert_eq!((status, &body["location"]), (201, &Value::from("loc_here")));
    assert_eq!(body["order_by"], "1970-01-01T00:05:00Z");
    assert_eq!(scan(&cafe, &code.code, &anna).await, (200, body));
    let (status, problem) = scan(&cafe, &code.code, &ben).await;
    assert_eq!((status, &problem["code"]), (409, &Value::from("orders.qr-code-used-up")));
    assert_eq!(scan(&cafe, "nothing", &ben).await.0, 404);
    for _ in 0..2 {
        let path = Path(code.code.clone());
        let back = give_back(State(cafe.orders.clone()), Caller(anna.clone()), path).await;
        assert_eq!(back.expect("gives back"), StatusCode::NO_CONTENT);
    }
    assert_eq!(shown(&cafe).await.tokens_left, 1);
    assert_eq!(scan(&cafe, &code.code, &ben).await.0, 201);
}

#[tokio::test]
async fn a_code_is_shown_to_those_who_work_here() {
    let cafe = Cafe::open();
    let ask = async |role, location| {
        let caller = Caller(who("anna", role));
        let answer = show(State(cafe.orders.clone()), caller, Path(location)).await;
        answer.map_or_else(|problem| problem.status, |_| 200)
    };
    let there: LocationId = "loc_there".parse().expect("an id");
    assert_eq!(ask(Role::Customer, here()).await, 403);
    assert_eq!(ask(Role::Barista, here()).await, 200);
    assert_eq!(ask(Role::Barista, there.clone()).await, 403);
    assert_eq!(ask(Role::Admin, there).await, 422);
}
