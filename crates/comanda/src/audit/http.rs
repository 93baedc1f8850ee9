//! `GET /v1/audit`

use std::collections::HashMap;

use api::{Caller, Error, Json, Problem, Query};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use kernel::{Cursor, Limit, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use users::Users;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Trail;
use super::record::EntryRecord;

/// The operation that reads the record. `users` knows what people are called.
pub(crate) fn router(trail: Trail, users: Users) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state((trail, users))
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Paging {
    /// `next` of the page before.
    after: Option<String>,
    /// How many at most, 1 to 100; 20 unless told.
    limit: Option<u32>,
}

/// Something that somebody did.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
struct EntryBody {
    /// When it was done.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who did it.
    by: DoerBody,
    /// The operation, by its `operationId` in this document.
    #[schema(example = "updateMenu")]
    operation: String,
    /// Its method.
    #[schema(example = "PUT")]
    method: String,
    /// On what: the path, with the ids in it.
    #[schema(example = "/v1/locations/loc_demo-cafe/menu")]
    path: String,
    /// How it was answered. From 400 on, nothing was changed.
    #[schema(example = 200)]
    status: u16,
    /// The request's id, as log lines have it.
    request_id: String,
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditDoer)]
struct DoerBody {
    /// Who.
    #[schema(value_type = String, example = "usr_0123456789abcdef0123456789abcdef")]
    id: PrincipalId,
    /// What they were when they did it.
    #[schema(example = "manager")]
    role: &'static str,
    /// What they are called now, where that is known.
    #[schema(example = "Mia")]
    name: Option<String>,
}

/// A page of what was done.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditList)]
struct EntryListBody {
    /// What was done, last first.
    items: Vec<EntryBody>,
    /// Give this back as `after` to read on; absent on the last page.
    next: Option<String>,
}

/// Lists what staff have changed: everything that managers and admins do, and what baristas do at
/// their location beside the steps of an order, which its timeline tells. Taking a person's data
/// along counts as well. Kept for two years. Admins only.
#[utoipa::path(
    get, path = "/v1/audit", tag = "audit", operation_id = "listAudit",
    security(("bearer" = [])), params(Paging),
    responses((status = 200, description = "A page of entries", body = EntryListBody)),
)]
async fn list(
    State((trail, users)): State<(Trail, Users)>,
    caller: Caller,
    Query(Paging { after, limit }): Query<Paging>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let after: Option<Cursor> = after
        .map(|text| text.parse())
        .transpose()
        .map_err(|error: kernel::InvalidCursor| Error::InvalidQuery(error.to_string()))?;
    let page = trail.page(limit.map_or_else(Limit::default, Limit::clamped), after).await?;
    let names = names(&users, &page.items).await?;
    let items = page.items.into_iter().map(|entry| body(entry, &names)).collect();
    let list = EntryListBody { items, next: page.next.map(|cursor| cursor.to_string()) };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(list)).into_response())
}

/// What those on a page are called; each is asked for once.
async fn names(
    users: &Users,
    entries: &[EntryRecord],
) -> Result<HashMap<PrincipalId, String>, users::Error> {
    let mut doers: Vec<_> = entries.iter().map(|entry| entry.by.clone()).collect();
    doers.sort_unstable();
    doers.dedup();
    let names = users.names(&doers).await?;
    Ok(doers.into_iter().zip(names).filter_map(|(doer, name)| Some((doer, name?))).collect())
}

fn body(entry: EntryRecord, names: &HashMap<PrincipalId, String>) -> EntryBody {
    let EntryRecord { at, by, role, operation, method, path, status, request_id, .. } = entry;
    let by = DoerBody { name: names.get(&by).cloned(), role: role.as_str(), id: by };
    EntryBody { at, by, operation, method, path, status, request_id }
}
