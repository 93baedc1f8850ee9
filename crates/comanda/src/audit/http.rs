//! `GET /v1/audit`

use std::collections::HashMap;

use api::{Caller, Error, Json, Problem, Query};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use kernel::{Cursor, Limit, LocationId, PrincipalId, Timestamp};
use serde::{Deserialize, Serialize};
use users::Users;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::Trail;
use super::record::EntryRecord;
use super::search::Search;

/// The operation that reads the record. `users` knows what people are called.
pub(crate) fn router(trail: Trail, users: Users) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(list)).with_state((trail, users))
}

/// Which entries, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only what this person did, by their id.
    #[param(example = "usr_0123456789abcdef0123456789abcdef")]
    by: Option<String>,
    /// Only this operation, by its `operationId` in this document.
    #[param(example = "updateMenu")]
    operation: Option<String>,
    /// Only what was done to this location: under its address, `/v1/locations/{location}`.
    #[param(value_type = Option<String>, example = "loc_demo-cafe")]
    location: Option<LocationId>,
    /// Only what was done then or later.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Only what was done before.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<Timestamp>,
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
///
/// Of `by`, `operation` and `location` any may be given together. A page is full while there is
/// more; only where two of them have little in common it may be short, and `next` says whether
/// there is more.
#[utoipa::path(
    get, path = "/v1/audit", tag = "audit", operation_id = "listAudit",
    security(("bearer" = [])), params(Wanted),
    responses((status = 200, description = "A page of entries", body = EntryListBody)),
)]
async fn list(
    State((trail, users)): State<(Trail, Users)>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let (limit, after, search) = wanted.read()?;
    let page = trail.page(&search, limit, after).await?;
    let names = names(&users, &page.items).await?;
    let items = page.items.into_iter().map(|entry| body(entry, &names)).collect();
    let list = EntryListBody { items, next: page.next.map(|cursor| cursor.to_string()) };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(list)).into_response())
}

impl Wanted {
    fn read(self) -> Result<(Limit, Option<Cursor>, Search), Error> {
        let Self { by, operation, location, from, to, after, limit } = self;
        let after = after.map(|text| text.parse::<Cursor>()).transpose();
        let after =
            after.map_err(|error: kernel::InvalidCursor| Error::InvalidQuery(error.to_string()))?;
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Error::InvalidQuery("`to` is before `from`: swap them".to_owned()));
        }
        let by = name("by", by)?.map(|id| PrincipalId::new(&id));
        let operation = name("operation", operation)?;
        let limit = limit.map_or_else(Limit::default, Limit::clamped);
        Ok((limit, after, Search { by, location, operation, from, to }))
    }
}

/// A name that somebody or something can have: 1 to 128 visible ASCII characters.
fn name(parameter: &str, text: Option<String>) -> Result<Option<String>, Error> {
    let is_one = |text: &String| {
        (1..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if text.as_ref().is_none_or(is_one) {
        return Ok(text);
    }
    Err(Error::InvalidQuery(format!("`{parameter}` has 1 to 128 visible ASCII characters")))
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
