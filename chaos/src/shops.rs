//! What the demo has: its locations, their menus, their stock.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, ensure};
use hyper::{Method, StatusCode};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::http::Client;
use crate::wire::{self, Shop};
use crate::world::{Caller, World};

/// How many of each stock item there are, by location and item.
pub type Levels = BTreeMap<(String, String), i64>;

/// Reads the locations and their menus from a server that runs.
///
/// # Errors
/// When they are not what the contract says, or there are none.
pub async fn discover(server: SocketAddr) -> anyhow::Result<Vec<Shop>> {
    let locations = anonymous(server, "/v1/locations").await?;
    let mut shops = Vec::new();
    for location in locations["items"].as_array().context("locations are a page")? {
        let id = location["id"].as_str().context("a location has an id")?;
        let zone = location["time_zone"].as_str().context("a location has a time zone")?;
        let menu = anonymous(server, &format!("/v1/locations/{id}/menu")).await?;
        let shop = Shop {
            location: id.to_owned(),
            zone: TimeZone::get(zone)?,
            menu: wire::menu(&menu)?,
            stock_items: wire::stock_items(&menu)?,
        };
        ensure!(!shop.menu.is_empty(), "{id} has nothing on its menu");
        shops.push(shop);
    }
    ensure!(!shops.is_empty(), "the demo has no locations");
    Ok(shops)
}

async fn anonymous(server: SocketAddr, path: &str) -> anyhow::Result<Value> {
    let reply = Client::default().send(server, Method::GET, path, &[], String::new()).await?;
    ensure!(reply.status == StatusCode::OK, "GET {path} answered {}: {}", reply.status, reply.body);
    Ok(reply.body)
}

/// Makes every other stock item scarce, so that some orders are rejected, and the others plentiful.
///
/// # Errors
/// When a level cannot be set.
pub async fn stock_up(world: &Arc<World>, dice: &mut Dice) -> anyhow::Result<()> {
    for ((location, item), _) in levels(world).await? {
        let level = if dice.once_in(2) { dice.between(2, 60) } else { 1_000_000 };
        let mut manager = Caller::new(world, "manager", Some(&location), "chaos-manager");
        let path = format!("/v1/locations/{location}/stock/{item}");
        let body = json!({ "level": level }).to_string();
        let server = world.address().await.context("the run begins")?;
        let reply = manager.send(server, Method::PUT, &path, &[], body).await??;
        ensure!(reply.status == StatusCode::OK, "{path} answered {}", reply.body);
    }
    Ok(())
}

/// Reads what is in stock now.
///
/// # Errors
/// When it cannot be read.
pub async fn levels(world: &Arc<World>) -> anyhow::Result<Levels> {
    let mut levels = Levels::new();
    for shop in &world.shops {
        let location = &shop.location;
        let mut manager = Caller::new(world, "manager", Some(location), "chaos-manager");
        let stock = manager.read(&format!("/v1/locations/{location}/stock")).await?;
        for entry in stock["items"].as_array().context("stock is a page")? {
            let item = entry["stock_item"].as_str().context("a stock item has an id")?;
            let level = entry["level"].as_i64().context("a stock item has a level")?;
            levels.insert((location.clone(), item.to_owned()), level);
        }
    }
    Ok(levels)
}
