//! What an instance costs: the table `infra/costs.toml`, and the sums that follow from it.
//!
//! A *use* says of one price how much of it is needed *per* something: per order, per request of an
//! order, per person, per month. A *scene* says how much of those there is in a month. What of an
//! order can be counted is counted: its states, functions and messages stand in the golden cases of
//! the workflow.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use super::read;

/// The blueprints whose costs are reckoned.
pub(super) const BLUEPRINTS: [&str; 2] = ["serverless-orders", "serverless-espresso"];

const CASES: &str = "crates/orders/workflows/cases/good-ways.json";

/// `infra/costs.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Costs {
    pub(super) price: Vec<Price>,
    pub(super) order: BTreeMap<String, Order>,
    #[serde(rename = "use")]
    pub(super) uses: Vec<Use>,
    pub(super) scene: Vec<Scene>,
}

/// A list price in US dollars, of the region us-east-1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    /// What uses call it.
    pub(super) name: String,
    /// The service on the bill.
    pub(super) service: String,
    /// What is paid for, in the plural.
    pub(super) of: String,
    /// So many dollars …
    pub(super) usd: f64,
    /// … for so many.
    pub(super) per: f64,
    /// How many are free each month, for ever and not only in the first year.
    #[serde(default)]
    pub(super) free: f64,
    /// Where it was read, and of when that is.
    pub(super) source: String,
    /// Whether it was seen there; otherwise it is from memory and must be looked up.
    pub(super) confirmed: bool,
}

/// What one order of a blueprint is made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// The golden case whose states, functions and messages count.
    pub(super) case: String,
    /// Requests to the API by the customer and the barista.
    pub(super) requests: f64,
    /// Events that are said.
    pub(super) said: f64,
    /// Events that a queue hears.
    pub(super) heard: f64,
}

/// How much of a price is needed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Use {
    /// The price's name.
    pub(super) price: String,
    /// The only blueprint that needs it; without it, all do.
    pub(super) only: Option<String>,
    /// How much per order, request, state, function, message, said, heard, person, location, month.
    pub(super) per: BTreeMap<String, f64>,
    /// Why so much.
    pub(super) why: String,
}

/// How much there is to do in a month, or at an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    /// What stands above its column.
    pub(super) title: String,
    /// What it is, in a sentence.
    pub(super) about: String,
    pub(super) orders: f64,
    /// Different people who sign in.
    pub(super) people: f64,
    /// Shops, each with one screen.
    pub(super) locations: f64,
    /// How long the instance stands, in months.
    pub(super) months: f64,
}

impl Costs {
    /// Reads the table and sees that everything in it is known by its name.
    pub(super) fn load() -> Result<Self> {
        let costs: Self = toml::from_str(&read("infra/costs.toml")?).context("infra/costs.toml")?;
        for item in &costs.uses {
            costs.price_of(item)?;
        }
        for price in &costs.price {
            let used = costs.uses.iter().any(|item| item.price == price.name);
            if !used || price.per <= 0.0 || price.usd < 0.0 {
                bail!("the price `{}` is used by nothing, or is no price", price.name);
            }
        }
        Ok(costs)
    }

    /// The price that a use names.
    pub(super) fn price_of(&self, item: &Use) -> Result<&Price> {
        let found = self.price.iter().find(|price| price.name == item.price);
        found.with_context(|| format!("there is no price `{}`", item.price))
    }

    /// How often each thing happens in one order of this blueprint.
    pub(super) fn drivers(&self, blueprint: &str) -> Result<BTreeMap<&'static str, f64>> {
        let order = self.order.get(blueprint);
        let order = order.with_context(|| format!("there is no [order.{blueprint}]"))?;
        let counted = counted(&order.case)?;
        Ok(BTreeMap::from([
            ("order", 1.0),
            ("request", order.requests),
            ("said", order.said),
            ("heard", order.heard),
            ("state", counted.states),
            ("function", counted.functions),
            ("message", counted.messages),
        ]))
    }
}

