//! The HTTP side: wire types and handlers, a verb a file. Paths stand whole beside each handler.

mod cancel;
mod counter;
mod events;
mod get;
mod handover;
mod kitchen;
mod line_body;
mod list;
mod order_body;
mod payment;
mod place;
mod popular;
mod qr_codes;
mod quote;
mod refund;
mod request_body;
mod sales;
mod shared;
mod view;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use self::order_body::{OrderBody, OrderListBody};
use crate::service::Orders;

/// Every operation of this context.
pub fn router(orders: Orders) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(quote::quote))
        .routes(routes!(place::place, list::mine))
        .routes(routes!(get::get))
        .routes(routes!(list::at_location))
        .routes(routes!(cancel::cancel))
        .routes(routes!(kitchen::claim))
        .routes(routes!(kitchen::release))
        .routes(routes!(kitchen::start))
        .routes(routes!(kitchen::ready))
        .routes(routes!(counter::done))
        .routes(routes!(counter::undone))
        .routes(routes!(counter::rush))
        .routes(routes!(counter::recall))
        .routes(routes!(handover::collect))
        .routes(routes!(handover::dispatch))
        .routes(routes!(handover::deliver))
        .routes(routes!(handover::no_show))
        .routes(routes!(handover::undeliverable))
        .routes(routes!(events::follow::of_order))
        .routes(routes!(events::follow::of_location))
        .routes(routes!(shared::get))
        .routes(routes!(events::follow::of_shared_order))
        .routes(routes!(sales::sales))
        .routes(routes!(popular::popular))
        .routes(routes!(payment::payment))
        .routes(routes!(refund::refund))
        .routes(routes!(qr_codes::show))
        .routes(routes!(qr_codes::redeem, qr_codes::give_back))
        .with_state(orders)
}

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod get_tests;
#[cfg(test)]
mod shared_tests;
