//! The cases, and the macro that runs them where workflows run.

use std::time::Duration;

use serde_json::json;
use workflow::machine::Failed;
use workflow::{Error, Status};

use super::house::{ERRAND, Port, REFUSED, TIMEOUT_S};
pub(crate) use super::looking::*;

/// One test for each case. The engine is asked for all of them, on a store that `adapters.rs`
/// opens.
macro_rules! port {
    ($store:ident) => {
        mod $store {
            port!(@engine $store
                a_start_is_one_execution_while_it_runs
                what_cannot_be_started_is_refused
                a_token_answers_its_task
                an_answer_too_late_or_repeated_changes_nothing
                an_answer_after_the_timeout_changes_nothing
                what_cannot_be_a_token_is_refused
                a_forged_token_is_refused
                a_failure_is_caught_by_its_code
                a_failure_that_nobody_catches_ends_it
                a_stop_ends_it_and_is_not_repeated
                a_redrive_goes_on_where_it_failed
                an_execution_tells_where_it_stands
                an_execution_tells_what_it_runs_by
                lists_are_read_by_status_and_in_pages
                the_history_has_its_events_in_order_and_is_read_on
                what_is_not_there_is_not_found
                what_runs_or_has_succeeded_stays_so
            );
        }
    };
    (@engine $store:ident $($case:ident)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            crate::world::check(crate::adapters::$store().await, async |world| {
                let house = crate::port::inside::Inside::new(world).await;
                crate::port::cases::$case(&crate::port::house::Port(&house)).await;
            })
            .await;
        }
    )+};
    (@ $house:expr, $($case:ident)+) => {$(
        #[tokio::test]
        async fn $case() {
            let house = $house.await;
            crate::port::cases::$case(&crate::port::house::Port(&house)).await;
        }
    )+};
}

fn failed(error: &str, cause: &str) -> Failed {
    Failed { error: Some(error.to_owned()), cause: Some(cause.to_owned()) }
}

pub(crate) async fn a_start_is_one_execution_while_it_runs(port: &Port<'_>) {
    let workflows = port.workflows();
    let input = json!({ "order": "ord_1", "items": [1, 2.5, null], "é": "\u{1f950}" });
    let (id, token) = port.asking("a", input.clone()).await;
    for _ in 0..3 {
        let again = workflows.start(ERRAND, "a", input.clone()).await;
        assert_eq!(again.expect("the same execution"), id);
    }
    let other = workflows.start(ERRAND, "a", json!({ "order": "ord_2" })).await;
    assert!(matches!(&other, Err(Error::AlreadyExists(known)) if *known == id), "{other:?}");
    workflows.succeed(&token, json!({})).await.expect("told");
    port.ended(&id).await;
    let late = workflows.start(ERRAND, "a", input.clone()).await;
    assert!(matches!(&late, Err(Error::AlreadyExists(known)) if *known == id), "{late:?}");
    // It has asked once.
    let (_, token) = port.asking("b", json!(1)).await;
    workflows.succeed(&token, json!({})).await.expect("told");
}

pub(crate) async fn what_cannot_be_started_is_refused(port: &Port<'_>) {
    let workflows = port.workflows();
    assert_eq!(workflows.machines(), [ERRAND]);
    let unknown = workflows.start("another", "a", json!({})).await;
    assert!(matches!(unknown, Err(Error::NoSuchMachine(name)) if name == "another"));
    let long = "x".repeat(81);
    for name in ["", "a b", "a:b", "a/b", "é", "a\0", &long] {
        let refused = workflows.start(ERRAND, name, json!({})).await;
        assert!(matches!(refused, Err(Error::BadName)), "{name:?}");
    }
    let refused = workflows.start(ERRAND, "a", json!("x".repeat(256 * 1024 - 1))).await;
    assert!(matches!(refused, Err(Error::InputTooLarge { bytes: 262_145, max: 262_144 })));
    let nothing = workflows.describe("errand:a").await;
    assert!(matches!(nothing, Err(Error::NoSuchExecution(_))), "{nothing:?}");
}

pub(crate) async fn a_token_answers_its_task(port: &Port<'_>) {
    let (id, token) = port.asking("a", json!({ "n": 1 })).await;
    port.workflows().heartbeat(&token).await.expect("told");
    let answer = json!({ "ok": [true, null, "\u{1f950}"], "n": 2 });
    port.workflows().succeed(&token, answer.clone()).await.expect("told");
    let ended = port.ended(&id).await;
    assert_eq!(ended.status, Status::Succeeded);
    assert_eq!((ended.output, ended.failed), (Some(json!({ "answer": answer })), None));
}

pub(crate) async fn an_answer_too_late_or_repeated_changes_nothing(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    workflows.succeed(&token, json!(1)).await.expect("told");
    let before = port.ended(&id).await;
    let history = port.history(&id).await;
    for _ in 0..2 {
        workflows.succeed(&token, json!(2)).await.expect("too late is no error");
        workflows.fail(&token, failed("x", "y")).await.expect("too late is no error");
        workflows.heartbeat(&token).await.expect("too late is no error");
    }
    assert_eq!(port.ended(&id).await, before);
    assert_eq!(port.history(&id).await, history);
}

