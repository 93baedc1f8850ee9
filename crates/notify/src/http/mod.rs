//! The HTTP side: wire types and handlers, a verb a file. Paths stand whole beside each handler.

mod list;
mod notification_body;
mod push_subscriptions;
#[cfg(test)]
mod tests;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use self::notification_body::{NotificationBody, NotificationListBody};
use crate::service::Notify;

/// Every operation of this context.
pub fn router(notify: Notify) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list::mine))
        .routes(routes!(list::at_location))
        .routes(routes!(push_subscriptions::subscribe, push_subscriptions::unsubscribe))
        .with_state(notify)
}
