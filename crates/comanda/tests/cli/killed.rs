//! After a kill: what the dead server had in hand goes on with the next start.

use std::sync::Arc;
use std::time::Duration;

use api::InstanceKey;
use comanda::app::{App, Elsewhere, Parts, collections};
use comanda::config::{Payments, Work};
use kernel::{OsRandom, SystemClock};
use store::{Address, Options};

use crate::program::{Program, Request};
use crate::serve::until;

/// Much longer than this test may take.
const VISIBILITY: Duration = Duration::from_hours(1);

/// Receives whatever waits at the orders' queue, and dies.
async fn receive_and_die(program: &Program) -> usize {
    let address = Address::Sqlite(program.database());
    let store = store::open(&Options { address, readers: 1 }, &collections()).await;
    let store = store.expect("the server has stopped");
    let app = App::new(Parts {
        store: store.clone(),
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        key: InstanceKey::generate(),
        issuer: "dead".to_owned(),
        sign_in: None,
        step_up: Duration::from_mins(15),
        payments: Payments::default(),
        work: Work::default(),
        mailer: Arc::new(notify::mailer::Outbox),
        push: None,
        staff_email: None,
        elsewhere: Elsewhere::default(),
        name: "alone".to_owned(),
    });
    app.relay.once().await.expect("carried");
    let held = app.queue.receive("orders", 10, VISIBILITY).await.expect("received");
    store.close().await;
    held.len()
}

#[test]
fn what_a_killed_server_had_in_hand_is_taken_up_by_the_next_start() {
    let program = Program::new();
    let token = program.token("customer", None);
    let server = program.serve(["--demo", "--roles", "api"]);
    let (status, order) = server.send(&Request::order(&token, "k1", "prd_espresso"));
    assert_eq!(status, 202, "{order}");
    server.stop();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let held = runtime.expect("a runtime").block_on(receive_and_die(&program));
    assert_eq!(held, 1);
    let server = program.serve(["--demo"]);
    let path = format!("/v1/orders/{}", order["id"].as_str().expect("an id"));
    until(&server, &path, &token, "confirmed");
    server.stop();
}
