//! What is wanted, and what it became once priced.

use kernel::LocationId;

use super::{Fulfilment, OptionId, ProductId, StockItemId};

/// What a customer asks for: the input of a quote and of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where.
    pub location: LocationId,
    /// How it gets to the customer.
    pub fulfilment: Fulfilment,
    /// What.
    pub lines: Vec<Wanted>,
    /// What the customer adds for the staff, in minor units.
    pub tip_minor: i64,
    /// Whether staff ask, for somebody at the counter.
    pub walk_in: bool,
}

/// One line as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which product.
    pub product: ProductId,
    /// How many of it.
    pub quantity: u32,
    /// The chosen options; one that is chosen twice stands in it twice.
    pub options: Vec<OptionId>,
    /// A wish to the kitchen, at most 140 characters.
    pub note: Option<String>,
}

/// One line as priced, with the names it had then: it stays true when the menu changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which product.
    pub product: ProductId,
    /// Its name when it was ordered.
    pub name: String,
    /// Where it is made, as the menu said then.
    pub station: String,
    /// How many of it.
    pub quantity: u32,
    /// What was chosen with it.
    pub options: Vec<Choice>,
    /// A wish to the kitchen.
    pub note: Option<String>,
    /// Price of one with its options, in minor units.
    pub unit_price_minor: i64,
    /// Its tax, in hundredths of a percent.
    pub tax_basis_points: u32,
    /// What it takes from stock: one entry for the product and each option that can run out.
    pub stock: Vec<StockItemId>,
}

/// A chosen option, with the name it had then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which option.
    pub option: OptionId,
    /// Its name when it was chosen.
    pub name: String,
    /// How often it was chosen.
    pub quantity: u32,
    /// What one of it adds to the price of one product.
    pub price_difference_minor: i64,
}

impl Line {
    /// Price of the whole line, in minor units.
    pub fn total_minor(&self) -> i64 {
        self.unit_price_minor * i64::from(self.quantity)
    }
}
