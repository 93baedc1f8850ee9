//! `GET /v1/notifications` and `GET /v1/locations/{location}/notifications`

use api::{Caller, Json, Path, Problem, Query};
use axum::extract::State;
use kernel::{Cursor, Limit, LocationId, Role};
use serde::Deserialize;
use utoipa::IntoParams;

use super::notification_body::NotificationListBody;
use crate::error::Error;
use crate::service::{Notify, Told};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
    /// `next` of the page before.
    after: Option<String>,
}

/// What the caller was told about their own orders, newest first.
#[utoipa::path(
    get, path = "/v1/notifications", tag = "notifications", operation_id = "listMyNotifications",
    security(("bearer" = [])),
    params(Paging),
    responses((status = 200, description = "A page of notifications", body = NotificationListBody)),
)]
pub(super) async fn mine(
    State(notify): State<Notify>,
    caller: Caller,
    Query(query): Query<Paging>,
) -> Result<Json<NotificationListBody>, Problem> {
    let (limit, after) = page(query)?;
    let page = notify.to_customer(&caller.0.id, limit, after).await?;
    Ok(Json(page.into()))
}

/// What was told at a location, newest first. For baristas of the location, who see what was told
/// to its staff; its managers and admins see what its customers were told, too.
#[utoipa::path(
    get, path = "/v1/locations/{location}/notifications", tag = "notifications",
    operation_id = "listLocationNotifications",
    security(("bearer" = [])),
    params(("location" = String, Path, description = "The location's id"), Paging),
    responses((status = 200, description = "A page of notifications", body = NotificationListBody)),
)]
pub(super) async fn at_location(
    State(notify): State<Notify>,
    caller: Caller,
    Path(location): Path<LocationId>,
    Query(query): Query<Paging>,
) -> Result<Json<NotificationListBody>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    let manages = caller.0.is_at_least(Role::Manager, &location);
    let told = if manages { Told::Everybody } else { Told::Staff };
    let (limit, after) = page(query)?;
    let page = notify.at_location(&location, told, limit, after).await?;
    Ok(Json(page.into()))
}

fn page(query: Paging) -> Result<(Limit, Option<Cursor>), Error> {
    let after = query.after.map(|text| text.parse()).transpose()?;
    Ok((query.limit.map_or_else(Limit::default, Limit::clamped), after))
}
