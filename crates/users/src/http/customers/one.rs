//! `GET /v1/customers/{customer}`, `GET …/export` and `DELETE /v1/customers/{customer}`

use api::{Caller, Path, Problem};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use kernel::PrincipalId;

use super::super::body::ProfileBody;
use super::super::export::{ExportBody, file};
use super::super::request::answer;
use crate::service::Users;

/// Reads what is kept of somebody. Admins only.
#[utoipa::path(
    get, path = "/v1/customers/{customer}", tag = "customers", operation_id = "readCustomer",
    params(("customer" = String, Path, description = "Who.")), security(("bearer" = [])),
    responses((status = 200, description = "Their profile", body = ProfileBody)),
)]
pub(in crate::http) async fn read(
    State(users): State<Users>,
    caller: Caller,
    Path(customer): Path<PrincipalId>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    let found = users.customer(&customer).await?;
    Ok(answer(found.version, ProfileBody::from(&found)))
}

/// Reads all that is kept of somebody as one file, to be handed to them when they ask for it
/// (Regulation (EU) 2016/679, articles 15 and 20). Admins only.
#[utoipa::path(
    get, path = "/v1/customers/{customer}/export", tag = "customers",
    operation_id = "exportCustomer",
    params(("customer" = String, Path, description = "Who.")), security(("bearer" = [])),
    responses((status = 200, description = "A file to be saved", body = ExportBody)),
)]
pub(in crate::http) async fn export(
    State(users): State<Users>,
    caller: Caller,
    Path(customer): Path<PrincipalId>,
) -> Result<Response, Problem> {
    caller.must_be_admin()?;
    Ok(file(users.export_customer(&customer).await?, "customer-data.json"))
}

/// Erases somebody who has asked for it, as they could by themselves: their profile is gone and
/// their account closed at once, and who they were is taken out of their orders soon after. It
/// cannot be undone.
///
/// Refused while an order of theirs is under way. Repeating it is safe.
#[utoipa::path(
    delete, path = "/v1/customers/{customer}", tag = "customers", operation_id = "eraseCustomer",
    params(("customer" = String, Path, description = "Who.")), security(("bearer" = [])),
    responses((status = 204, description = "They are forgotten")),
)]
pub(in crate::http) async fn erase(
    State(users): State<Users>,
    caller: Caller,
    Path(customer): Path<PrincipalId>,
) -> Result<StatusCode, Problem> {
    caller.must_be_admin()?;
    users.erase_customer(&customer).await?;
    Ok(StatusCode::NO_CONTENT)
}
