//! The rules, pure: no await, no IO, no clock. Time and identity are arguments.

mod command;
mod counter;
mod flaw;
mod fulfilment;
mod line;
mod number;
mod order;
mod order_key;
mod payment;
mod person;
mod popular;
mod price;
mod qr_code;
mod sales;
mod shop;
mod status;
mod texts;
mod timeline;
mod wait;
mod walk_in;

pub use command::{Actor, Command, Refusal};
pub use flaw::{Flaw, FlawKind};
pub use fulfilment::{Fulfilment, Fulfilments, Schedule};
pub use line::{Choice, Line, Request, Wanted};
pub use number::{Number, TicketBook};
pub use order::{Order, Placed};
pub use order_key::OrderKey;
pub use payment::{
    Decline, Hold, Payment, PaymentCommand, PaymentEntry, PaymentFact, PaymentRefusal, PaymentState,
};
pub use popular::popular;
pub use price::{Price, Tax, price};
pub use qr_code::{QrCode, Redemption, RedemptionState};
pub use sales::{DaySales, HourSales, Sales, SalesReport, Sold};
pub use shop::{Group, Limits, Openness, Option, Product, QrRules, Shop};
pub use status::Status;
pub use texts::{
    NAME_CHARS_MAX, NOTE_CHARS_MAX, bad_customer, bad_email, bad_payment_source, too_long,
};
pub use timeline::{Entry, What};
pub use wait::{Answer, WaitFor, is_recall, over};
pub use walk_in::{nobody, of_nobody};

kernel::kinds! {
    /// Names a product of a menu.
    ProductKind => ProductId, "prd", "a product";
    /// Names an option of a menu.
    OptionKind => OptionId, "opt", "an option";
    /// Names something that can run out.
    StockKind => StockItemId, "stk", "a stock item";
}
