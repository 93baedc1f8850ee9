//! In Italian.

use super::told::{Told, or};
use super::{Parts, capital};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("ordine");
    let place = or(&told.place, "il bar");
    let customer = or(&told.name, "il cliente");
    let hello =
        if told.name.is_empty() { "Ciao,".to_owned() } else { format!("Ciao {},", told.name) };
    let contents = told.contents(|beyond| format!("e altri {beyond}"), "Totale:");
    let not_made = |what: String| {
        let nothing = "Non paghi nulla; quanto è stato pagato ti viene restituito.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" verso le ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("Puoi ritirarlo al banco{at_about}."),
                Handover::Table(table) => format!("Lo portiamo al tavolo {table}{at_about}."),
                Handover::Delivery(to) => format!("Partirà{at_about} per: {to}"),
            };
            let made = capital(&format!("{place} ha ricevuto il tuo {order} e lo prepara per te."));
            (format!("Il tuo {order} è confermato – {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => format!("Puoi ritirarlo adesso al banco: {place}."),
                Handover::Table(table) => format!("Lo portiamo al tavolo {table}."),
                Handover::Delivery(_) => "Tra poco partirà verso il tuo indirizzo.".to_owned(),
            };
            let ready = format!("Il tuo {order} è pronto.");
            (format!("Il tuo {order} è pronto – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("Il tuo {order} è partito per: {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("Il tuo {order} sta arrivando da te.")
                }
            };
            (format!("Il tuo {order} è in consegna – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("Il tuo {order} non si può preparare – {place}"),
            not_made(format!("Ci dispiace: {place} non può preparare il tuo {order}.")),
        ),
        Message::OrderCancelled => (
            format!("Il tuo {order} è annullato – {place}"),
            not_made(format!("Il tuo {order} è annullato ({place}).")),
        ),
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when(", promesso per le ", ""));
            let placed_at = &told.placed_at;
            let who = format!("Per {customer}, {manner}. Fatto alle {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("Consegnare a: {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("Nuovo {order}{}", told.when(" per le ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "Nessuno ha preparato in tempo l’{order}, perciò è stato annullato. Fatto alle \
                 {placed_at} per {customer}, {manner}."
            );
            let then = "Il cliente è avvisato e non paga nulla.".to_owned();
            (format!("Nessuno ha preparato in tempo l’{order}"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("Il pagamento dell’{order} non è riuscito");
            let what = format!("{failed}, anche se l’ordine è stato preparato.");
            let then = format!("Alla consegna a {customer}, chiedi {}.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "da ritirare al banco".to_owned(),
        Handover::Table(table) => format!("al tavolo {table}"),
        Handover::Delivery(_) => "da consegnare".to_owned(),
    }
}
