//! What is stored beside the orders themselves, a collection or two a file, each by its order's id
//! unless it says otherwise.

mod capacity;
mod payment;
mod qr_code;
mod wait;

pub(crate) use self::capacity::{CAPACITY_HOLDS, CapacityHoldRecord, customer_counter};
pub(crate) use self::capacity::{HoldState, location_counter};
pub(crate) use self::payment::{PAYMENTS, PaymentRecord};
pub(crate) use self::qr_code::{QR_CODES, QR_WINDOWS, QrCodeRecord, QrWindowRecord};
pub(crate) use self::qr_code::{REDEMPTIONS, RedemptionRecord, token_counter};
pub(crate) use self::wait::{ORDER_WAITS, WaitRecord};
