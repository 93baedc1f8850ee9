//! A customer and a barista who do not give up: what was not answered they send again.

use std::time::Instant;

use anyhow::{Context, bail, ensure};
use hyper::Method;
use serde_json::{Value, json};

use chaos::checker::{Action, Answer, History, Micros, Request};
use chaos::customer::basket;
use chaos::dice::Dice;
use chaos::wire::{self, Shop};

use super::CARRIED_LIMIT;
use crate::api::{expect, text};
use crate::http::Reply;
use crate::stage::Stage;
use crate::wait::{self, Seen};

/// Attempts at one request.
const ATTEMPTS: u32 = 20;
/// So much of everything is there that no order is turned away.
const PLENTY: i64 = 1000;

/// Who plays the orders, and everything that was sent and answered.
pub(super) struct Customer<'a> {
    pub(super) stage: &'a Stage,
    /// The café, and on its menu what is counted: of the rest nothing is held.
    counted: Shop,
    pub(super) history: History,
    began: Instant,
    dice: Dice,
}

/// The idempotency key of the order of this name: keys have no spaces.
pub(super) fn key_of(name: &str) -> String {
    name.replace(' ', "-")
}

impl<'a> Customer<'a> {
    /// Comes in, after the shelves were filled.
    pub(super) async fn arrive(stage: &'a Stage) -> anyhow::Result<Self> {
        let location = &stage.shop.location;
        let manager = Some(stage.manager.access.as_str());
        let shelves = format!("/v1/locations/{location}/stock");
        let stock = stage.api.get(manager, &shelves).await?;
        for shelf in stock["items"].as_array().context("stock is a page")? {
            let path = format!("{shelves}/{}", text(shelf, "stock_item")?);
            let level = json!({ "level": PLENTY }).to_string();
            let filled = stage.api.send(manager, Method::PUT, &path, &[], &level).await?;
            expect(&[200], &path, &filled)?;
        }
        let mut counted = stage.shop.clone();
        let is_counted = |thing: &String| stage.shop.stock_items.contains_key(thing);
        counted.menu.retain(|choice| {
            std::iter::once(&choice.product).chain(&choice.options).any(is_counted)
        });
        ensure!(!counted.menu.is_empty(), "nothing on the menu is counted");
        Ok(Self {
            stage,
            counted,
            history: History::default(),
            began: Instant::now(),
            dice: Dice::new(4),
        })
    }

    /// How much of everything there was.
    pub(super) fn at_first() -> i64 {
        PLENTY
    }

    fn now(&self) -> Micros {
        Micros::try_from(self.began.elapsed().as_micros()).unwrap_or(Micros::MAX)
    }

    /// Places the order of this name, again and again with the same key until it is answered.
    pub(super) async fn order(&mut self, name: &str) -> anyhow::Result<String> {
        let key = &key_of(name);
        let body = basket(&self.counted, key, &mut self.dice);
        let cart: Value = serde_json::from_str(&body)?;
        for _ in 0..ATTEMPTS {
            let sent = self.now();
            let reply = self.stage.api.place(&self.stage.customer.access, key, &cart).await;
            let answer = self.answer(reply.as_ref())?;
            let taken = match &answer {
                Answer::Taken(order) => Some(order.id.clone()),
                Answer::Refused { status, code } if *status < 500 && *status != 429 => {
                    bail!("refused: {status} {code}")
                }
                _ => None,
            };
            self.history.requests.push(Request {
                key: key.to_owned(),
                location: self.stage.shop.location.clone(),
                body: body.clone(),
                sent,
                ended: self.now(),
                answer,
            });
            if let Some(order) = taken {
                return Ok(order);
            }
        }
        bail!("not answered after {ATTEMPTS} attempts")
    }

    /// What an attempt came to. What API Gateway itself says has no code of ours: it did not hear
    /// from the function, so nobody knows.
    fn answer(&self, reply: Result<&Reply, &anyhow::Error>) -> anyhow::Result<Answer> {
        let Ok(reply) = reply else { return Ok(Answer::Unknown) };
        let body = reply.json();
        if reply.status.is_success() {
            return Ok(Answer::Taken(Box::new(wire::order(&body, &self.stage.shop)?)));
        }
        Ok(match body["code"].as_str() {
            Some(code) => Answer::Refused { status: reply.status.as_u16(), code: code.to_owned() },
            None => Answer::Unknown,
        })
    }

    /// Waits until an order is confirmed, and brings it to its customer.
    pub(super) async fn carried(&mut self, order: &str) -> anyhow::Result<()> {
        self.reached(order, "confirmed").await?;
        for (verb, then) in [
            ("claim", "confirmed"),
            ("start", "preparing"),
            ("ready", "ready"),
            ("collect", "collected"),
        ] {
            self.act(order, verb).await.with_context(|| verb.to_owned())?;
            self.reached(order, then).await?;
        }
        Ok(())
    }

    /// Does a step until it is answered. Told that it cannot be done, after an attempt that was not
    /// answered, it was done by that one.
    async fn act(&mut self, order: &str, verb: &str) -> anyhow::Result<()> {
        let path = format!("/v1/orders/{order}/{verb}");
        let token = Some(self.stage.barista.access.as_str());
        let mut lost = false;
        for _ in 0..ATTEMPTS {
            let reply = self.stage.api.send(token, Method::POST, &path, &[], "{}").await;
            let version = reply.as_ref().ok().and_then(|reply| reply.json()["version"].as_u64());
            let done = reply.as_ref().is_ok_and(|reply| reply.status.is_success());
            self.history.actions.push(Action {
                order: order.to_owned(),
                verb: verb.to_owned(),
                ended: self.now(),
                acknowledged: version.filter(|_| done),
            });
            match reply {
                Ok(reply) if done || (lost && reply.status == 409) => return Ok(()),
                Ok(reply) if reply.status.is_client_error() && reply.status != 429 => {
                    bail!("{}: {}", reply.status, reply.text())
                }
                _ => lost = true,
            }
        }
        bail!("not answered after {ATTEMPTS} attempts")
    }

    async fn reached(&self, order: &str, status: &str) -> anyhow::Result<()> {
        let path = format!("/v1/orders/{order}");
        let token = Some(self.stage.customer.access.as_str());
        wait::until(&format!("{order} to be {status}"), CARRIED_LIMIT, || async {
            let reply = self.stage.api.send(token, Method::GET, &path, &[], "").await?;
            if reply.status.is_server_error() {
                return Ok(Seen::Yet(reply.text()));
            }
            let seen = expect(&[200], &path, &reply)?;
            let is = text(&seen, "status")?;
            ensure!(
                is == status || !["rejected", "cancelled"].contains(&is),
                "it ended with {seen}"
            );
            Ok(Seen::when(is == status, (), seen.to_string()))
        })
        .await
    }
}
