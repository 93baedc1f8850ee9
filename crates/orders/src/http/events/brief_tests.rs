use std::time::Duration;

use api::{Caller, Path};
use axum::body::to_bytes;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode};
use kernel::{OrderId, Role};

use super::follow::{of_location, of_order};
use crate::domain::Command;
use crate::service::Orders;
use crate::service::testing::{Cafe, confirm, here, order, who};

const NOW: Duration = Duration::ZERO;

/// What any `EventSource` does: it keeps the last id it was given, and asks again with it.
struct Screen {
    orders: Orders,
    watched: Option<OrderId>,
    last: Option<String>,
}

type Steps = Vec<(String, i64)>;

impl Screen {
    fn of_order(orders: Orders, order: &OrderId) -> Self {
        Self { orders, watched: Some(order.clone()), last: None }
    }

    fn of_location(orders: Orders) -> Self {
        Self { orders, watched: None, last: None }
    }

    /// Asks once; the answer must end by itself.
    async fn ask(&mut self) -> Response {
        let mut headers = HeaderMap::new();
        if let Some(last) = &self.last {
            headers.insert("last-event-id", HeaderValue::from_str(last).expect("fits a header"));
        }
        let orders = State(self.orders.clone());
        let answer = match &self.watched {
            Some(order) => {
                let caller = Caller(who("anna", Role::Customer));
                of_order(orders, caller, Path(order.clone()), headers).await
            }
            None => {
                of_location(orders, Caller(who("ben", Role::Barista)), Path(here()), headers).await
            }
        };
        answer.expect("may be seen")
    }

    /// The orders and versions told by one answer (WHATWG HTML, 9.2.6).
    async fn news(&mut self) -> Steps {
        let answer = self.ask().await;
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let whole =
            tokio::time::timeout(Duration::from_mins(1), to_bytes(answer.into_body(), usize::MAX));
        let text = whole.await.expect("ends").expect("is whole").to_vec();
        let text = String::from_utf8(text).expect("is text");
        assert!(text.starts_with("retry: 2000\n\n") && text.ends_with("\n\n"), "{text}");
        let mut steps = Vec::new();
        for frame in text.split("\n\n") {
            let field = |name| frame.lines().find_map(|line: &str| line.strip_prefix(name));
            if let Some(id) = field("id: ") {
                self.last = Some(id.to_owned());
            }
            if let Some(data) = field("data: ") {
                let data: serde_json::Value = serde_json::from_str(data).expect("is JSON");
                let id = data["id"].as_str().expect("an order").to_owned();
                steps.push((id, data["version"].as_i64().expect("a version")));
            }
        }
        steps
    }
}

fn steps(of: &OrderId, versions: impl IntoIterator<Item = i64>) -> Steps {
    versions.into_iter().map(|version| (of.to_string(), version)).collect()
}

