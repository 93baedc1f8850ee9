//! `PUT /v1/me/favourites`

use api::{Caller, Json, Problem};
use axum::extract::State;
use axum::response::Response;
use kernel::LocationId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::request::{MaybeIfMatch, answer};
use crate::domain::{Favourite, OptionId, ProductId, Profile};
use crate::service::Users;

/// A product as somebody likes to have it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Favourite)]
pub(super) struct FavouriteBody {
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    location: LocationId,
    /// What. It may have left the menu since.
    #[schema(value_type = String, example = "prd_flat-white")]
    product: ProductId,
    /// With which options, at most 30; one that is had twice is there twice.
    #[schema(value_type = Vec<String>, example = json!(["opt_oat-milk"]))]
    #[serde(default)]
    options: Vec<OptionId>,
    /// What to say to whoever makes it, 1 to 140 characters.
    #[schema(example = "extra hot")]
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// What somebody likes to have again, in their order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FavouriteList)]
pub(super) struct FavouriteListBody {
    /// The favourites, 50 at most.
    items: Vec<FavouriteBody>,
}

/// Changes what the caller likes to have again: the list that is sent takes the place of the one
/// before. With `If-Match` only if nobody has changed the profile since.
#[utoipa::path(
    put, path = "/v1/me/favourites", tag = "users", operation_id = "updateMyFavourites",
    params((
        "If-Match" = Option<String>, Header,
        description = "The `ETag` of the profile that the change is based on.",
    )),
    request_body = FavouriteListBody, security(("bearer" = [])),
    responses((
        status = 200, description = "They are changed; `ETag` names the profile's version.",
        body = FavouriteListBody,
    )),
)]
pub(super) async fn update(
    State(users): State<Users>,
    caller: Caller,
    MaybeIfMatch(version): MaybeIfMatch,
    Json(FavouriteListBody { items }): Json<FavouriteListBody>,
) -> Result<Response, Problem> {
    // Whoever is signed in, about themselves.
    let input: Vec<Favourite> = items.into_iter().map(Favourite::from).collect();
    let found = users.change_favourites(&caller.0.id, version, &input).await?;
    let body = FavouriteListBody { items: FavouriteBody::all(&found.profile) };
    Ok(answer(found.version, body))
}

impl FavouriteBody {
    /// All of a profile.
    pub(super) fn all(profile: &Profile) -> Vec<Self> {
        profile.favourites.iter().cloned().map(Self::from).collect()
    }
}

impl From<FavouriteBody> for Favourite {
    fn from(body: FavouriteBody) -> Self {
        let FavouriteBody { location, product, options, note } = body;
        Self { location, product, options, note }
    }
}

impl From<Favourite> for FavouriteBody {
    fn from(favourite: Favourite) -> Self {
        let Favourite { location, product, options, note } = favourite;
        Self { location, product, options, note }
    }
}
