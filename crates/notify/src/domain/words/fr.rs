//! In French.

use super::told::{Told, or};
use super::{Parts, capital};
use crate::domain::facts::Handover;
use crate::domain::message::Message;

pub(super) fn write(message: Message, told: &Told) -> Parts {
    let order = told.order("commande");
    let place = or(&told.place, "le café");
    let customer = or(&told.name, "le client");
    let hello = if told.name.is_empty() {
        "Bonjour,".to_owned()
    } else {
        format!("Bonjour {},", told.name)
    };
    let contents = told.contents(|beyond| format!("et {beyond} de plus"), "Total :");
    let not_made = |what: String| {
        let nothing = "Vous ne payez rien ; ce qui a été payé vous est rendu.".to_owned();
        vec![hello.clone(), what, told.reason.clone(), nothing, contents.clone()]
    };
    match message {
        Message::OrderConfirmed => {
            let at_about = told.when(" vers ", "");
            let how = match &told.handover {
                Handover::Pickup => format!("Vous pouvez la retirer au comptoir{at_about}."),
                Handover::Table(table) => format!("Nous l’apportons à la table {table}{at_about}."),
                Handover::Delivery(to) => format!("Elle partira{at_about} pour : {to}"),
            };
            let made =
                capital(&format!("{place} a bien reçu votre {order} et la prépare pour vous."));
            (format!("Votre {order} est confirmée – {place}"), vec![hello, made, contents, how])
        }
        Message::OrderReady => {
            let how = match &told.handover {
                Handover::Pickup => {
                    format!("Vous pouvez la retirer maintenant au comptoir : {place}.")
                }
                Handover::Table(table) => format!("Nous l’apportons à la table {table}."),
                Handover::Delivery(_) => "Elle partira bientôt vers votre adresse.".to_owned(),
            };
            let ready = format!("Votre {order} est prête.");
            (format!("Votre {order} est prête – {place}"), vec![hello, ready, how])
        }
        Message::OrderOnItsWay => {
            let way = match &told.handover {
                Handover::Delivery(to) => format!("Votre {order} est partie pour : {to}"),
                Handover::Pickup | Handover::Table(_) => {
                    format!("Votre {order} est en route vers vous.")
                }
            };
            (format!("Votre {order} est en route – {place}"), vec![hello, way])
        }
        Message::OrderRejected => (
            format!("Votre {order} ne peut pas être préparée – {place}"),
            not_made(format!("Nous sommes désolés : {place} ne peut pas préparer votre {order}.")),
        ),
        Message::OrderCancelled => (
            format!("Votre {order} est annulée – {place}"),
            not_made(format!("Votre {order} est annulée ({place}).")),
        ),
        Message::NewOrder => {
            let (manner, promised) = (manner(told), told.when(", promise pour ", ""));
            let placed_at = &told.placed_at;
            let who = format!("Pour {customer}, {manner}. Passée à {placed_at}{promised}.");
            let to = match &told.handover {
                Handover::Delivery(to) => format!("À livrer à : {to}"),
                Handover::Pickup | Handover::Table(_) => String::new(),
            };
            (format!("Nouvelle {order}{}", told.when(" pour ", "")), vec![who, contents, to])
        }
        Message::WaitedTooLong => {
            let (placed_at, manner) = (&told.placed_at, manner(told));
            let what = format!(
                "Personne n’a préparé la {order} à temps ; elle a donc été annulée. Passée à \
                 {placed_at} pour {customer}, {manner}."
            );
            let then = "Le client est prévenu et ne paie rien.".to_owned();
            (format!("Personne n’a préparé la {order} à temps"), vec![what, then, contents])
        }
        Message::PaymentNotCaptured => {
            let failed = format!("Le paiement de la {order} n’a pas abouti");
            let what = format!("{failed}, alors qu’elle a été préparée.");
            let then = format!("À demander en la remettant à {customer} : {}.", told.total);
            (failed, vec![what, then, contents])
        }
    }
}

fn manner(told: &Told) -> String {
    match &told.handover {
        Handover::Pickup => "à retirer au comptoir".to_owned(),
        Handover::Table(table) => format!("à la table {table}"),
        Handover::Delivery(_) => "à livrer".to_owned(),
    }
}
