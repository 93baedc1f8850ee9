//! After the last crash: waits until the kitchen has caught up, then reads how things stand.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::bail;

use crate::checker::{self, End, Order, StockItem};
use crate::shops::{self, Levels};
use crate::wire::{self, Shop};
use crate::world::{Caller, World};

/// How long the oldest order may stay `placed` with nobody disturbing the server; a long queue of
/// them may take longer. What stays is reported by the checker.
const SETTLE_TIMEOUT: Duration = Duration::from_mins(1);
/// How long the live stream may take to catch up afterwards.
const FOLLOW_TIMEOUT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(25);

/// How things stand once all is quiet.
///
/// # Errors
/// When they cannot be read.
pub async fn end(world: &Arc<World>, stock_at_first: &Levels) -> anyhow::Result<End> {
    let mut patience = Instant::now() + SETTLE_TIMEOUT;
    let mut orders = Vec::new();
    for shop in &world.shops {
        let mut caller = Caller::new(world, "barista", Some(&shop.location), "chaos-settler");
        let waiting = format!("/v1/locations/{}/orders?status=placed&limit=1", shop.location);
        let mut oldest = serde_json::Value::Null;
        while Instant::now() < patience {
            let placed = caller.read(&waiting).await?;
            if placed["items"].as_array().is_none_or(Vec::is_empty) {
                break;
            }
            let first = &placed["items"][0]["id"];
            if *first != oldest {
                (oldest, patience) = (first.clone(), Instant::now() + SETTLE_TIMEOUT);
            }
            tokio::time::sleep(PAUSE).await;
        }
        orders.extend(all_orders(&mut caller, shop).await?);
    }
    let followed: BTreeSet<_> = world.shops.iter().map(|shop| shop.location.clone()).collect();
    let mut end = End { orders, stock: Vec::new(), followed };
    while {
        end.stock = stock(world, stock_at_first).await?;
        !checker::stock_adds_up(&end) && Instant::now() < patience
    } {
        tokio::time::sleep(PAUSE).await;
    }
    wait_for_readers(world, &end.orders).await;
    Ok(end)
}

async fn stock(world: &Arc<World>, at_first: &Levels) -> anyhow::Result<Vec<StockItem>> {
    let now = shops::levels(world).await?;
    let items = at_first.iter().map(|((location, item), initial)| StockItem {
        location: location.clone(),
        item: item.clone(),
        initial: *initial,
        available: now.get(&(location.clone(), item.clone())).copied().unwrap_or(0),
    });
    Ok(items.collect())
}

async fn all_orders(caller: &mut Caller, shop: &Shop) -> anyhow::Result<Vec<Order>> {
    let mut orders = Vec::new();
    let first = format!("/v1/locations/{}/orders?limit=100", shop.location);
    let mut page = caller.read(&first).await?;
    loop {
        let Some(items) = page["items"].as_array() else { bail!("{page} is no page of orders") };
        for item in items {
            orders.push(wire::order(item, shop)?);
        }
        let Some(next) = page["next"].as_str() else { return Ok(orders) };
        page = caller.read(&format!("{first}&after={}", escaped(next))).await?;
    }
}

/// Waits until every order with a number was seen downstream, or patience ends; what was not seen
/// by then is reported by the checker.
async fn wait_for_readers(world: &World, orders: &[Order]) {
    let patience = Instant::now() + FOLLOW_TIMEOUT;
    loop {
        let announced = world.ledger.announced();
        let numbered = |order: &&Order| order.number.is_some();
        let all = orders.iter().filter(numbered).all(|order| announced.contains(&order.id));
        if all || Instant::now() > patience {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// A cursor as it may stand in a query.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escape =
        |byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cursor_is_escaped() {
        assert_eq!(super::escaped("aZ9-_~.=+/&"), "aZ9-_~.%3D%2B%2F%26");
    }
}
