//! What was held adds up with what is left.

use std::collections::HashSet;

use super::history::{End, Order, Status, StockItem};
use super::violation::Violation;

/// Orders named when stock is held by one that should not; the ledger has the others.
const SUSPECTS_MAX: usize = 5;

/// Whether what is left of everything is what there was less what is held; it takes a moment after
/// a cancellation.
pub(super) fn adds_up(end: &End) -> bool {
    end.stock.iter().all(|stock| stock.available == stock.initial - held(end, stock))
}

fn held(end: &End, stock: &StockItem) -> i64 {
    let holding = end.orders.iter().filter(|order| order.status.holds_stock());
    holding.map(|order| quantity(order, stock)).sum()
}

/// For each item: what is left is what there was less what is held, it is never negative, and
/// nobody was turned away while there was enough.
pub(super) fn wrong(end: &End, found: &mut Vec<Violation>) {
    for stock in &end.stock {
        let held = held(end, stock);
        let expected = stock.initial - held;
        let sum = format!(
            "{} at first, {held} held by orders, {} left, {expected} expected",
            stock.initial, stock.available
        );
        if stock.available == expected && expected >= 0 {
            continue;
        }
        let missing = expected - stock.available;
        let suspects: Vec<String> = end
            .orders
            .iter()
            .filter(|order| quantity(order, stock) > 0)
            .filter(|order| matches!(order.status, Status::Rejected | Status::Cancelled))
            .filter(|order| quantity(order, stock) <= missing)
            .map(|order| order.id.clone())
            .take(SUSPECTS_MAX)
            .collect();
        found.push(if suspects.is_empty() {
            complain(stock, sum)
        } else {
            let evidence = format!("stock of {} at {}: {sum}", stock.item, stock.location);
            Violation::RejectedYetHeld { orders: suspects, evidence }
        });
    }
    turned_away(end, found);
}

/// Exactly as many are confirmed as the stock allows. Where nothing was given back, stock only
/// falls, so an order turned away for stock must want more than what is left of something even now.
fn turned_away(end: &End, found: &mut Vec<Violation>) {
    let mut came_back = HashSet::new();
    for order in end.orders.iter().filter(|order| order.status == Status::Cancelled) {
        came_back.extend(order.items.keys().map(|item| (order.location.as_str(), item.as_str())));
    }
    let for_stock = |order: &&Order| {
        order.status == Status::Rejected
            && order.rejection.as_deref().is_some_and(|code| code.ends_with("out-of-stock"))
    };
    for order in end.orders.iter().filter(for_stock) {
        let counted: Vec<&StockItem> =
            end.stock.iter().filter(|stock| quantity(order, stock) > 0).collect();
        let explains = |stock: &&StockItem| {
            came_back.contains(&(stock.location.as_str(), stock.item.as_str()))
                || stock.available < quantity(order, stock)
        };
        if let Some(stock) = counted.first().filter(|_| !counted.iter().any(explains)) {
            let evidence = format!("{} was turned away and {} are left", order.id, stock.available);
            found.push(complain(stock, evidence));
        }
    }
}

/// A rejected order was never confirmed and has no number.
pub(super) fn numbered_yet_rejected(end: &End, found: &mut Vec<Violation>) {
    for order in end.orders.iter().filter(|order| order.status == Status::Rejected) {
        if order.number.is_some() || order.confirmed_at().is_some() {
            let evidence = format!("it was rejected with the number {:?}", order.number);
            found.push(Violation::RejectedYetHeld { orders: vec![order.id.clone()], evidence });
        }
    }
}

/// How many of this item, at its location, the order wants.
fn quantity(order: &Order, stock: &StockItem) -> i64 {
    if order.location != stock.location {
        return 0;
    }
    order.items.get(&stock.item).map_or(0, |count| i64::try_from(*count).unwrap_or(i64::MAX))
}

fn complain(stock: &StockItem, evidence: String) -> Violation {
    Violation::StockWrong { location: stock.location.clone(), item: stock.item.clone(), evidence }
}
