//! `POST /v1/orders`

use api::{Caller, IdempotencyKey, Json, Prefer, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::{OrderId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::order_body::OrderBody;
use super::request_body::{FulfilmentBody, RequestBody, WantedBody, is_zero};
use super::view::View;
use crate::domain::Status;
use crate::service::{Orders, PlaceOrder};

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// An order as a customer sends it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaceOrder)]
pub(super) struct PlaceOrderBody {
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    location: kernel::LocationId,
    /// How it gets to the customer; pickup as soon as it is ready unless told.
    #[serde(default)]
    fulfilment: FulfilmentBody,
    /// The name to call out, at most 40 characters.
    #[serde(default)]
    #[schema(example = "Anna")]
    name: Option<String>,
    /// A wish to the kitchen, at most 140 characters.
    #[serde(default)]
    note: Option<String>,
    /// Where news about the order is sent, at most 254 characters.
    // Left out rather than null, so that a repeated request of before is still the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "anna@example.org")]
    email: Option<String>,
    /// What it is paid from: a token of the payment provider, 1 to 64 visible ASCII characters.
    /// It is paid at the counter unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "tok_approved")]
    payment_source: Option<String>,
    /// The order that a scanned code opened for you. A location in event mode asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    order: Option<OrderId>,
    /// What: 1 to 50 lines.
    lines: Vec<WantedBody>,
    /// What you add for the staff, in minor units: at most what the lines come to, or 50.00 if that
    /// is more.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schema(example = 0)]
    tip_minor: i64,
    /// For baristas of the location and above: whether it is for somebody at the counter. Such an
    /// order is nobody's: no customer finds it among their own, is told of it or has it counted
    /// against them. It needs no scanned code and is taken during a break. It has no `email` and no
    /// `order`, and is not delivered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    walk_in: bool,
    /// The total you were quoted, in minor units; the order is refused if it is another one now.
    #[serde(default)]
    #[schema(example = 440)]
    expected_total_minor: Option<i64>,
}

/// Places an order. It is durable, and its place in the queue is fixed, when this answers.
///
/// The same `Idempotency-Key` with the same body is the same order, however often it is sent, and
/// has the same answer; with another body it is refused. With `Prefer: wait=5` the answer waits up
/// to so many seconds until the order is confirmed or rejected.
#[utoipa::path(
    post, path = "/v1/orders", tag = "orders", operation_id = "placeOrder",
    security(("bearer" = [])),
    params(
        (
            "Idempotency-Key" = String, Header,
            description = "1 to 128 visible ASCII characters, new for each order",
        ),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`, at most 25"),
    ),
    request_body = PlaceOrderBody,
    responses(
        (status = 202, description = "Placed", body = OrderBody),
        (
            status = 200, body = OrderBody,
            description = "Placed, and confirmed or rejected within the time you would wait",
        ),
    ),
)]
pub(super) async fn place(
    State(orders): State<Orders>,
    caller: Caller,
    IdempotencyKey(idempotency_key): IdempotencyKey,
    prefer: Prefer,
    Json(body): Json<PlaceOrderBody>,
) -> Result<Response, Problem> {
    if body.walk_in {
        caller.must_be(Role::Barista, &body.location)?;
    }
    let canonical = serde_json::to_string(&body).unwrap_or_default();
    let PlaceOrderBody { location, fulfilment, lines, tip_minor, walk_in, .. } = body;
    let command = PlaceOrder {
        request: RequestBody { location, fulfilment, lines, tip_minor, walk_in }.into(),
        name: body.name,
        note: body.note,
        email: body.email,
        redeemed: body.order,
        payment_source: body.payment_source,
        expected_total_minor: body.expected_total_minor,
        idempotency_key,
        canonical,
    };
    let placement = orders.place(command, &caller.0).await?;
    let mut order = placement.order;
    if let Some(wait) = prefer.wait {
        order = orders.await_decision(order, wait).await?;
    }
    let status = match order.status() {
        Status::Placed => StatusCode::ACCEPTED,
        _ => StatusCode::OK,
    };
    let mut response = (status, Json(View::of(&order, &caller).body(&order))).into_response();
    let headers = response.headers_mut();
    if let Ok(location) = HeaderValue::from_str(&format!("/v1/orders/{}", order.placed.id)) {
        headers.insert(header::LOCATION, location);
    }
    if placement.repeated {
        headers.insert(REPLAYED, HeaderValue::from_static("true"));
    }
    Ok(response)
}
