//! Baristas: they take what is confirmed and bring some of it all the way to the customer.

use std::sync::Arc;
use std::time::Duration;

use hyper::{Method, StatusCode};

use crate::customer::act;
use crate::dice::Dice;
use crate::world::{Caller, World};

/// What a barista does with an order, one after the other.
const STEPS: [(&str, &[&str]); 3] = [
    ("confirmed", &["claim", "start", "ready", "collect"]),
    ("preparing", &["ready"]),
    ("ready", &["collect"]),
];

/// Works at one location until the run drains.
///
/// # Errors
/// When the server answers what it never should.
pub async fn run(world: Arc<World>, shop: usize, mut dice: Dice) -> anyhow::Result<()> {
    let location = world.shops[shop].location.clone();
    let mut caller = Caller::new(&world, "barista", Some(&location), "chaos-barista");
    while world.is_running() {
        tokio::time::sleep(Duration::from_millis(dice.between(5, 40))).await;
        let Some((status, steps)) = dice.pick(&STEPS).copied() else { continue };
        let Some(server) = world.address().await else { break };
        let path = format!("/v1/locations/{location}/orders?status={status}&limit=10");
        let Ok(reply) = caller.send(server, Method::GET, &path, &[], String::new()).await? else {
            world.lost(server).await;
            continue;
        };
        if reply.status != StatusCode::OK {
            continue;
        }
        let items = reply.body["items"].as_array().cloned().unwrap_or_default();
        let Some(order) = dice.pick(&items).and_then(|order| order["id"].as_str()) else {
            continue;
        };
        for verb in steps {
            let path = format!("/v1/orders/{order}/{verb}");
            let reply = caller.send(server, Method::POST, &path, &[], "{}".to_owned()).await?;
            if !act(&world, order, verb, reply)? || dice.once_in(4) {
                break;
            }
        }
    }
    Ok(())
}
