//! A break, or more to do than usual.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use kernel::{LocationId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::location_body::LocationAnswer;
use super::locations::answer;
use crate::{Busy, Pace, Products};

/// How fast a location works. What is left out, or has passed, is as usual.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PaceInput {
    /// No orders are taken before this; at most 24 hours from now.
    #[serde(default)]
    paused_until: Option<Timestamp>,
    /// Orders take longer.
    #[serde(default)]
    busy: Option<BusyBody>,
}

/// Orders take longer than usual.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Busy)]
pub(super) struct BusyBody {
    /// By how much quotes promise later.
    #[schema(minimum = 1, maximum = 120, example = 15)]
    extra_minutes: u32,
    /// Until when; at most 24 hours from now.
    until: Timestamp,
}

/// Take a break, or say that orders take longer. Both end by themselves.
#[utoipa::path(
    put, path = "/v1/locations/{location}/pace", tag = "locations", operation_id = "setPace",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = PaceInput, security(("bearer" = [])),
    responses((status = 200, description = "It is so.", body = LocationAnswer)),
)]
pub(super) async fn set(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    Json(input): Json<PaceInput>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let pace = Pace { paused_until: input.paused_until, busy: input.busy.map(Busy::from) };
    let set = products.set_pace(&location, pace).await?;
    Ok(answer(&products, &set))
}

impl From<Busy> for BusyBody {
    fn from(busy: Busy) -> Self {
        Self { extra_minutes: busy.extra_minutes, until: busy.until }
    }
}

impl From<BusyBody> for Busy {
    fn from(body: BusyBody) -> Self {
        Self { extra_minutes: body.extra_minutes, until: body.until }
    }
}
