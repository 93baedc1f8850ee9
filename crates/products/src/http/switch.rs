//! Opening and closing a location by hand.

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use kernel::{LocationId, Role, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

use super::location_body::{LocationAnswer, SwitchPosition};
use super::locations::answer;
use crate::{Error, Fault, Products, Switch};

/// Where the switch is put.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SwitchInput {
    switch: SwitchPosition,
    /// With `closed`: when the hours count again. Without it the location stays closed.
    #[serde(default)]
    until: Option<Timestamp>,
}

/// Open or close a location by hand, or let it follow its hours.
#[utoipa::path(
    put, path = "/v1/locations/{location}/switch", tag = "locations",
    operation_id = "switchLocation",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body = SwitchInput, security(("bearer" = [])),
    responses((status = 200, description = "It is switched.", body = LocationAnswer)),
)]
pub(super) async fn set(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    Json(input): Json<SwitchInput>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let switch = match (input.switch, input.until) {
        (SwitchPosition::Auto, None) => Switch::Auto,
        (SwitchPosition::Open, None) => Switch::Open,
        (SwitchPosition::Closed, until) => Switch::Closed { until },
        (_, Some(_)) => {
            let detail = "belongs to \"closed\" only".to_owned();
            return Err(Error::Invalid(vec![Fault { pointer: "/until".to_owned(), detail }]).into());
        }
    };
    let switched = products.switch_location(&location, switch).await?;
    Ok(answer(&products, &switched))
}
