//! The HTTP side: wire types and handlers, a verb a file. Paths stand whole beside each handler.
//!
//! Everything under `/v1/me` is about whoever calls, and nobody else: there is no id in it. What is
//! under `/v1/customers` is about others, and for admins alone.

mod addresses;
mod body;
mod claims;
mod consents;
mod customers;
mod erase;
mod export;
mod favourites;
mod guest_cookie;
mod guests;
mod me;
mod preferences;
mod request;
#[cfg(test)]
mod tests;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use self::guest_cookie::GuestCookie;
use crate::service::Users;

/// Every operation of this context. `cookie` is what a guest's browser keeps.
pub fn router(users: Users, cookie: GuestCookie) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(me::read, me::update, erase::erase))
        .routes(routes!(addresses::add))
        .routes(routes!(addresses::update, addresses::remove))
        .routes(routes!(preferences::update))
        .routes(routes!(favourites::update))
        .routes(routes!(consents::list, consents::decide))
        .routes(routes!(export::export))
        .routes(routes!(claims::claim))
        .routes(routes!(guests::invite))
        .routes(routes!(customers::list::list))
        .routes(routes!(customers::one::read, customers::one::erase))
        .routes(routes!(customers::one::export))
        .routes(routes!(guests::read, guests::forget))
        .layer(Extension(cookie))
        .with_state(users)
}
