//! `GET /v1/locations/{location}/qr-code` and `POST`, `DELETE /v1/qr-codes/{code}`: event mode.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use kernel::{LocationId, OrderId, Role, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::Redemption;
use crate::service::{Display, Orders};

/// The code of now, for a display.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = QrCode)]
pub(super) struct QrCodeBody {
    /// The code.
    #[schema(example = "0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    code: String,
    /// When the next one takes its place.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    /// How many customers it still lets in.
    #[schema(example = 10)]
    tokens_left: i64,
    /// Where it is redeemed.
    #[schema(example = "/v1/qr-codes/0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    url_path: String,
}

/// The right to place one order.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Redemption)]
pub(super) struct RedemptionBody {
    /// The order it may become.
    #[schema(value_type = String, example = "ord_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    order: OrderId,
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    location: LocationId,
    /// Until when the order should be placed.
    #[schema(value_type = String, format = DateTime)]
    order_by: Timestamp,
}

impl From<Display> for QrCodeBody {
    fn from(display: Display) -> Self {
        let Display { code, tokens_left } = display;
        let url_path = format!("/v1/qr-codes/{}", code.code);
        Self { code: code.code, expires_at: code.expires_at, tokens_left, url_path }
    }
}

impl From<Redemption> for RedemptionBody {
    fn from(redemption: Redemption) -> Self {
        let Redemption { order, location, order_by, .. } = redemption;
        Self { order, location, order_by }
    }
}

/// Shows the code that lets customers in now; it changes with each window of time. For baristas of
/// the location and above.
#[utoipa::path(
    get, path = "/v1/locations/{location}/qr-code", tag = "kitchen", operation_id = "showQrCode",
    security(("bearer" = [])),
    params(("location" = String, Path, description = "The location's id")),
    responses((status = 200, description = "The code", body = QrCodeBody)),
)]
pub(super) async fn show(
    State(orders): State<Orders>,
    caller: Caller,
    Path(location): Path<LocationId>,
) -> Result<Json<QrCodeBody>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    Ok(Json(orders.show_qr_code(&location).await?.into()))
}

/// Redeems one token of a code: the caller may place one order. Scanning it again has the same
/// answer and burns no other token.
#[utoipa::path(
    post, path = "/v1/qr-codes/{code}", tag = "orders", operation_id = "redeemQrCode",
    security(("bearer" = [])),
    params(("code" = String, Path, description = "The code, as scanned")),
    responses(
        (status = 201, description = "Redeemed", body = RedemptionBody),
        (status = 200, description = "Redeemed before", body = RedemptionBody),
    ),
)]
pub(super) async fn redeem(
    State(orders): State<Orders>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let redeemed = orders.redeem_qr_code(&code, &caller.0).await?;
    let status = if redeemed.repeated { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(RedemptionBody::from(redeemed.redemption))).into_response())
}

/// Gives the caller's own redemption of a code back, so that somebody else may order. Repeating it
/// changes nothing.
#[utoipa::path(
    delete, path = "/v1/qr-codes/{code}", tag = "orders", operation_id = "returnQrCode",
    security(("bearer" = [])),
    params(("code" = String, Path, description = "The code, as scanned")),
    responses((status = 204, description = "Given back")),
)]
pub(super) async fn give_back(
    State(orders): State<Orders>,
    caller: Caller,
    Path(code): Path<String>,
) -> Result<StatusCode, Problem> {
    orders.give_redemption_back(&code, &caller.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[cfg(test)]
#[path = "qr_codes_tests.rs"]
mod tests;
