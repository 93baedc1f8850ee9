//! In Spanish.

use super::told::{Told, or};
use super::{Parts, capital};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("pedido");
    let place = or(&told.place, "la cafetería");
    let customer = or(&told.name, "el cliente");
    let hello =
        if told.name.is_empty() { "Hola:".to_owned() } else { format!("Hola, {}:", told.name) };
    let contents = told.contents(|beyond| format!("y {beyond} más"), "Total:");
    let not_made = |what: String| {
        let nothing = "No pagas nada; lo que se haya pagado está de camino de vuelta.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" hacia las ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("Puedes recogerlo en el mostrador{at_about}."),
                Handover::Table(table) => format!("Lo llevamos a la mesa {table}{at_about}."),
                Handover::Delivery(to) => format!("Saldrá{at_about} hacia: {to}"),
            };
            let made = capital(&format!("{place} tiene tu {order} y lo prepara para ti."));
            (format!("Tu {order} está confirmado – {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => format!("Ya puedes recogerlo en el mostrador: {place}."),
                Handover::Table(table) => format!("Lo llevamos a la mesa {table}."),
                Handover::Delivery(_) => "Pronto saldrá hacia tu dirección.".to_owned(),
            };
            let ready = format!("Tu {order} está listo.");
            (format!("Tu {order} está listo – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("Tu {order} ha salido hacia: {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("Tu {order} está en camino.")
                }
            };
            (format!("Tu {order} está en camino – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("Tu {order} no se puede preparar – {place}"),
            not_made(format!("Lo sentimos: {place} no puede preparar tu {order}.")),
        ),
        Message::OrderCancelled => (
            format!("Tu {order} está cancelado – {place}"),
            not_made(format!("Tu {order} está cancelado ({place}).")),
        ),
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when(", prometido para las ", ""));
            let placed_at = &told.placed_at;
            let who = format!("Para {customer}, {manner}. Hecho a las {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("Entregar en: {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("Nuevo {order}{}", told.when(" para las ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "Nadie preparó el {order} a tiempo, así que se canceló. Se hizo a las {placed_at} \
                 para {customer}, {manner}."
            );
            let then = "El cliente queda avisado y no paga nada.".to_owned();
            (format!("Nadie preparó el {order} a tiempo"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("No se pudo cobrar el {order}");
            let what = format!("{failed}, aunque se preparó.");
            let then = format!("Al entregarlo a {customer}, pide {}.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "para recoger en el mostrador".to_owned(),
        Handover::Table(table) => format!("en la mesa {table}"),
        Handover::Delivery(_) => "a domicilio".to_owned(),
    }
}
