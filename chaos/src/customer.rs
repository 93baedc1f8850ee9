//! Customers: they order, repeat what was not answered with the same key, and sometimes cancel.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use hyper::Method;
use serde_json::json;

use crate::checker::{Action, Answer, Request};
use crate::dice::Dice;
use crate::http::Reply;
use crate::wire::{self, Shop};
use crate::world::{Caller, Phase, World};

/// How many acknowledged orders a customer remembers, to repeat or cancel them.
const REMEMBERED: usize = 20;
/// Pause after an answer that says "not now".
const BUSY_PAUSE: Duration = Duration::from_millis(20);

/// One customer.
#[derive(Debug)]
pub struct Customer {
    world: Arc<World>,
    caller: Caller,
    dice: Dice,
    name: String,
    sent: u64,
    remembered: Vec<Remembered>,
}

/// An order that was acknowledged.
#[derive(Debug, Clone)]
struct Remembered {
    key: String,
    shop: usize,
    body: String,
    order: String,
}

impl Customer {
    /// The customer with this number.
    pub fn new(world: &Arc<World>, number: usize, dice: Dice) -> Self {
        let name = format!("customer-{number}");
        let caller = Caller::new(world, "customer", None, format!("chaos-{name}"));
        let world = Arc::clone(world);
        Self { world, caller, dice, name, sent: 0, remembered: Vec::new() }
    }

    /// Orders until the run drains.
    ///
    /// # Errors
    /// When the server answers what it never should.
    pub async fn run(mut self) -> anyhow::Result<()> {
        self.caller.authorization().await?;
        while self.world.is_running() {
            tokio::time::sleep(Duration::from_millis(self.dice.between(0, 25))).await;
            let old = self.dice.pick(&self.remembered).cloned();
            match (self.dice.between(1, 20), old) {
                (1, Some(old)) => self.place(old.shop, &old.key, &old.body).await?,
                (2, Some(old)) => {
                    let other = old.body.replace("\"note\":null", "\"note\":\"another order\"");
                    self.place(old.shop, &old.key, &other).await?;
                }
                (3, Some(old)) => self.cancel(&old.order).await?,
                _ => self.order().await?,
            }
        }
        Ok(())
    }

    async fn order(&mut self) -> anyhow::Result<()> {
        self.sent += 1;
        let key = format!("{}-{}", self.name, self.sent);
        let shops = self.world.shops.len() as u64;
        let shop = usize::try_from(self.dice.between(0, shops - 1))?;
        let body = basket(&self.world.shops[shop], &key, &mut self.dice);
        self.place(shop, &key, &body).await
    }

    /// Sends an order until it is answered; now and then the customer gives up before.
    async fn place(&mut self, shop: usize, key: &str, body: &str) -> anyhow::Result<()> {
        // Whoever was lost once no longer waits: the answer at hand will do.
        let mut wait = self.dice.once_in(8);
        while *self.world.phase.borrow() < Phase::Over {
            match attempt(&self.world, &mut self.caller, shop, key, body, wait).await? {
                Answer::Taken(order) => {
                    let (key, body) = (key.to_owned(), body.to_owned());
                    if self.remembered.len() == REMEMBERED {
                        self.remembered.remove(0);
                    }
                    self.remembered.push(Remembered { key, shop, body, order: order.id });
                    return Ok(());
                }
                Answer::Refused { status, .. } if status >= 500 || status == 429 => {
                    tokio::time::sleep(BUSY_PAUSE).await;
                }
                Answer::Refused { .. } => return Ok(()),
                Answer::Unknown if self.dice.once_in(10) => return Ok(()),
                Answer::Unknown => wait = false,
            }
        }
        Ok(())
    }

    async fn cancel(&mut self, order: &str) -> anyhow::Result<()> {
        let Some(server) = self.world.address().await else { return Ok(()) };
        let path = format!("/v1/orders/{order}/cancel");
        let body = json!({ "reason": "the customer changed their mind" }).to_string();
        let reply = self.caller.send(server, Method::POST, &path, &[], body).await?;
        act(&self.world, order, "cancel", reply)?;
        Ok(())
    }
}

/// One or two products of the menu, for pickup, with the key as the name.
pub fn basket(shop: &Shop, key: &str, dice: &mut Dice) -> String {
    let mut lines = Vec::new();
    for _ in 0..dice.between(1, 2) {
        let Some(choice) = dice.pick(&shop.menu) else { continue };
        lines.push(json!({
            "product": choice.product, "quantity": dice.between(1, 2),
            "options": choice.options, "note": null,
        }));
    }
    json!({
        "location": shop.location, "fulfilment": { "type": "pickup" }, "name": key,
        "note": null, "lines": lines,
    })
    .to_string()
}

/// Sends an order once, as soon as the server is there, and writes down what came of it.
///
/// # Errors
/// When an answer is not what the contract says, or the run is over.
pub async fn attempt(
    world: &World,
    caller: &mut Caller,
    shop: usize,
    key: &str,
    body: &str,
    wait: bool,
) -> anyhow::Result<Answer> {
    let shop = &world.shops[shop];
    let mut headers = vec![("idempotency-key", key)];
    headers.extend(wait.then_some(("prefer", "wait=1")));
    let server = world.address().await.context("the run is over")?;
    let sent = world.ledger.now();
    let reply = caller.send(server, Method::POST, "/v1/orders", &headers, body.to_owned()).await?;
    let ended = world.ledger.now();
    let answer = answer(reply, shop)?;
    world.ledger.request(Request {
        key: key.to_owned(),
        location: shop.location.clone(),
        body: body.to_owned(),
        sent,
        ended,
        answer: answer.clone(),
    })?;
    if answer == Answer::Unknown {
        world.lost(server).await;
    }
    Ok(answer)
}

/// What an attempt to place an order came to.
fn answer(reply: anyhow::Result<Reply>, shop: &Shop) -> anyhow::Result<Answer> {
    let Ok(reply) = reply else { return Ok(Answer::Unknown) };
    if reply.status.is_success() {
        return Ok(Answer::Taken(Box::new(wire::order(&reply.body, shop)?)));
    }
    Ok(Answer::Refused { status: reply.status.as_u16(), code: reply.code() })
}

/// Writes down an attempt to move an order on; gives whether it was acknowledged.
///
/// # Errors
/// When the ledger takes no more.
pub fn act(
    world: &World,
    order: &str,
    verb: &str,
    reply: anyhow::Result<Reply>,
) -> anyhow::Result<bool> {
    let done = reply.ok().filter(|reply| reply.status.is_success());
    let acknowledged = done.and_then(|reply| reply.body["version"].as_u64());
    let (order, verb, ended) = (order.to_owned(), verb.to_owned(), world.ledger.now());
    world.ledger.action(Action { order, verb, ended, acknowledged })?;
    Ok(acknowledged.is_some())
}
