//! What is asked for, on the wire.

use kernel::LocationId;
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
    /// How it gets to the customer; pickup unless told.
    #[serde(default)]
    pub fulfilment: FulfilmentBody,
    /// What: 1 to 50 lines.
    pub lines: Vec<WantedBody>,
}

/// How an order gets to its customer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum FulfilmentBody {
    /// Fetched as soon as it is ready.
    // With braces, because serde lets any field pass beside the tag of a plain variant.
    Pickup {},
    /// Brought to a table.
    DineIn {
        /// The table, 1 to 10 characters.
        #[schema(example = "12")]
        table: String,
    },
}

impl Default for FulfilmentBody {
    fn default() -> Self {
        Self::Pickup {}
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
            fulfilment: match body.fulfilment {
                FulfilmentBody::Pickup {} => Fulfilment::Pickup,
                FulfilmentBody::DineIn { table } => Fulfilment::DineIn { table },
            },
            lines: body.lines.into_iter().map(wanted).collect(),
        }
    }
}

impl From<&Fulfilment> for FulfilmentBody {
    fn from(fulfilment: &Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pickup => Self::Pickup {},
            Fulfilment::DineIn { table } => Self::DineIn { table: table.clone() },
        }
    }
}
