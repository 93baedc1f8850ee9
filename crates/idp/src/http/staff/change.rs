//! `PUT /v1/staff/{member}`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;

use super::Staff;
use super::body::{RoleInput, StaffMemberBody, role};

/// Gives somebody who works here another role, or other locations. They have to sign in again. As a
/// customer, they do not work here any more. Nobody takes the role of an admin from themselves.
#[utoipa::path(
    put, path = "/v1/staff/{member}", tag = "staff", operation_id = "updateStaff",
    params(("member" = String, Path, description = "Whose account.")),
    request_body = RoleInput, security(("bearer" = [])),
    responses((status = 200, description = "It is changed", body = StaffMemberBody)),
)]
pub(super) async fn change(
    State(staff): State<Staff>,
    caller: Caller,
    Path(member): Path<String>,
    Json(RoleInput { role: word, locations }): Json<RoleInput>,
) -> Result<Json<StaffMemberBody>, Problem> {
    caller.must_be_admin()?;
    let (idp, role) = (staff.here()?, role(&word)?);
    Ok(Json(idp.set_staff_role(&caller.0.id, &member, role, locations).await?.into()))
}