#[tokio::test]
async fn whoever_asks_again_is_told_what_another_process_did_to_their_order() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let mut screen = Screen::of_order(cafe.beside(NOW), &id);
    let placed = cafe.placed(&id).await;
    assert_eq!(screen.news().await, steps(&id, [1]));
    assert_eq!(screen.news().await, []);
    let confirmed = cafe.does(&placed, confirm()).await;
    assert_eq!(screen.news().await, steps(&id, [2]));
    let started = cafe.does(&confirmed, Command::Start).await;
    let ready = cafe.does(&started, Command::Ready).await;
    assert_eq!(screen.news().await, steps(&id, [3, 4]));
    cafe.does(&ready, Command::Collect).await;
    assert_eq!(screen.news().await, steps(&id, [5]));
    // 204 tells a browser not to connect again.
    assert_eq!(screen.ask().await.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_location_is_told_each_step_once() {
    let cafe = Cafe::open();
    let mut screen = Screen::of_location(cafe.beside(NOW));
    assert_eq!(screen.news().await, [], "it begins now");
    let (a, b) = (order("a"), order("b"));
    let placed = cafe.placed(&a).await;
    assert_eq!(screen.news().await, steps(&a, [1]));
    assert_eq!(screen.news().await, []);
    cafe.clock.advance(Duration::from_millis(1));
    cafe.does(&placed, confirm()).await;
    cafe.clock.advance(Duration::from_millis(1));
    cafe.placed(&b).await;
    assert_eq!(screen.news().await, [steps(&a, [2]), steps(&b, [1])].concat());
    for _ in 0..3 {
        assert_eq!(screen.news().await, []);
    }
}

#[tokio::test]
async fn what_happened_long_before_the_screen_was_opened_is_not_told() {
    let (cafe, old) = (Cafe::open(), order("old"));
    let placed = cafe.placed(&old).await;
    cafe.clock.advance(Duration::from_secs(10));
    let mut screen = Screen::of_location(cafe.beside(NOW));
    assert_eq!(screen.news().await, []);
    assert_eq!(screen.news().await, []);
    cafe.does(&placed, confirm()).await;
    assert_eq!(screen.news().await, steps(&old, [2]));
}

#[tokio::test]
async fn a_change_by_a_clock_that_is_behind_is_not_missed() {
    let cafe = Cafe::open();
    cafe.clock.advance(Duration::from_mins(1));
    let mut screen = Screen::of_location(cafe.beside(Duration::from_secs(2)));
    assert_eq!(screen.news().await, []);
    let id = order("a");
    cafe.placed(&id).await;
    assert_eq!(screen.news().await, steps(&id, [1]));
    assert_eq!(screen.news().await, []);
}

#[tokio::test]
async fn more_than_one_answer_takes_comes_with_the_next() {
    let cafe = Cafe::open();
    let mut screen = Screen::of_location(cafe.beside(NOW));
    assert_eq!(screen.news().await, []);
    let mut expected = Vec::new();
    for n in 0..230 {
        let id = order(&n.to_string());
        let placed = cafe.placed(&id).await;
        // Three at the same moment, and two steps of one order on both sides of a border.
        cafe.clock.advance(Duration::from_millis(u64::from(n % 3 == 0)));
        cafe.does(&placed, confirm()).await;
        expected.extend(steps(&id, [1, 2]));
    }
    let mut told = Vec::new();
    for most in [200, 200, 60, 0] {
        let news = screen.news().await;
        assert_eq!(news.len(), most);
        told.extend(news);
    }
    told.sort();
    expected.sort();
    assert_eq!(told, expected, "everything, and nothing twice");
}

#[tokio::test]
async fn a_screen_may_come_from_a_server_that_holds_connections_open() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let placed = cafe.placed(&id).await;
    let mut screen = Screen::of_location(cafe.beside(NOW));
    screen.last = Some(format!("0-{id}-1"));
    assert_eq!(screen.news().await, []);
    cafe.does(&placed, confirm()).await;
    assert_eq!(screen.news().await, steps(&id, [2]));
    // And back: what a position says was told is not told again.
    let position =
        super::position::Position::read(screen.last.as_deref().expect("an id")).expect("ours");
    let next = cafe.placed(&order("b")).await;
    let held =
        super::held_location::HeldLocation::begin(cafe.orders.clone(), here(), Some(position))
            .await;
    let (event, _) = held.expect("begins").next().await.expect("tells");
    let event = format!("{:?}", event.expect("never fails"));
    assert!(event.contains(next.placed.id.as_str()), "{event}");
}

#[tokio::test]
async fn an_id_that_nobody_gave_does_no_harm() {
    let (cafe, id) = (Cafe::open(), order("a"));
    let placed = cafe.placed(&id).await;
    cafe.does(&placed, confirm()).await;
    for (odd, told) in [
        (i64::MAX.to_string(), vec![]),
        (i64::MIN.to_string(), vec![1, 2]),
        ("soon".to_owned(), vec![1, 2]),
    ] {
        let mut screen = Screen::of_order(cafe.beside(NOW), &id);
        screen.last = Some(odd);
        assert_eq!(screen.news().await, steps(&id, told));
    }
    for odd in [i64::MAX, i64::MIN, 0, -1, 9] {
        for form in [format!("0-{id}-{odd}"), format!("0+{id}-{odd}")] {
            let mut screen = Screen::of_location(cafe.beside(NOW));
            screen.last = Some(form);
            // At worst it begins anew, and is told once more what has just happened.
            screen.news().await;
            screen.news().await;
            assert_eq!(screen.news().await, []);
        }
    }
}

#[tokio::test]
async fn only_those_who_may_see_it_are_told() {
    let (cafe, id) = (Cafe::open(), order("a"));
    cafe.placed(&id).await;
    let orders = State(cafe.beside(NOW));
    let eve = || Caller(who("eve", Role::Customer));
    let refused = of_order(orders.clone(), eve(), Path(id), HeaderMap::new()).await;
    assert_eq!(refused.expect_err("not hers").status, 404);
    let refused = of_location(orders, eve(), Path(here()), HeaderMap::new()).await;
    assert_eq!(refused.expect_err("not hers").status, 403);
}
