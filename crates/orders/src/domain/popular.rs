//! What is ordered most often at a location, for whoever does not know what to take.

use std::collections::{HashMap, HashSet};

use super::{Order, ProductId, Shop, Status};

/// Fewest orders from which it can be told.
const ORDERS_MIN: usize = 20;
/// Most products that are told.
const PRODUCTS_MAX: usize = 8;

/// The products of a shop that most of these orders have, most first; none while there are fewer
/// than twenty orders. Those that came to nothing do not count, and how many somebody takes at once
/// makes no difference.
pub fn popular(orders: &[Order], shop: &Shop) -> Vec<ProductId> {
    let counts = |order: &&Order| !matches!(order.status(), Status::Rejected | Status::Cancelled);
    let orders: Vec<&Order> = orders.iter().filter(counts).collect();
    if orders.len() < ORDERS_MIN {
        return Vec::new();
    }
    let mut times = HashMap::<&ProductId, usize>::new();
    for order in orders {
        let products: HashSet<_> = order.placed.lines.iter().map(|line| &line.product).collect();
        for product in products.into_iter().filter(|one| shop.products.contains_key(*one)) {
            *times.entry(product).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = times.into_iter().collect();
    ranked.sort_by(|(one, more), (other, less)| less.cmp(more).then_with(|| one.cmp(other)));
    ranked.into_iter().take(PRODUCTS_MAX).map(|(product, _)| product.clone()).collect()
}
