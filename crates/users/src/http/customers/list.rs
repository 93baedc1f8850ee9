//! `GET /v1/customers`

use api::{Caller, Json, Problem, Query};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kernel::{Cursor, Limit, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::request::FRESH;
use crate::domain::Profile;
use crate::error::Error;
use crate::service::Users;

/// Which customers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct Wanted {
    /// How their address of mail or their name begins; everybody unless told.
    q: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
}

/// Somebody of whom something is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Customer)]
pub(in crate::http) struct CustomerBody {
    /// Who, as orders name them.
    #[schema(value_type = String, example = "usr_0123456789abcdef0123456789abcdef")]
    id: PrincipalId,
    /// What they are called.
    #[schema(example = "Anna")]
    name: Option<String>,
    /// Where they read mail.
    #[schema(example = "anna@example.org")]
    email: Option<String>,
    /// Whether mail to that address has been shown to arrive.
    email_verified: bool,
    /// Since when something is kept of them.
    #[schema(value_type = Option<String>, format = DateTime)]
    registered_at: Option<Timestamp>,
}

/// A page of customers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CustomerList)]
pub(in crate::http) struct CustomerListBody {
    /// The customers: who registered last first or, where they were searched for, by address and
    /// then by name.
    items: Vec<CustomerBody>,
    /// Give this back as `after` to read on; absent on the last page.
    next: Option<String>,
}

/// Lists everybody of whom something is kept, those who work here among them. Admins only.
#[utoipa::path(
    get, path = "/v1/customers", tag = "customers", operation_id = "listCustomers",
    security(("bearer" = [])), params(Wanted),
    responses((status = 200, description = "A page of customers", body = CustomerListBody)),
)]
pub(in crate::http) async fn list(
    State(users): State<Users>,
    caller: Caller,
    Query(Wanted { q, after, limit }): Query<Wanted>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let after: Option<Cursor> =
        after.map(|text| text.parse()).transpose().map_err(Error::BadCursor)?;
    let limit = limit.map_or_else(Limit::default, Limit::clamped);
    let page = users.customers(&q.unwrap_or_default(), limit, after).await?;
    let items = page.items.into_iter().map(CustomerBody::from).collect();
    let body = CustomerListBody { items, next: page.next.map(|cursor| cursor.to_string()) };
    Ok(([FRESH], Json(body)).into_response())
}

impl From<Profile> for CustomerBody {
    fn from(Profile { user, contact, registered_at, .. }: Profile) -> Self {
        let (name, email, email_verified) = (contact.name, contact.email, contact.email_verified);
        Self { id: user, name, email, email_verified, registered_at }
    }
}
