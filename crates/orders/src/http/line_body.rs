//! The lines of an order or a quote on the wire. Money is in minor units.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Choice, Line, OptionId, ProductId, Tax};

/// One line as ordered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LineBody {
    /// Which product.
    #[schema(value_type = String, example = "prd_flat-white")]
    pub product: ProductId,
    /// What it was called.
    #[schema(example = "Flat white")]
    pub name: String,
    /// Where it is made, as the menu said then.
    #[schema(example = "bar")]
    pub station: String,
    /// How many.
    pub quantity: u32,
    /// What was chosen with it.
    pub options: Vec<ChoiceBody>,
    /// A wish to the kitchen.
    pub note: Option<String>,
    /// Price of one with its options, in minor units.
    #[schema(example = 440)]
    pub unit_price_minor: i64,
    /// Price of the line, in minor units.
    #[schema(example = 440)]
    pub total_minor: i64,
    /// Whether the kitchen has marked it as made; never of a quote.
    pub done: bool,
}

/// A chosen option.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChoiceBody {
    /// Which option.
    #[schema(value_type = String, example = "opt_oat-milk")]
    pub option: OptionId,
    /// What it was called.
    #[schema(example = "Oat milk")]
    pub name: String,
    /// How often.
    pub quantity: u32,
    /// What one of it adds to the price, in minor units.
    #[schema(example = 50)]
    pub price_difference_minor: i64,
}

/// The tax of one rate.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TaxBody {
    /// The rate in hundredths of a percent: 1900 is 19 %.
    #[schema(example = 1900)]
    pub rate_basis_points: u32,
    /// The tax in minor units.
    #[schema(example = 67)]
    pub amount_minor: i64,
}

impl LineBody {
    /// A line, and whether it is made.
    pub(super) fn of(line: &Line, done: bool) -> Self {
        let choice = |choice: &Choice| ChoiceBody {
            option: choice.option.clone(),
            name: choice.name.clone(),
            quantity: choice.quantity,
            price_difference_minor: choice.price_difference_minor,
        };
        Self {
            product: line.product.clone(),
            name: line.name.clone(),
            station: line.station.clone(),
            quantity: line.quantity,
            options: line.options.iter().map(choice).collect(),
            note: line.note.clone(),
            unit_price_minor: line.unit_price_minor,
            total_minor: line.total_minor(),
            done,
        }
    }

    /// The same without what somebody wrote.
    pub(super) fn without_note(self) -> Self {
        Self { note: None, ..self }
    }
}

impl From<&Tax> for TaxBody {
    fn from(tax: &Tax) -> Self {
        Self { rate_basis_points: tax.rate_basis_points, amount_minor: tax.amount_minor }
    }
}
