//! In English.

use super::told::{Told, or};
use super::{Parts, capital};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("order");
    let place = or(&told.place, "the café");
    let customer = or(&told.name, "the customer");
    let hello =
        if told.name.is_empty() { "Hello,".to_owned() } else { format!("Hello {},", told.name) };
    let contents = told.contents(|beyond| format!("and {beyond} more"), "Total:");
    let not_made = |what: String| {
        let nothing = "You pay nothing for it; what was paid is on its way back to you.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" at about ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("You can fetch it at the counter{at_about}."),
                Handover::Table(table) => format!("We bring it to table {table}{at_about}."),
                Handover::Delivery(to) => format!("It will leave{at_about} for: {to}"),
            };
            let made = capital(&format!("{place} has your {order}, and it will be made for you."));
            (format!("Your {order} is confirmed – {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => format!("You can fetch it at the counter of {place} now."),
                Handover::Table(table) => format!("We bring it to table {table}."),
                Handover::Delivery(_) => "It will leave for your address soon.".to_owned(),
            };
            let ready = format!("Your {order} is ready.");
            (format!("Your {order} is ready – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("Your {order} has left {place} for: {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("Your {order} is on its way to you.")
                }
            };
            (format!("Your {order} is on its way – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("Your {order} cannot be made – {place}"),
            not_made(format!("We are sorry: {place} cannot make your {order}.")),
        ),
        Message::OrderCancelled => (
            format!("Your {order} is cancelled – {place}"),
            not_made(format!("Your {order} at {place} is cancelled.")),
        ),
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when(", promised for ", ""));
            let placed_at = &told.placed_at;
            let who = format!("For {customer}, {manner}. Placed at {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("Deliver to: {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("New {order}{}", told.when(" for ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "Nobody made {order} in time, so it was cancelled. It was placed at {placed_at} \
                 for {customer}, {manner}."
            );
            let then = "The customer is told, and pays nothing.".to_owned();
            (format!("Nobody made {order} in time"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("The payment of {order} could not be taken");
            let what = format!("{failed}, although the order was made.");
            let then = format!("Please ask {customer} for {} when handing it over.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "fetched at the counter".to_owned(),
        Handover::Table(table) => format!("at table {table}"),
        Handover::Delivery(_) => "delivered".to_owned(),
    }
}
