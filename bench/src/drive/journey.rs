//! The whole life of an order on each connection: placed, confirmed, claimed, made, collected.

use std::time::{Duration, Instant};

use super::closed::Script;
use super::tally::{Tally, text_field};
use crate::http::{Parser, Request};

/// What the barista does once the order is confirmed, in this order.
const STEPS: [&str; 4] = ["claim", "start", "ready", "collect"];
/// What stands in a barista's request in place of the order's id.
const PLACE: &str = "ORDER";

/// Places an order, waits until it is confirmed, and carries it to the customer.
pub(crate) struct Journey {
    place: Request,
    steps: Vec<(Vec<u8>, Vec<u8>)>,
    serial: u64,
    lanes: Vec<Lane>,
}

/// How far one connection has come.
struct Lane {
    order: String,
    /// Steps already done; `None` before the order is confirmed.
    done: Option<usize>,
    since: Instant,
}

impl Journey {
    /// `place` waits for the confirmation; the barista speaks with these headers.
    pub(crate) fn new(
        place: Request,
        authority: &str,
        headers: &[(&str, &str)],
        lanes: usize,
    ) -> Self {
        let step = |step: &&str| {
            let path = format!("/v1/orders/{PLACE}/{step}");
            let mut bytes = Vec::new();
            Request::post(authority, &path, headers, b"").write(0, &mut bytes);
            let before = "POST /v1/orders/".len();
            (bytes[..before].to_vec(), bytes[before + PLACE.len()..].to_vec())
        };
        let lane = |_| Lane { order: String::new(), done: None, since: Instant::now() };
        let lanes = (0..lanes).map(lane).collect();
        Self { place, steps: STEPS.iter().map(step).collect(), serial: 0, lanes }
    }
}

impl Script for Journey {
    fn request(&mut self, lane: usize, out: &mut Vec<u8>) {
        let lane = &mut self.lanes[lane];
        if let Some(done) = lane.done {
            let (before, behind) = &self.steps[done];
            out.extend_from_slice(before);
            out.extend_from_slice(lane.order.as_bytes());
            out.extend_from_slice(behind);
        } else {
            self.serial += 1;
            lane.since = Instant::now();
            self.place.write(self.serial, out);
        }
    }

    fn answered(&mut self, lane: usize, answer: &mut Parser, _took: Duration, tally: &mut Tally) {
        let lane = &mut self.lanes[lane];
        if answer.status() != 200 {
            let at = lane.done.map_or("place", |done| STEPS[done]);
            let status = answer.status();
            let code = text_field(answer.body(), "code").unwrap_or_default();
            tally.bad(format!("{at}: {status} {code}").trim_end());
            lane.done = None;
            return;
        }
        match lane.done {
            None => match text_field(answer.body(), "status") {
                Some("confirmed") => {
                    let id = text_field(answer.body(), "id").unwrap_or_default();
                    id.clone_into(&mut lane.order);
                    lane.done = Some(0);
                }
                other => tally.bad(&format!("place: {}", other.unwrap_or("no status"))),
            },
            Some(done) if done + 1 < STEPS.len() => lane.done = Some(done + 1),
            Some(_) => {
                tally.good(lane.since.elapsed());
                lane.done = None;
            }
        }
    }

    fn lost(&mut self, lane: usize) {
        self.lanes[lane].done = None;
    }

    fn may_stop(&self, lane: usize) -> bool {
        self.lanes[lane].done.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Parser {
        let length = body.len();
        let bytes = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n{body}");
        let mut parser = Parser::default();
        parser.feed(bytes.as_bytes()).expect("an answer");
        parser
    }

    #[test]
    fn a_journey_may_stop_only_before_it_is_confirmed_or_when_it_is_over() {
        let mut journey = Journey::new(Request::post("h", "/v1/orders", &[], b"{}"), "h", &[], 1);
        let mut tally = Tally::new();
        let mut asked = Vec::new();
        let confirmed = r#"{"id":"ord_1","status":"confirmed"}"#;
        for step in 0..=STEPS.len() {
            assert_eq!(journey.may_stop(0), step == 0, "before request {step}");
            let mut out = Vec::new();
            journey.request(0, &mut out);
            let line = String::from_utf8(out).expect("ASCII");
            asked.push(line.lines().next().unwrap_or_default().to_owned());
            journey.answered(0, &mut answer(200, confirmed), Duration::ZERO, &mut tally);
        }
        assert!(journey.may_stop(0));
        assert_eq!(asked[1], "POST /v1/orders/ord_1/claim HTTP/1.1");
        assert_eq!(asked[4], "POST /v1/orders/ord_1/collect HTTP/1.1");
    }

    #[test]
    fn an_order_that_is_not_confirmed_goes_no_further() {
        let mut journey = Journey::new(Request::post("h", "/v1/orders", &[], b"{}"), "h", &[], 1);
        for (status, body) in [(200, r#"{"status":"rejected"}"#), (202, "{}"), (503, "{}")] {
            journey.answered(0, &mut answer(status, body), Duration::ZERO, &mut Tally::new());
            assert!(journey.may_stop(0), "{status} {body}");
        }
    }
}
