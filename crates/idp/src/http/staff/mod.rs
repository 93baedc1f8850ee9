//! The people who work here, for the API: wire types and handlers, a verb a file.
//!
//! Where people sign in elsewhere the operations are there all the same, and say so.

mod acts;
mod body;
mod change;
mod invite;
mod list;
mod team;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::error::Error;
use crate::service::Idp;

/// Every operation about staff. `idp` is `None` where people sign in elsewhere.
pub fn router(idp: Option<Idp>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::list, invite::invite))
        .routes(routes!(team::team))
        .routes(routes!(change::change))
        .routes(routes!(acts::disable))
        .routes(routes!(acts::enable))
        .routes(routes!(acts::sign_out))
        .routes(routes!(acts::reset_mfa))
        .with_state(Staff(idp))
}

/// Who keeps the accounts, if it is this program.
#[derive(Clone)]
struct Staff(Option<Idp>);

impl Staff {
    fn here(&self) -> Result<&Idp, Error> {
        self.0.as_ref().ok_or(Error::SignInElsewhere)
    }
}
