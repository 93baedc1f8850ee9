//! The HTTP operations of this context. Every handler says first who may call it; one that does not
//! ask is open to everybody.

mod availability;
mod categories;
mod location_body;
mod locations;
mod menu;
mod menu_body;
mod option_groups;
mod ordering_body;
mod products;
mod request;
mod stock;
mod switch;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Products;

/// Largest body of a whole menu, in bytes: what a menu may have as JSON, indented.
const MENU_BYTES_MAX: usize = 1_000_000;

/// The operations under `/v1/locations`, without those of orders.
pub fn router(products: Products) -> OpenApiRouter {
    let (schemas, paths, methods) = routes!(menu::read, menu::replace);
    let menu = (schemas, paths, methods.layer(DefaultBodyLimit::max(MENU_BYTES_MAX)));
    OpenApiRouter::new()
        .routes(routes!(locations::list, locations::create))
        .routes(routes!(locations::read, locations::update))
        .routes(routes!(switch::set))
        .routes(menu)
        .routes(routes!(categories::add))
        .routes(routes!(categories::reorder))
        .routes(routes!(categories::update, categories::remove))
        .routes(routes!(products::add))
        .routes(routes!(products::update, products::remove))
        .routes(routes!(products::reorder))
        .routes(routes!(option_groups::add))
        .routes(routes!(option_groups::update, option_groups::remove))
        .routes(routes!(availability::set_product))
        .routes(routes!(availability::set_option))
        .routes(routes!(stock::list))
        .routes(routes!(stock::set_level))
        .routes(routes!(stock::adjust))
        .with_state(products)
}

#[cfg(test)]
mod tests;
