//! `POST /v1/staff/{member}/disable`, `…/enable`, `…/sign-out` and `…/reset-mfa`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;

use super::Staff;
use super::body::StaffMemberBody;

/// Keeps somebody from signing in. What they are signed in to ends; nobody does it to themselves.
#[utoipa::path(
    post, path = "/v1/staff/{member}/disable", tag = "staff", operation_id = "disableStaff",
    params(("member" = String, Path, description = "Whose account.")), security(("bearer" = [])),
    responses((status = 200, description = "It is disabled", body = StaffMemberBody)),
)]
pub(super) async fn disable(
    State(staff): State<Staff>,
    caller: Caller,
    Path(member): Path<String>,
) -> Result<Json<StaffMemberBody>, Problem> {
    caller.must_be_admin()?;
    Ok(Json(staff.here()?.disable_staff(&caller.0.id, &member, true).await?.into()))
}

/// Lets somebody sign in again.
#[utoipa::path(
    post, path = "/v1/staff/{member}/enable", tag = "staff", operation_id = "enableStaff",
    params(("member" = String, Path, description = "Whose account.")), security(("bearer" = [])),
    responses((status = 200, description = "It is enabled", body = StaffMemberBody)),
)]
pub(super) async fn enable(
    State(staff): State<Staff>,
    caller: Caller,
    Path(member): Path<String>,
) -> Result<Json<StaffMemberBody>, Problem> {
    caller.must_be_admin()?;
    Ok(Json(staff.here()?.disable_staff(&caller.0.id, &member, false).await?.into()))
}

/// Ends everything somebody is signed in to, on every device: for a lost telephone.
#[utoipa::path(
    post, path = "/v1/staff/{member}/sign-out", tag = "staff", operation_id = "signOutStaff",
    params(("member" = String, Path, description = "Whose account.")), security(("bearer" = [])),
    responses((status = 200, description = "They have to sign in again", body = StaffMemberBody)),
)]
pub(super) async fn sign_out(
    State(staff): State<Staff>,
    caller: Caller,
    Path(member): Path<String>,
) -> Result<Json<StaffMemberBody>, Problem> {
    caller.must_be_admin()?;
    Ok(Json(staff.here()?.sign_out_staff(&member).await?.into()))
}

/// Takes away the second factor of somebody who has lost it. They are told by mail, and set up
/// another at their next sign-in if their role needs one. Nobody does it to themselves here.
#[utoipa::path(
    post, path = "/v1/staff/{member}/reset-mfa", tag = "staff", operation_id = "resetStaffMfa",
    params(("member" = String, Path, description = "Whose account.")), security(("bearer" = [])),
    responses((status = 200, description = "It is gone", body = StaffMemberBody)),
)]
pub(super) async fn reset_mfa(
    State(staff): State<Staff>,
    caller: Caller,
    Path(member): Path<String>,
) -> Result<Json<StaffMemberBody>, Problem> {
    caller.must_be_admin()?;
    Ok(Json(staff.here()?.reset_staff_mfa(&caller.0.id, &member).await?.into()))
}
