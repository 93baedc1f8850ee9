//! `GET /v1/locations/{location}/team`

use api::{Caller, Json, Path, Problem};
use axum::extract::State;
use kernel::{LocationId, Role};
use serde::Serialize;
use utoipa::ToSchema;

use super::Staff;

/// What those who work together call each other.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Team)]
pub(super) struct TeamBody {
    /// Nobody, where people sign in elsewhere.
    items: Vec<TeamMemberBody>,
}

/// Somebody of a team: no more than what stands on a name tag.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamMember)]
pub(super) struct TeamMemberBody {
    /// Who, as `barista` of an order says.
    #[schema(example = "usr_0123456789abcdef0123456789abcdef")]
    id: String,
    /// What they are called.
    #[schema(example = "Ben")]
    name: String,
}

/// Lists who works at a location, by name, so that a ticket can say who has it. For baristas of the
/// location and above.
#[utoipa::path(
    get, path = "/v1/locations/{location}/team", tag = "kitchen", operation_id = "listTeam",
    security(("bearer" = [])),
    params(("location" = String, Path, description = "The location's id")),
    responses((status = 200, description = "All of them", body = TeamBody)),
)]
pub(super) async fn team(
    State(staff): State<Staff>,
    caller: Caller,
    Path(location): Path<LocationId>,
) -> Result<Json<TeamBody>, Problem> {
    caller.must_be(Role::Barista, &location)?;
    // A counter works without names: where others keep the accounts there are none.
    let everybody = match staff.here() {
        Ok(idp) => idp.staff().await?,
        Err(_) => Vec::new(),
    };
    let is_here =
        |role, locations: &[LocationId]| role == Role::Admin || locations.contains(&location);
    let items = everybody
        .into_iter()
        .filter(|member| member.state == "active" && is_here(member.role, &member.locations))
        .map(|member| TeamMemberBody { id: member.user, name: member.name })
        .collect();
    Ok(Json(TeamBody { items }))
}