impl Use {
    /// How much one order needs, by what happens in it.
    pub(super) fn an_order(&self, drivers: &BTreeMap<&'static str, f64>) -> f64 {
        let parts = self.per.iter();
        parts.map(|(name, much)| much * drivers.get(name.as_str()).unwrap_or(&0.0)).sum()
    }

    /// How much a scene needs.
    ///
    /// # Errors
    /// When it is said per something that does not exist.
    pub(super) fn a_scene(
        &self,
        scene: &Scene,
        drivers: &BTreeMap<&'static str, f64>,
    ) -> Result<f64> {
        let mut amount = self.an_order(drivers) * scene.orders;
        for (name, much) in &self.per {
            amount += much
                * match name.as_str() {
                    "person" => scene.people,
                    "location" => scene.locations * scene.months,
                    "month" => scene.months,
                    name if drivers.contains_key(name) => 0.0,
                    name => bail!("`{}` is said per `{name}`, which nobody counts", self.price),
                };
        }
        Ok(amount)
    }
}

impl Price {
    /// What so many cost, without what is free.
    pub(super) fn cost(&self, amount: f64) -> f64 {
        amount / self.per * self.usd
    }
}

/// What of an order is counted in the cases of its workflow.
struct Counted {
    states: f64,
    functions: f64,
    messages: f64,
}

fn counted(case: &str) -> Result<Counted> {
    let cases: Vec<Value> = serde_json::from_str(&read(CASES)?).context(CASES)?;
    let found = cases.iter().find(|found| found["name"] == case);
    let found = found.with_context(|| format!("{CASES} has no case `{case}`"))?;
    let names = |key: &str| found[key].as_array().cloned().unwrap_or_default();
    // A task of ours is a name, or a name and what it is given; those of queues are `service.verb`.
    let tasks = names("tasks");
    let name = |task: &Value| task[0].as_str().or(task.as_str()).unwrap_or_default().to_owned();
    let (messages, functions): (Vec<String>, Vec<String>) =
        tasks.iter().map(name).partition(|name| name.contains('.'));
    let number = |list: usize| f64::from(u32::try_from(list).unwrap_or(u32::MAX));
    Ok(Counted {
        states: number(names("states").len()),
        functions: number(functions.len()),
        messages: number(messages.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene() -> Scene {
        let (title, about) = (String::new(), String::new());
        Scene { title, about, orders: 100.0, people: 10.0, locations: 2.0, months: 0.5 }
    }

    fn used(per: &[(&str, f64)]) -> Use {
        let per = per.iter().map(|(name, much)| ((*name).to_owned(), *much)).collect();
        Use { price: "a".to_owned(), only: None, per, why: String::new() }
    }

    #[test]
    fn a_use_is_the_sum_of_all_it_is_said_per() {
        let drivers = BTreeMap::from([("order", 1.0), ("request", 40.0)]);
        let item = used(&[("order", 2.0), ("request", 0.5), ("person", 3.0), ("location", 8.0)]);
        let close = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-9, "{found}");
        close(item.an_order(&drivers), 22.0);
        close(item.a_scene(&scene(), &drivers).expect("all are known"), 2238.0);
        used(&[("moon", 1.0)]).a_scene(&scene(), &drivers).expect_err("nobody counts moons");
    }

    #[test]
    fn the_golden_case_of_each_blueprint_is_counted() {
        let costs = Costs::load().expect("the table is sound");
        for blueprint in BLUEPRINTS {
            let drivers = costs.drivers(blueprint).expect("its case is there");
            assert!(drivers["state"] > drivers["function"] + drivers["message"], "{drivers:?}");
            assert!(drivers["function"] > 5.0 && drivers["message"] > 3.0, "{drivers:?}");
        }
    }

    #[test]
    fn every_use_can_be_reckoned_in_every_scene() {
        let costs = Costs::load().expect("the table is sound");
        for item in &costs.uses {
            let drivers = costs.drivers(BLUEPRINTS[0]).expect("its case is there");
            for scene in &costs.scene {
                let amount = item.a_scene(scene, &drivers).expect("it is known");
                assert!(amount > 0.0, "{} in {}", item.price, scene.title);
            }
        }
    }
}
