//! What must be known of an order to tell somebody about it.

use kernel::PrincipalId;

use super::words::Language;

/// An order as a message needs it, in words for people. Nothing in it is trusted: it may be empty,
/// too long, or have line breaks where a line is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Whose it is. Nobody's once its customer has asked to be forgotten.
    pub customer: PrincipalId,
    /// Whether it was taken for somebody at the counter: then there is no customer to tell.
    pub walk_in: bool,
    /// The ticket's number, once there is one: "A-042".
    pub number: Option<String>,
    /// What the location calls itself.
    pub location_name: String,
    /// When it was placed, in the location's time: "13:40".
    pub placed_at: String,
    /// When it was promised to be ready, in the location's time: "14:05".
    pub ready_at: Option<String>,
    /// The name to call out.
    pub customer_name: Option<String>,
    /// What was ordered: "2 × Flat white, oat milk".
    pub lines: Vec<String>,
    /// What it costs, with its currency: "EUR 9.40".
    pub total: String,
    /// Why it was rejected or cancelled, as a sentence for the customer.
    pub reason: Option<String>,
    /// How it gets to the customer.
    pub handover: Handover,
    /// What the customer reads.
    pub language: Language,
    /// What the people of the location read.
    pub staff_language: Language,
    /// Where the customer reads mail, if they said.
    pub email: Option<String>,
    /// Where the people of the location read mail, if they do.
    pub staff_email: Option<String>,
}

/// How an order gets to its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handover {
    /// They fetch it at the counter.
    Pickup,
    /// It is brought to a table: "7".
    Table(String),
    /// It is brought to an address.
    Delivery(String),
}
