//! In German.

use super::told::{Told, or};
use super::{Parts, capital};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("Bestellung");
    let place = or(&told.place, "das Café");
    let customer = or(&told.name, "den Gast");
    let hello =
        if told.name.is_empty() { "Hallo,".to_owned() } else { format!("Hallo {},", told.name) };
    let contents = told.contents(|beyond| format!("und {beyond} weitere"), "Gesamt:");
    let not_made = |what: String| {
        let nothing =
            "Du zahlst dafür nichts; was bezahlt war, ist auf dem Weg zu dir zurück.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" gegen ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("Du kannst sie{at_about} an der Theke abholen."),
                Handover::Table(table) => format!("Wir bringen sie{at_about} an Tisch {table}."),
                Handover::Delivery(to) => format!("Sie geht{at_about} auf den Weg zu: {to}"),
            };
            let made =
                capital(&format!("{place} hat deine {order}, und sie wird für dich gemacht."));
            (format!("Deine {order} ist bestätigt – {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => format!("Du kannst sie jetzt an der Theke abholen: {place}."),
                Handover::Table(table) => format!("Wir bringen sie an Tisch {table}."),
                Handover::Delivery(_) => "Sie macht sich bald auf den Weg zu dir.".to_owned(),
            };
            let ready = format!("Deine {order} ist fertig.");
            (format!("Deine {order} ist fertig – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("Deine {order} ist unterwegs zu: {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("Deine {order} ist auf dem Weg zu dir.")
                }
            };
            (format!("Deine {order} ist unterwegs – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("Deine {order} kann nicht gemacht werden – {place}"),
            not_made(format!("Es tut uns leid: {place} kann deine {order} nicht machen.")),
        ),
        Message::OrderCancelled => (
            format!("Deine {order} ist storniert – {place}"),
            not_made(format!("Deine {order} ist storniert ({place}).")),
        ),
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when(", zugesagt für ", ""));
            let placed_at = &told.placed_at;
            let who = format!("Für {customer}, {manner}. Bestellt um {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("Liefern an: {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("Neue {order}{}", told.when(" für ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "Niemand hat die {order} rechtzeitig gemacht, deshalb wurde sie storniert. Sie kam \
                 um {placed_at} für {customer}, {manner}."
            );
            let then = "Der Gast erfährt es und zahlt nichts.".to_owned();
            (format!("Niemand hat die {order} rechtzeitig gemacht"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("Die Zahlung für die {order} war nicht möglich");
            let what = format!("{failed}, obwohl die Bestellung gemacht wurde.");
            let then = format!("Bitte {customer} bei der Übergabe um {}.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "zum Abholen an der Theke".to_owned(),
        Handover::Table(table) => format!("an Tisch {table}"),
        Handover::Delivery(_) => "zum Liefern".to_owned(),
    }
}
