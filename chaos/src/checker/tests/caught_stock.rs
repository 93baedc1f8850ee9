//! Each kind of broken promise about stock and about orders that should not be, made by hand.

use super::breaking::{caught, end};
use crate::checker::{Answer, Status};

#[test]
fn stock_that_appeared_from_nowhere() {
    caught(
        |history| history.end.as_mut().expect("a whole run").stock[0].available += 1,
        &["StockWrong"],
    );
}

#[test]
fn stock_that_was_sold_twice() {
    caught(
        |history| {
            let stock = &mut history.end.as_mut().expect("a whole run").stock[0];
            (stock.initial, stock.available) = (1, -1);
        },
        &["StockWrong"],
    );
}

#[test]
fn an_order_turned_away_while_there_was_enough() {
    caught(
        |history| {
            let order = &mut end(history)[0];
            (order.status, order.number) = (Status::Rejected, None);
            order.rejection = Some("products.out-of-stock".to_owned());
            order.timeline[1].event = "rejected".to_owned();
            history.observations.retain(|seen| seen.order != "ord_0");
            history.end.as_mut().expect("a whole run").stock[0].available += 1;
        },
        &["StockWrong"],
    );
}

#[test]
fn an_order_nobody_sent() {
    caught(
        |history| {
            let mut stray = end(history)[1].clone();
            (stray.id, stray.key) = ("ord_stray".to_owned(), "key-stray".to_owned());
            (stray.status, stray.number) = (Status::Cancelled, None);
            end(history).push(stray);
        },
        &["PhantomOrder"],
    );
}

#[test]
fn an_order_whose_sender_was_refused() {
    caught(
        |history| {
            let code = "orders.location-closed".to_owned();
            history.requests[0].answer = Answer::Refused { status: 409, code };
        },
        &["PhantomOrder"],
    );
}

#[test]
fn a_cancelled_order_that_kept_its_stock() {
    caught(
        |history| {
            let order = &mut end(history)[0];
            (order.status, order.version) = (Status::Cancelled, order.version + 1);
        },
        &["RejectedYetHeld"],
    );
}

#[test]
fn a_rejected_order_that_kept_its_number() {
    caught(
        |history| {
            let order = &mut end(history)[0];
            (order.status, order.version) = (Status::Rejected, order.version + 1);
            history.end.as_mut().expect("a whole run").stock[0].available += 1;
        },
        &["RejectedYetHeld"],
    );
}

#[test]
fn a_confirmation_nobody_saw_downstream() {
    caught(
        |history| {
            history.observations.retain(|seen| seen.order != "ord_0" || seen.number.is_none());
        },
        &["NeverAnnounced"],
    );
}
