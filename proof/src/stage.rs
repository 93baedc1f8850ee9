//! Who plays, and where: what every scene of a run needs.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use hyper::Method;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use chaos::wire::{self, Shop};

use crate::api::{Api, expect, text};
use crate::aws::Caller;
use crate::outputs::Outputs;
use crate::sign_in::{self, Tokens};
use crate::wait::{self, Seen};

/// How long a step of an order may take that goes through queue and workflow: the first one starts
/// every function on the way.
pub const STEP_LIMIT: Duration = Duration::from_secs(90);

/// What was created, and who is signed in.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The owner of the account.
    pub aws: Caller,
    /// What was created.
    pub outputs: Outputs,
    /// Our API.
    pub api: Api,
    /// The café.
    pub shop: Shop,
    /// Where the hosted sign-in sends people back to.
    pub back_to: String,
    /// A customer.
    pub customer: Tokens,
    /// A barista of the café.
    pub barista: Tokens,
    /// Its manager.
    pub manager: Tokens,
}

impl Stage {
    /// Reads what there is, makes accounts, and signs everybody in on the hosted page.
    ///
    /// # Errors
    /// When anything of that is not as it should be.
    pub async fn set(outputs: Outputs, address: SocketAddr, back_to: &str) -> anyhow::Result<Self> {
        let aws = Caller::owner(address);
        let api = Api::of(&outputs, address);
        let shop = discover(&api).await?;
        let (place, location) = (&outputs.sign_in, &shop.location);
        sign_in::sign_up(&aws, place, "anna@example.org").await.context("Anna signs up")?;
        for (name, role) in [("ben@example.org", "barista"), ("mia@example.org", "manager")] {
            let hired = sign_in::hire(&aws, place, name, &format!("{role}:{location}")).await;
            hired.with_context(|| format!("{name} is hired"))?;
        }
        let sign_in = |name: &'static str| sign_in::on_hosted_page(&aws, place, back_to, name);
        Ok(Self {
            customer: sign_in("anna@example.org").await.context("Anna signs in")?,
            barista: sign_in("ben@example.org").await.context("Ben signs in")?,
            manager: sign_in("mia@example.org").await.context("Mia signs in")?,
            back_to: back_to.to_owned(),
            aws: aws.clone(),
            api,
            shop,
            outputs: outputs.clone(),
        })
    }

    /// What Anna wants: the first thing on the menu, and once more.
    pub fn cart(&self, name: &str, code: Option<&str>) -> anyhow::Result<Value> {
        let choice = self.shop.menu.first().context("there is nothing on the menu")?;
        let mut cart = json!({
            "location": self.shop.location, "fulfilment": { "type": "pickup" }, "name": name,
            "note": null,
            "lines": [{
                "product": choice.product, "quantity": 2, "options": choice.options, "note": null,
            }],
        });
        if let Some(order) = code {
            cart["order"] = json!(order);
        }
        Ok(cart)
    }

    /// The right to order, where orders begin with a code that a display shows; `None` elsewhere.
    ///
    /// # Errors
    /// When the code is not taken.
    pub async fn scan(&self) -> anyhow::Result<Option<String>> {
        let path = format!("/v1/locations/{}/qr-code", self.shop.location);
        let barista = Some(self.barista.access.as_str());
        let shown = self.api.send(barista, Method::GET, &path, &[], "").await?;
        if shown.json()["code"] == "orders.no-qr-codes" {
            return Ok(None);
        }
        let shown = expect(&[200], "the display's code", &shown)?;
        let path = text(&shown, "url_path")?;
        let customer = Some(self.customer.access.as_str());
        let redeemed = self.api.send(customer, Method::POST, path, &[], "").await?;
        let redeemed = expect(&[200, 201], path, &redeemed)?;
        Ok(Some(text(&redeemed, "order")?.to_owned()))
    }

    /// Waits until an order stands where it should.
    ///
    /// # Errors
    /// When it does not come there, or goes elsewhere for good.
    pub async fn reached(&self, order: &str, status: &str) -> anyhow::Result<Value> {
        let path = format!("/v1/orders/{order}");
        wait::until(&format!("{order} to be {status}"), STEP_LIMIT, || async {
            let seen = self.api.get(Some(&self.customer.access), &path).await?;
            let there = text(&seen, "status")? == status;
            let over = ["rejected", "cancelled"].contains(&text(&seen, "status")?);
            anyhow::ensure!(there || !over, "{order} ended otherwise: {seen}");
            Ok(Seen::when(there, seen.clone(), seen.to_string()))
        })
        .await
    }

    /// Brings a confirmed order to its customer.
    ///
    /// # Errors
    /// When a step is refused.
    pub async fn make(&self, order: &str) -> anyhow::Result<Value> {
        for verb in ["claim", "start", "ready"] {
            self.api.act(&self.barista.access, order, verb).await?;
        }
        self.api.act(&self.barista.access, order, "collect").await
    }
}

async fn discover(api: &Api) -> anyhow::Result<Shop> {
    let locations = api.get(None, "/v1/locations").await?;
    let location = &locations["items"][0];
    let id = text(location, "id").context("the menu was imported")?;
    let menu = api.get(None, &format!("/v1/locations/{id}/menu")).await?;
    Ok(Shop {
        location: id.to_owned(),
        zone: TimeZone::get(text(location, "time_zone")?)?,
        menu: wire::menu(&menu)?,
        stock_items: wire::stock_items(&menu)?,
    })
}
