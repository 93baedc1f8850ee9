//! A line of an order as it is stored.

use serde::{Deserialize, Serialize};

use crate::domain::{Choice, Line, OptionId, ProductId, StockItemId};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LineRecord {
    product: ProductId,
    name: String,
    /// Lines from before stations were kept were made where most things are.
    #[serde(default = "bar")]
    station: String,
    quantity: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    options: Vec<ChoiceRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    unit_price_minor: i64,
    tax_basis_points: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stock: Vec<StockItemId>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ChoiceRecord {
    option: OptionId,
    name: String,
    quantity: u32,
    price_difference_minor: i64,
}

fn bar() -> String {
    "bar".to_owned()
}

impl From<&Line> for LineRecord {
    fn from(line: &Line) -> Self {
        let choice = |choice: &Choice| ChoiceRecord {
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
            tax_basis_points: line.tax_basis_points,
            stock: line.stock.clone(),
        }
    }
}

impl From<LineRecord> for Line {
    fn from(record: LineRecord) -> Self {
        let choice = |choice: ChoiceRecord| Choice {
            option: choice.option,
            name: choice.name,
            quantity: choice.quantity,
            price_difference_minor: choice.price_difference_minor,
        };
        Self {
            product: record.product,
            name: record.name,
            station: record.station,
            quantity: record.quantity,
            options: record.options.into_iter().map(choice).collect(),
            note: record.note,
            unit_price_minor: record.unit_price_minor,
            tax_basis_points: record.tax_basis_points,
            stock: record.stock,
        }
    }
}
