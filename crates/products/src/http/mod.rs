//! The HTTP operations of this context. Every handler says first who may call it; one that does not
//! ask is open to everybody.

mod availability;
mod categories;
mod coordinates_body;
mod location_body;
mod locations;
mod menu;
mod menu_body;
mod option_body;
mod option_groups;
mod ordering_body;
mod pace;
mod pictures;
mod product_body;
mod products;
mod request;
mod stock;
mod switch;
mod text_body;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Products;
use crate::domain::PICTURE_BYTES_MAX;

/// Largest body of a whole menu, in bytes: what a menu may have as JSON, indented.
const MENU_BYTES_MAX: usize = 1_000_000;

/// The operations under `/v1/locations`, without those of orders, and `/v1/pictures`.
pub fn router(products: Products) -> OpenApiRouter {
    let (schemas, paths, methods) = routes!(menu::read, menu::replace);
    let menu = (schemas, paths, methods.layer(DefaultBodyLimit::max(MENU_BYTES_MAX)));
    let (schemas, paths, methods) = routes!(pictures::add);
    let picture = (schemas, paths, methods.layer(DefaultBodyLimit::max(PICTURE_BYTES_MAX)));
    OpenApiRouter::new()
        .routes(routes!(locations::list, locations::create))
        .routes(routes!(locations::read, locations::update))
        .routes(routes!(switch::set))
        .routes(routes!(pace::set))
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
        .routes(picture)
        .routes(routes!(pictures::read))
        .routes(routes!(pictures::remove))
        .routes(routes!(stock::list))
        .routes(routes!(stock::set_level))
        .routes(routes!(stock::adjust))
        .with_state(products)
}

#[cfg(test)]
mod menu_tests;
#[cfg(test)]
mod pictures_tests;
#[cfg(test)]
mod tests;
