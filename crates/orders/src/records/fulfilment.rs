//! How an order gets to its customer, as it is stored: among the fields of the order. One that has
//! none of them is fetched as soon as it is ready.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::Fulfilment;

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FulfilmentRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pickup_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    table: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delivery: Option<DeliveryRecord>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct DeliveryRecord {
    address: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

impl From<&Fulfilment> for FulfilmentRecord {
    fn from(fulfilment: &Fulfilment) -> Self {
        match fulfilment {
            Fulfilment::Pickup { at } => Self { pickup_at: *at, ..Self::default() },
            Fulfilment::DineIn { table } => Self { table: Some(table.clone()), ..Self::default() },
            Fulfilment::Delivery { address, phone } => {
                let (address, phone) = (address.clone(), phone.clone());
                Self { delivery: Some(DeliveryRecord { address, phone }), ..Self::default() }
            }
        }
    }
}

impl From<FulfilmentRecord> for Fulfilment {
    fn from(record: FulfilmentRecord) -> Self {
        match record {
            FulfilmentRecord { delivery: Some(DeliveryRecord { address, phone }), .. } => {
                Self::Delivery { address, phone }
            }
            FulfilmentRecord { table: Some(table), .. } => Self::DineIn { table },
            FulfilmentRecord { pickup_at, .. } => Self::Pickup { at: pickup_at },
        }
    }
}
