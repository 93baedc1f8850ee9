//! Events this context hears, and what they mean for the workflow of an order. Each may come twice.

use kernel::{Envelope, LocationId, OrderId, PrincipalId};
use serde::Deserialize;

use crate::domain::{Answer, Limits};
use crate::error::Error;
use crate::events::{
    ORDER_CANCELLED, ORDER_CLAIMED, ORDER_COLLECTED, ORDER_DELIVERED, ORDER_DISPATCHED,
    ORDER_LINE_DONE, ORDER_MISSED, ORDER_PLACED, ORDER_READY, ORDER_RECALLED, ORDER_RELEASED,
    ORDER_STARTED, ORDER_UNDELIVERABLE, QR_CODE_REDEEMED, QR_CODE_RETURNED,
};
use crate::service::Orders;

/// What this context wants to hear.
pub const HEARD: [kernel::Topic; 15] = [
    ORDER_PLACED,
    ORDER_CLAIMED,
    ORDER_RELEASED,
    ORDER_STARTED,
    ORDER_READY,
    ORDER_LINE_DONE,
    ORDER_RECALLED,
    ORDER_DISPATCHED,
    ORDER_COLLECTED,
    ORDER_DELIVERED,
    ORDER_MISSED,
    ORDER_UNDELIVERABLE,
    ORDER_CANCELLED,
    QR_CODE_REDEEMED,
    QR_CODE_RETURNED,
];

/// What this context wants to hear of people.
pub const HEARD_OF_PEOPLE: [kernel::Topic; 2] = ["users.user-erased.v1", "users.guest-claimed.v1"];

/// What is said of people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", content = "data")]
pub enum OfPeople {
    /// Somebody wants to be forgotten.
    #[serde(rename = "users.user-erased.v1")]
    Erased {
        /// Who.
        user: PrincipalId,
    },
    /// A guest has an account.
    #[serde(rename = "users.guest-claimed.v1")]
    Claimed {
        /// The guest.
        guest: PrincipalId,
        /// The account.
        user: PrincipalId,
    },
}

/// Does to the orders of a person what follows from what was said of them.
///
/// # Errors
/// Failures of the store: worth trying again.
pub async fn hear_of_person(orders: &Orders, event: &OfPeople) -> Result<(), Error> {
    match event {
        OfPeople::Erased { user } => orders.forget(user).await?,
        OfPeople::Claimed { guest, user } => orders.take_over(guest, user).await?,
    };
    Ok(())
}

/// What every event of this context says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subject {
    /// Which order.
    pub order: OrderId,
    /// Where.
    pub location: LocationId,
    /// Whose.
    pub customer: PrincipalId,
}

/// What an event means for the workflow of its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// It begins.
    Begin(Begin),
    /// What it waited for has happened, or will not happen any more.
    Answer {
        /// What it is answered with.
        token: String,
        /// How waiting ended.
        answer: Answer,
    },
    /// It goes on waiting, but somebody is at work: it may take as long again.
    Heartbeat {
        /// The task that is still being done.
        token: String,
    },
    /// Nothing.
    Nothing,
}

/// How the workflow of an order begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// Whose workflow it is.
    pub subject: Subject,
    /// Whether it began with a scanned code, so that the order is yet to come.
    pub with_qr_code: bool,
    /// How long each wait may take.
    pub limits: Limits,
}

/// Finds out what an event means.
///
/// # Errors
/// Failures of store and catalogue: worth trying again.
pub async fn hear(orders: &Orders, event: &Envelope<Subject>) -> Result<Heard, Error> {
    let (subject, topic) = (&event.data, event.topic.as_str());
    match topic {
        QR_CODE_REDEEMED => begin(orders, subject, true).await,
        ORDER_PLACED if !orders.began_with_qr_code(&subject.order).await? => {
            begin(orders, subject, false).await
        }
        ORDER_CLAIMED | ORDER_RELEASED | ORDER_STARTED | ORDER_LINE_DONE => {
            heartbeat(orders, subject).await
        }
        // One that was ready is waited for anew; of one that was being made, only the clock is
        // wound up.
        ORDER_RECALLED => match answer(orders, subject).await? {
            Heard::Nothing => heartbeat(orders, subject).await,
            heard => Ok(heard),
        },
        _ => answer(orders, subject).await,
    }
}

async fn heartbeat(orders: &Orders, subject: &Subject) -> Result<Heard, Error> {
    let token = orders.heartbeat_due(&subject.order).await?;
    Ok(token.map_or(Heard::Nothing, |token| Heard::Heartbeat { token }))
}

async fn answer(orders: &Orders, subject: &Subject) -> Result<Heard, Error> {
    let due = orders.answer_due(&subject.order).await?;
    Ok(due.map_or(Heard::Nothing, |(token, answer)| Heard::Answer { token, answer }))
}

async fn begin(orders: &Orders, subject: &Subject, with_qr_code: bool) -> Result<Heard, Error> {
    let limits = orders.limits_of(&subject.location).await?;
    Ok(Heard::Begin(Begin { subject: subject.clone(), with_qr_code, limits }))
}
