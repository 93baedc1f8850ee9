//! Each kind of broken promise about orders, answers and streams, made by hand.

use super::breaking::{caught, end};
use crate::checker::{Answer, Moment, Status};

#[test]
fn an_acknowledged_order_that_is_gone() {
    caught(
        |history| {
            end(history).remove(0);
            history.observations.retain(|seen| seen.order != "ord_0");
            history.end.as_mut().expect("a whole run").stock[0].available += 1;
        },
        &["AcknowledgedMissing"],
    );
}

#[test]
fn an_acknowledged_order_that_stays_placed() {
    caught(
        |history| {
            let order = &mut end(history)[0];
            (order.status, order.version, order.number) = (Status::Placed, 1, None);
            order.timeline.truncate(1);
            history.observations.retain(|seen| seen.order != "ord_0");
            history.end.as_mut().expect("a whole run").stock[0].available += 1;
        },
        &["AcknowledgedMissing"],
    );
}

#[test]
fn an_acknowledged_step_that_is_gone() {
    caught(
        |history| {
            let order = &mut end(history)[1];
            (order.status, order.version) = (Status::Ready, order.version - 1);
            order.timeline.pop();
            history.observations.retain(|seen| seen.status != Status::Collected);
        },
        &["ActionLost"],
    );
}

#[test]
fn an_acknowledged_step_whose_version_is_another_step() {
    caught(
        |history| {
            let mut claim = history.actions[0].clone();
            claim.verb = "claim".to_owned();
            history.actions.insert(0, claim);
        },
        &["ActionLost"],
    );
}

#[test]
fn a_second_confirmation_in_one_timeline() {
    caught(
        |history| {
            let order = &mut end(history)[0];
            let version = order.version + 1;
            order.version = version;
            order.timeline.push(Moment { version, event: "confirmed".to_owned(), at: 999 });
        },
        &["ConfirmedTwice"],
    );
}

#[test]
fn a_second_order_for_one_key() {
    caught(
        |history| {
            let mut twin = end(history)[1].clone();
            twin.id = "ord_twin".to_owned();
            twin.number = Some("A-003".to_owned());
            let mut seen = history.observations.last().expect("a collected order").clone();
            (seen.order, seen.number) = (twin.id.clone(), twin.number.clone());
            history.observations.push(seen);
            end(history).push(twin);
            history.end.as_mut().expect("a whole run").stock[0].available -= 1;
        },
        &["ConfirmedTwice"],
    );
}

#[test]
fn a_number_given_twice() {
    caught(
        |history| {
            end(history)[1].number = Some("A-001".to_owned());
            for seen in history.observations.iter_mut().filter(|seen| seen.order == "ord_1") {
                seen.number = seen.number.is_some().then(|| "A-001".to_owned());
            }
        },
        &["NumberTwice"],
    );
}

#[test]
fn a_later_order_with_an_earlier_number() {
    caught(
        |history| {
            for order in end(history) {
                let swapped = if order.id == "ord_0" { "A-002" } else { "A-001" };
                order.number = Some(swapped.to_owned());
            }
            for seen in history.observations.iter_mut().filter(|seen| seen.number.is_some()) {
                let swapped = if seen.order == "ord_0" { "A-002" } else { "A-001" };
                seen.number = Some(swapped.to_owned());
            }
        },
        &["Overtaken"],
    );
}

#[test]
fn a_later_order_that_was_confirmed_earlier() {
    caught(|history| end(history)[1].timeline[1].at = 0, &["Overtaken"]);
}

#[test]
fn orders_sent_at_the_same_time_may_come_in_any_order() {
    caught(
        |history| {
            history.requests[1].sent = history.requests[0].sent;
            end(history)[1].timeline[1].at = 0;
        },
        &[],
    );
}

#[test]
fn a_reader_that_saw_an_older_version_after_a_newer_one() {
    caught(|history| history.observations.reverse(), &["WentBack"]);
}

#[test]
fn what_a_reader_knows_may_be_told_again() {
    caught(
        |history| {
            let again = history.observations.clone();
            history.observations.extend(again);
        },
        &[],
    );
}

#[test]
fn a_way_out_of_a_terminal_state() {
    caught(
        |history| {
            let order = &mut end(history)[1];
            order.version += 1;
            order.status = Status::Ready;
        },
        &["WentBack"],
    );
}

#[test]
fn what_was_seen_downstream_and_then_forgotten() {
    caught(
        |history| {
            let mut seen = history.observations[0].clone();
            seen.order = "ord_gone".to_owned();
            history.observations.push(seen);
        },
        &["WentBack"],
    );
}

#[test]
fn a_number_that_changed_after_it_was_shown() {
    caught(|history| end(history)[1].number = Some("A-007".to_owned()), &["VersionChanged"]);
}

#[test]
fn a_repeated_request_that_made_another_order() {
    caught(
        |history| {
            let mut again = history.requests[0].clone();
            (again.sent, again.ended) = (900, 910);
            if let Answer::Taken(order) = &mut again.answer {
                order.id = "ord_1".to_owned();
            }
            history.requests.push(again);
        },
        &["AnswerChanged"],
    );
}

#[test]
fn an_acknowledged_request_that_is_refused_when_repeated() {
    caught(
        |history| {
            let mut again = history.requests[0].clone();
            (again.sent, again.ended) = (900, 910);
            again.answer = Answer::Refused { status: 409, code: "orders.closed".to_owned() };
            history.requests.push(again);
        },
        &["AnswerChanged"],
    );
}

#[test]
fn another_body_that_was_taken_under_the_same_key() {
    caught(
        |history| {
            let mut again = history.requests[0].clone();
            (again.sent, again.ended) = (900, 910);
            again.body.push_str(" and one more");
            history.requests.push(again);
        },
        &["AnswerChanged"],
    );
}