pub(crate) async fn an_answer_after_the_timeout_changes_nothing(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    port.0.pass(Duration::from_secs(TIMEOUT_S)).await;
    let ended = port.ended(&id).await;
    assert_eq!(ended.status, Status::Failed);
    let failed = ended.failed.expect("why");
    assert_eq!(failed.error.as_deref(), Some("States.Timeout"));
    workflows.succeed(&token, json!(1)).await.expect("too late is no error");
    assert_eq!(port.ended(&id).await.status, Status::Failed);
}

pub(crate) async fn what_cannot_be_a_token_is_refused(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    for no_token in ["", &"x".repeat(2_049)] {
        let told = workflows.succeed(no_token, json!(1)).await;
        assert!(matches!(told, Err(Error::BadToken)), "{told:?}");
        let told = workflows.fail(no_token, failed("x", "y")).await;
        assert!(matches!(told, Err(Error::BadToken)), "{told:?}");
        let told = workflows.heartbeat(no_token).await;
        assert!(matches!(told, Err(Error::BadToken)), "{told:?}");
    }
    assert_eq!(workflows.describe(&id).await.expect("there").status, Status::Running);
    workflows.succeed(&token, json!(1)).await.expect("told");
}

pub(crate) async fn a_forged_token_is_refused(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    for forged in [format!("{token}x"), token[1..].to_owned(), "token".to_owned()] {
        let told = workflows.succeed(&forged, json!(1)).await;
        assert!(matches!(told, Err(Error::BadToken)), "{told:?}");
    }
    assert_eq!(workflows.describe(&id).await.expect("there").status, Status::Running);
}

pub(crate) async fn a_failure_is_caught_by_its_code(port: &Port<'_>) {
    let (id, token) = port.asking("a", json!({})).await;
    port.workflows().fail(&token, failed(REFUSED, "no more of it")).await.expect("told");
    let ended = port.ended(&id).await;
    assert_eq!(ended.status, Status::Succeeded);
    assert_eq!(ended.output, Some(json!({ "refused": "no more of it" })));
}

pub(crate) async fn a_failure_that_nobody_catches_ends_it(port: &Port<'_>) {
    let (id, token) = port.asking("a", json!({})).await;
    port.workflows().fail(&token, failed("bug.errand", "it fell over")).await.expect("told");
    let ended = port.ended(&id).await;
    assert_eq!((ended.status, ended.output), (Status::Failed, None));
    assert_eq!(ended.failed, Some(failed("bug.errand", "it fell over")));
    assert!(ended.ended_at.is_some_and(|at| at >= ended.started_at));
}

pub(crate) async fn a_stop_ends_it_and_is_not_repeated(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    workflows.stop(&id, failed("admin.stopped", "enough")).await.expect("stopped");
    let ended = port.ended(&id).await;
    assert_eq!(ended.status, Status::Aborted);
    assert_eq!(ended.failed, Some(failed("admin.stopped", "enough")));
    workflows.stop(&id, failed("admin.stopped", "once more")).await.expect("it stays as it is");
    workflows.succeed(&token, json!(1)).await.expect("too late is no error");
    assert_eq!(port.ended(&id).await, ended);
    let (id, token) = port.asking("b", json!({})).await;
    workflows.succeed(&token, json!(1)).await.expect("told");
    let ended = port.ended(&id).await;
    workflows.stop(&id, failed("admin.stopped", "too late")).await.expect("it stays as it is");
    assert_eq!(port.ended(&id).await, ended);
}

pub(crate) async fn a_redrive_goes_on_where_it_failed(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, first) = port.asking("a", json!({ "n": 1 })).await;
    workflows.fail(&first, failed("bug.errand", "it fell over")).await.expect("told");
    assert_eq!(port.ended(&id).await.redrives, 0);
    workflows.redrive(&id).await.expect("taken up");
    let asked = port.one_message().await;
    let again = port.until(&id, |described| described.states == ["Ask"]).await;
    assert_eq!((again.status, again.redrives, again.ended_at), (Status::Running, 1, None));
    workflows.succeed(&first, json!("old")).await.expect("too late is no error");
    let token = asked["token"].as_str().expect("a token");
    workflows.succeed(token, json!("new")).await.expect("told");
    assert_eq!(port.ended(&id).await.output, Some(json!({ "answer": "new" })));
}

pub(crate) async fn what_runs_or_has_succeeded_stays_so(port: &Port<'_>) {
    let workflows = port.workflows();
    let (id, token) = port.asking("a", json!({})).await;
    assert!(workflows.redrive(&id).await.is_err());
    assert_eq!(workflows.describe(&id).await.expect("there").status, Status::Running);
    workflows.succeed(&token, json!(1)).await.expect("told");
    let before = port.ended(&id).await;
    assert!(workflows.redrive(&id).await.is_err());
    assert_eq!(port.ended(&id).await, before);
}
