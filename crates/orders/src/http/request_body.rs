//! What is asked for, on the wire.

use kernel::{LocationId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::{Fulfilment, OptionId, ProductId, Request, Wanted};

/// What is wanted: the body of a quote.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestBody {
    /// Where.
    #[schema(value_type = String, example = "loc_demo-cafe")]
    pub location: LocationId,
    /// How it gets to the customer; pickup as soon as it is ready unless told.
    #[serde(default)]
    pub fulfilment: FulfilmentBody,
    /// What: 1 to 50 lines.
    pub lines: Vec<WantedBody>,
    /// What is added for the staff, in minor units: at most what the lines come to, or 50.00 if
    /// that is more.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schema(example = 0)]
    pub tip_minor: i64,
    /// For baristas of the location and above: whether somebody at the counter asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub walk_in: bool,
}

/// What is not given is left out, so that a repeated request of before is still the same.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
pub(super) fn is_zero(minor: &i64) -> bool {
    *minor == 0
}

/// How an order gets to its customer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FulfilmentBody {
    /// Fetched by the customer.
    // With braces, because serde lets any field pass beside the tag of a plain variant.
    Pickup {
        /// When: from the time it takes to make it until 7 days ahead. As soon as it is ready
        /// unless told.
        // Left out rather than null, so that a repeated request of before is still the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime, example = "2026-11-20T12:30:00Z")]
        at: Option<Timestamp>,
    },
    /// Brought to a table.
    DineIn {
        /// The table, 1 to 10 characters.
        #[schema(example = "12")]
        table: String,
    },
    /// Brought to an address.
    Delivery {
        /// The address: 1 to 6 lines of 1 to 80 characters.
        #[schema(example = json!(["Oranienstraße 12", "10999 Berlin"]))]
        address: Vec<String>,
        /// Whom to call at the door, at most 30 characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(example = "+49 30 5550 1200")]
        phone: Option<String>,
    },
}

impl Default for FulfilmentBody {
    fn default() -> Self {
        Self::Pickup { at: None }
    }
}

/// One line as wanted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedBody {
    /// Which product.
    #[schema(value_type = String, example = "prd_flat-white")]
    pub product: ProductId,
    /// How many: 1 to 50.
    #[schema(minimum = 1, maximum = 50, example = 1)]
    pub quantity: u32,
    /// The chosen options; name one twice to have it twice.
    #[serde(default)]
    #[schema(value_type = Vec<String>, example = json!(["opt_oat-milk"]))]
    pub options: Vec<OptionId>,
    /// A wish to the kitchen, at most 140 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl From<RequestBody> for Request {
    fn from(body: RequestBody) -> Self {
        let wanted = |line: WantedBody| Wanted {
            product: line.product,
            quantity: line.quantity,
            options: line.options,
            note: line.note,
        };
        Self {
            location: body.location,
            fulfilment: body.fulfilment.into(),
            lines: body.lines.into_iter().map(wanted).collect(),
            tip_minor: body.tip_minor,
            walk_in: body.walk_in,
        }
    }
}

impl From<FulfilmentBody> for Fulfilment {
    fn from(body: FulfilmentBody) -> Self {
        match body {
            FulfilmentBody::Pickup { at } => Self::Pickup { at },
            FulfilmentBody::DineIn { table } => Self::DineIn { table },
            FulfilmentBody::Delivery { address, phone } => Self::Delivery { address, phone },
        }
    }
}

impl From<&Fulfilment> for FulfilmentBody {
    fn from(fulfilment: &Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pickup { at } => Self::Pickup { at: *at },
            Fulfilment::DineIn { table } => Self::DineIn { table: table.clone() },
            Fulfilment::Delivery { address, phone } => {
                Self::Delivery { address: address.clone(), phone: phone.clone() }
            }
        }
    }
}
