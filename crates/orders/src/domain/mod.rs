//! The rules, pure: no await, no IO, no clock. Time and identity are arguments.

mod line;
mod number;
mod order;
mod payment;
mod price;
mod qr_code;
mod shop;
mod timeline;
mod wait;

pub use line::{Choice, Fulfilment, Line, Request, Wanted};
pub use number::{Number, TicketBook};
pub use order::{Actor, Command, Order, Placed, Refusal, Status};
pub use payment::{
    Decline, Hold, Payment, PaymentCommand, PaymentEntry, PaymentFact, PaymentRefusal, PaymentState,
};
pub use price::{Flaw, FlawKind, NOTE_CHARS_MAX, Price, Tax, price};
pub use qr_code::{QrCode, QrRules, Redemption, RedemptionState};
pub use shop::{Group, Openness, Option, Product, Shop};
pub use timeline::{Entry, What};
pub use wait::{Answer, WaitFor, over};

kernel::kinds! {
    /// Names a product of a menu.
    ProductKind => ProductId, "prd", "a product";
    /// Names an option of a menu.
    OptionKind => OptionId, "opt", "an option";
    /// Names something that can run out.
    StockKind => StockItemId, "stk", "a stock item";
}
