//! `POST /v1/quotes`

use api::{Json, MaybeCaller, Problem};
use axum::extract::State;
use kernel::{Currency, Role, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::line_body::{LineBody, TaxBody};
use super::request_body::RequestBody;
use crate::service::{Orders, Quote};

/// What a request would cost, when it would be ready, and what stands in the way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Quote)]
pub(super) struct QuoteBody {
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String, example = "EUR")]
    currency: Currency,
    /// Each line, priced; empty when something that is asked for cannot be had.
    lines: Vec<LineBody>,
    /// The sum of the lines, in minor units.
    #[schema(example = 440)]
    subtotal_minor: i64,
    /// The tax of each rate.
    taxes: Vec<TaxBody>,
    /// What was added for the staff, in minor units; untaxed.
    #[schema(example = 0)]
    tip_minor: i64,
    /// What would be paid with it, in minor units; send it as `expected_total_minor` with the
    /// order.
    #[schema(example = 440)]
    total_minor: i64,
    /// When it would be ready: the time it is scheduled for, or as soon as it can be made.
    #[schema(value_type = String, format = DateTime)]
    ready_at: Timestamp,
    /// What cannot be had, and why. Empty when the order could be placed.
    unavailable: Vec<UnavailableBody>,
}

/// Something that cannot be had.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unavailable)]
pub(super) struct UnavailableBody {
    /// A JSON pointer (RFC 6901) into the request.
    #[schema(example = "/lines/0")]
    pointer: String,
    /// Why, as a code.
    #[schema(example = "orders.unavailable")]
    code: &'static str,
    /// Why, in words.
    detail: String,
}

/// Prices a cart without ordering it. Open to everybody; `walk_in` is for baristas of the location
/// and above.
#[utoipa::path(
    post, path = "/v1/quotes", tag = "orders", operation_id = "quoteOrder",
    request_body = RequestBody,
    responses((status = 200, description = "The price now", body = QuoteBody)),
)]
pub(super) async fn quote(
    State(orders): State<Orders>,
    caller: Result<MaybeCaller, Problem>,
    Json(body): Json<RequestBody>,
) -> Result<Json<QuoteBody>, Problem> {
    // Whose sign-in is over still asks what a cart costs: only here it matters who they are.
    if body.walk_in {
        let who = caller?.0.ok_or(api::Error::Unauthenticated)?;
        api::must_be(&who, Role::Barista, &body.location)?;
    }
    let quote = orders.quote(&body.into()).await?;
    Ok(Json(quote.into()))
}

impl From<Quote> for QuoteBody {
    fn from(quote: Quote) -> Self {
        let price = quote.price.as_ref();
        let unavailable = quote.unavailable.iter().map(|flaw| UnavailableBody {
            pointer: flaw.pointer.clone(),
            code: flaw.kind.code(),
            detail: flaw.detail.clone(),
        });
        Self {
            currency: quote.shop.currency,
            lines: price
                .iter()
                .flat_map(|p| &p.lines)
                .map(|line| LineBody::of(line, false))
                .collect(),
            subtotal_minor: price.map_or(0, |price| price.subtotal_minor),
            taxes: price.iter().flat_map(|p| &p.taxes).map(TaxBody::from).collect(),
            tip_minor: price.map_or(0, |price| price.tip_minor),
            total_minor: price.map_or(0, |price| price.total_minor),
            ready_at: quote.ready_at,
            unavailable: unavailable.collect(),
        }
    }
}
