//! A location and its menu, as far as ordering needs to know them.

use std::collections::HashMap;
use std::time::Duration;

use jiff::tz::TimeZone;
use kernel::{Currency, LocationId, Timestamp};

use super::{Fulfilments, OptionId, ProductId, StockItemId};

/// A location and what can be ordered there, as of one version of its menu.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Which location.
    pub location: LocationId,
    /// The currency of all prices.
    pub currency: Currency,
    /// The zone the day of a ticket number is reckoned in.
    pub zone: TimeZone,
    /// Whether prices contain their tax (most of the world) or tax comes on top (North America).
    pub prices_include_tax: bool,
    /// How long an order takes from confirmed to ready, as promised to customers.
    pub preparation: Duration,
    /// How orders get to their customers there.
    pub fulfilments: Fulfilments,
    /// How many orders it takes at once, and how long each may wait.
    pub limits: Limits,
    /// What is on the menu.
    pub products: HashMap<ProductId, Product>,
}

/// How many orders a location takes at once, and how long each of them may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most orders that are not ready yet; `None` for any number.
    pub open_orders_max: std::option::Option<u32>,
    /// Most such orders of one customer; `None` for any number.
    pub open_orders_per_customer_max: std::option::Option<u32>,
    /// How long somebody who scanned a code may take to order.
    pub order_wait: Duration,
    /// How long an order may wait for somebody to take, to begin or to finish it.
    pub barista_wait: Duration,
    /// How long an order that is ready may wait for its customer.
    pub handover_wait: Duration,
    /// How orders begin with a scanned code, as at an event; `None` where they do not.
    pub qr_codes: std::option::Option<QrRules>,
}

/// The rules of the codes that are scanned to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QrRules {
    /// How many orders one code is good for.
    pub tokens: u32,
    /// How long a code is shown.
    pub lasts: Duration,
}

impl Limits {
    /// Whether there is a cap on open orders.
    pub fn is_capped(&self) -> bool {
        self.open_orders_max.is_some() || self.open_orders_per_customer_max.is_some()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            open_orders_max: None,
            open_orders_per_customer_max: None,
            order_wait: Duration::from_mins(5),
            barista_wait: Duration::from_mins(15),
            handover_wait: Duration::from_hours(4),
            qr_codes: None,
        }
    }
}

/// Something on the menu.
#[derive(Debug, Clone)]
pub struct Product {
    /// What it is called on tickets and receipts.
    pub name: String,
    /// Where it is made, such as "bar".
    pub station: String,
    /// Price of one, without options, in minor units.
    pub price_minor: i64,
    /// Its tax, in hundredths of a percent.
    pub tax_basis_points: u32,
    /// Whether it can be ordered now.
    pub available: bool,
    /// What runs out with it.
    pub stock_item: std::option::Option<StockItemId>,
    /// What can be chosen with it.
    pub groups: Vec<Group>,
}

/// A question the customer answers, such as "Milk".
#[derive(Debug, Clone)]
pub struct Group {
    /// What is asked.
    pub name: String,
    /// Fewest options to choose; at least 1 makes the question required.
    pub min: u32,
    /// Most options to choose.
    pub max: u32,
    /// The possible answers.
    pub options: Vec<Option>,
}

/// A possible answer, such as "Oat milk".
#[derive(Debug, Clone)]
pub struct Option {
    /// Which option.
    pub id: OptionId,
    /// What it is called on tickets and receipts.
    pub name: String,
    /// What it adds to the price of one product; negative takes away.
    pub price_difference_minor: i64,
    /// Whether it can be chosen now.
    pub available: bool,
    /// Whether it is meant when a required question is left unanswered.
    pub default: bool,
    /// How often it may be chosen for one product.
    pub max_quantity: u32,
    /// What runs out with it.
    pub stock_item: std::option::Option<StockItemId>,
}

/// Whether a location takes orders at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// It does.
    Open,
    /// It would, but takes a break.
    Paused {
        /// When it will again, as far as is known.
        until: std::option::Option<Timestamp>,
    },
    /// It does not.
    Closed {
        /// When it will, as far as is known.
        opens_at: std::option::Option<Timestamp>,
    },
}

impl Openness {
    /// What it is for an order: a break is none for somebody at the counter, where a barista
    /// decides.
    #[must_use]
    pub fn towards(self, walk_in: bool) -> Self {
        match self {
            Self::Paused { .. } if walk_in => Self::Open,
            openness => openness,
        }
    }
}
