//! `GET /v1/staff`

use api::{Caller, Json, Problem};
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Staff;
use super::body::StaffMemberBody;

/// Everybody who works here.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StaffList)]
pub(super) struct StaffListBody {
    /// The highest role first, then who has been here longest.
    items: Vec<StaffMemberBody>,
}

/// Lists everybody who works here, or was invited to, at all locations. Admins only.
#[utoipa::path(
    get, path = "/v1/staff", tag = "staff", operation_id = "listStaff",
    security(("bearer" = [])),
    responses((status = 200, description = "All of them", body = StaffListBody)),
)]
pub(super) async fn list(
    State(staff): State<Staff>,
    caller: Caller,
) -> Result<Json<StaffListBody>, Problem> {
    caller.must_be_admin()?;
    let items = staff.here()?.staff().await?.into_iter().map(StaffMemberBody::from).collect();
    Ok(Json(StaffListBody { items }))
}
