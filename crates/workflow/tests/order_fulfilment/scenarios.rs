//! Orders of all kinds, and how people behave around them.

use serde_json::{Value, json};

/// What somebody does whom a task waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    Acts { after_seconds: u64 },
    Cancels { after_seconds: u64 },
    Sleeps,
}

/// An order and its people.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) starts_with_qr_code: bool,
    pub(crate) is_counted: bool,
    pub(crate) pays_now: bool,
    pub(crate) fire_at: Option<&'static str>,
    pub(crate) fulfilment: &'static str,
    pub(crate) orders: Person,
    pub(crate) makes: Person,
    pub(crate) dispatches: Person,
    pub(crate) hands_over: Person,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            name: "pickup",
            starts_with_qr_code: false,
            is_counted: true,
            pays_now: true,
            fire_at: None,
            fulfilment: "pickup",
            orders: Person::Acts { after_seconds: 60 },
            makes: Person::Acts { after_seconds: 240 },
            dispatches: Person::Acts { after_seconds: 300 },
            hands_over: Person::Acts { after_seconds: 120 },
        }
    }
}

impl Scenario {
    /// One of each kind; between them, every state is entered whose error is not caught by another.
    pub(crate) fn all() -> Vec<Self> {
        let usual = Self::default;
        vec![
            usual(),
            Self { name: "at the counter", pays_now: false, is_counted: false, ..usual() },
            Self { name: "qr code", starts_with_qr_code: true, ..usual() },
            Self { name: "delivery", fulfilment: "delivery", ..usual() },
            Self { name: "later", fire_at: Some("2026-11-27T07:00:00Z"), ..usual() },
            Self {
                name: "nobody orders",
                starts_with_qr_code: true,
                orders: Person::Sleeps,
                ..usual()
            },
            Self { name: "nobody makes it", makes: Person::Sleeps, ..usual() },
            Self { name: "nobody comes", hands_over: Person::Sleeps, ..usual() },
        ]
    }

    /// What an execution is started with.
    pub(crate) fn input(&self) -> Value {
        json!({
            "order": "ord_1", "location": "loc_demo", "customer": "anna",
            "start": if self.starts_with_qr_code { "qr-code" } else { "order" },
            "limits": {
                "order_wait_seconds": 300, "barista_wait_seconds": 900,
                "handover_wait_seconds": 14_400,
            },
        })
    }

    /// What is to be reserved for it.
    pub(crate) fn items(&self) -> Value {
        if self.is_counted {
            json!([{ "stock_item": "stk_croissant", "quantity": 2 }])
        } else {
            json!([])
        }
    }
}
