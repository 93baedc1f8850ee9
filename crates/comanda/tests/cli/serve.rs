//! `comanda serve`: it says where it listens, answers, and loses nothing when it is told to stop.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use kernel::{Clock, SystemClock};
use serde_json::Value;

use crate::program::{Program, Request, Server};

const ESPRESSO: &str = "prd_espresso";

/// The day at the demo café. Each begins with the first number, also while a test runs.
fn today() -> String {
    let now = SystemClock.now().in_tz("Europe/Berlin").expect("a time zone that is known");
    now.date().to_string()
}

#[test]
fn a_demo_server_takes_an_order_and_carries_it_to_its_end() {
    let program = Program::new();
    let server = program.serve(["--demo"]);
    assert_eq!(server.send(&Request::get("/health/ready", "")).0, 200);
    let (customer, barista) =
        (program.token("customer", None), program.token("barista", Some("loc_demo-cafe")));
    let (status, order) = server.send(&Request::order(&customer, "k1", ESPRESSO));
    assert_eq!(status, 202, "{order}");
    let path = format!("/v1/orders/{}", order["id"].as_str().expect("an id"));
    until(&server, &path, &customer, "confirmed");
    for verb in ["claim", "start", "ready", "collect"] {
        let path = format!("{path}/{verb}");
        let request =
            Request { method: "POST", path: &path, token: &barista, ..Request::default() };
        assert_eq!(server.send(&request).0, 200, "{verb}");
    }
    let (_, order) = server.send(&Request::get(&path, &customer));
    assert_eq!((&order["status"], &order["number"]), (&"collected".into(), &"A-001".into()));
    let log = server.stop();
    assert!(log.contains("nothing was lost"), "{log}");
    assert!(!log.contains("\"level\":\"ERROR\"") && !log.contains("\"level\":\"WARN\""), "{log}");
}

/// Reads an order until it has a status.
pub(crate) fn until(server: &Server, path: &str, token: &str, status: &str) -> Value {
    let until = Instant::now() + Duration::from_mins(1);
    loop {
        let (_, order) = server.send(&Request::get(path, token));
        if order["status"] == status {
            return order;
        }
        assert!(Instant::now() < until, "{order} never becomes {status}");
        std::thread::yield_now();
    }
}

#[test]
fn a_server_told_to_stop_keeps_every_order_it_has_accepted() {
    let (program, day) = (Program::new(), today());
    let token = program.token("customer", None);
    let server = program.serve(["--demo"]);
    let accepted = Mutex::new(BTreeSet::new());
    let (sent, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (server, token, accepted, sent, refused) =
                (&server, &token, &accepted, &sent, &refused);
            scope.spawn(move || {
                for n in 0.. {
                    let key = format!("k-{thread}-{n}");
                    match server.try_send(&Request::order(token, &key, ESPRESSO)) {
                        Some((202, order)) => {
                            accepted.lock().expect("no panic").insert(order["id"].to_string());
                        }
                        Some((status, problem)) => panic!("{status} {problem}"),
                        // It does not listen any more.
                        None => {
                            refused.fetch_add(1, Ordering::Relaxed);
                            return;
                        }
                    }
                    if sent.fetch_add(1, Ordering::Relaxed) == 100 {
                        server.terminate();
                    }
                }
            });
        }
    });
    let (status, log) = server.ended();
    assert!(status.success(), "{status}: {log}");
    assert!(log.contains("nothing was lost"), "{log}");
    let accepted = accepted.into_inner().expect("no panic");
    assert!(accepted.len() >= 100 && refused.into_inner() == 8, "{}", accepted.len());

    let server = program.serve(["--demo"]);
    let mut numbers = BTreeSet::new();
    for id in &accepted {
        let path = format!("/v1/orders/{}", id.trim_matches('"'));
        let order = until(&server, &path, &token, "confirmed");
        let is_new = numbers.insert(order["number"].to_string());
        assert!(is_new || day != today(), "{order}");
    }
    server.stop();
}

/// A killed process has no time for anything.
#[test]
fn a_server_that_was_killed_keeps_every_order_it_has_accepted() {
    // Others would wait so long for the messages it had in hand.
    let program = Program::new().with("COMANDA_WORK__VISIBILITY_TIMEOUT_S", "1");
    let (day, mut next) = (today(), 1);
    let token = program.token("customer", None);
    let server = program.serve(["--demo"]);
    let mut accepted = Vec::new();
    for n in 0..50 {
        let (status, order) = server.send(&Request::order(&token, &format!("k{n}"), ESPRESSO));
        assert_eq!(status, 202, "{order}");
        accepted.push(order["id"].as_str().expect("an id").to_owned());
    }
    drop(server);
    let server = program.serve(["--demo"]);
    for id in &accepted {
        let order = until(&server, &format!("/v1/orders/{id}"), &token, "confirmed");
        if order["number"] == "A-001" && day != today() {
            next = 1;
        }
        assert_eq!(order["number"], format!("A-{next:03}"));
        next += 1;
    }
    server.stop();
}

#[test]
fn an_address_somebody_else_has_is_told_with_what_to_do() {
    let program = Program::new();
    let first = program.serve(["--store", "memory"]);
    let second = Program::new();
    let said = second.run(["serve", "--store", "memory", "--listen", first.address()]);
    let said = said.failed("choose another address with --listen or server.listen");
    assert!(said.err.contains(first.address()), "{said:?}");
    second.run(["serve", "--listen", "nowhere"]).failed("cannot listen on nowhere");
    first.stop();
}

#[test]
fn a_second_server_on_the_same_file_is_refused_until_the_first_has_ended() {
    let program = Program::new();
    let first = program.serve(["--demo"]);
    program.run(["serve"]).failed("another server is at work on").failed("use PostgreSQL");
    // Tools may work beside it.
    program.run(["queue", "list"]).succeeded();
    program.run(["check"]).succeeded();
    drop(first);
    program.serve(["--demo"]).stop();
}

#[test]
fn work_without_a_shared_database_is_refused_with_the_reason() {
    let program = Program::new();
    program.run(["work"]).failed("one PostgreSQL").failed("comanda serve");
    program.run(["work", "--store", "memory"]).failed("one PostgreSQL");
    assert!(!program.database().exists());
}

#[test]
fn a_token_of_one_instance_opens_nothing_at_another() {
    let program = Program::new();
    let server = program.serve(["--demo"]);
    let foreign = Program::new().token("admin", None);
    let (status, problem) = server.send(&Request::get("/v1/orders", &foreign));
    assert_eq!((status, &problem["code"]), (401, &"api.invalid-token".into()));
    let own = program.token("admin", None);
    assert_eq!(server.send(&Request::get("/v1/orders", &own)).0, 200);
    server.stop();
}
