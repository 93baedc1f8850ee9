//! `POST /v1/staff`

use api::{Caller, Json, Problem};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use kernel::LocationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Staff;
use super::body::{StaffMemberBody, role};
use crate::service::Hired;
use crate::words::Language;

/// Whom to invite, and as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffInvitationInput)]
pub(super) struct InvitationInput {
    /// Where they read mail; they sign in with it.
    #[schema(example = "ben@cafe.example")]
    email: String,
    /// `barista`, `manager` or `admin`.
    #[schema(example = "barista")]
    role: String,
    /// Where, 1 to 20 for baristas and managers; none for admins.
    #[schema(value_type = Vec<String>, example = json!(["loc_demo-cafe"]))]
    #[serde(default)]
    locations: Vec<LocationId>,
    /// The language of the invitation: `en`, `de`, `fr`, `es`, `it` or `ar`; English unless told
    /// one of these.
    #[schema(example = "de")]
    language: Option<String>,
}

/// Somebody who was invited.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StaffInvitation)]
pub(super) struct InvitationBody {
    /// Them.
    member: StaffMemberBody,
    /// The link by which they take up the invitation, once and within three days, where no mail can
    /// be sent: pass it on to them and to nobody else. Absent when it was mailed, or when they had
    /// an account already.
    link: Option<String>,
}

/// Invites somebody to work here, by mail. Inviting again whoever has not come yet sends another
/// link. Who has an account as a customer keeps it, and has the role from their next sign-in on.
#[utoipa::path(
    post, path = "/v1/staff", tag = "staff", operation_id = "inviteStaff",
    request_body = InvitationInput, security(("bearer" = [])),
    responses((status = 201, description = "They are invited", body = InvitationBody)),
)]
pub(super) async fn invite(
    State(staff): State<Staff>,
    caller: Caller,
    Json(input): Json<InvitationInput>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let InvitationInput { email, role: word, locations, language } = input;
    let language = language.as_deref().and_then(Language::parse).unwrap_or(Language::En);
    let hired = staff.here()?.hire(&email, role(&word)?, locations, language).await?;
    let Hired { member, link } = hired;
    let body = InvitationBody { member: member.into(), link };
    // A link that opens an account is not for caches to keep.
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
