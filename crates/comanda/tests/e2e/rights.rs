//! Who may do what: every operation of the document as every caller, against a committed matrix.
//!
//! `rights.txt` has a line for each operation. When an operation is meant to change, run this test
//! with `COMANDA_TEST_UPDATE=1`, and read what has changed before it is committed.

use std::collections::BTreeMap;

use crate::app::{Caller, TestApp};
use crate::operations::{Operation, document, operations, order_for};

const MATRIX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/rights.txt");

/// The operations that stand in the matrix, each with what its callers are answered.
pub(crate) fn committed() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(MATRIX).expect("the matrix is there");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let line = |line: &str| {
        let mut words = line.split_whitespace();
        let operation: Vec<_> = words.by_ref().take(2).collect();
        (operation.join(" "), words.collect::<Vec<_>>().join(" "))
    };
    lines.map(line).collect()
}

/// What this caller is answered, of what a line of the matrix says.
pub(crate) fn status(answers: &str, caller: Caller) -> &str {
    let found =
        answers.split(' ').find_map(|one| one.strip_prefix(caller.word())?.strip_prefix('='));
    found.unwrap_or_else(|| panic!("{} is missing in: {answers}", caller.word()))
}

/// What each caller is answered. None finds what another did: after whoever could change something
/// comes a program of its own.
async fn answers(operation: &Operation) -> String {
    let mut answers = Vec::new();
    let mut untouched = None;
    for caller in Caller::ALL {
        let (app, order) = if let Some(untouched) = untouched.take() {
            untouched
        } else {
            let app = TestApp::start().await;
            let order = order_for(&app, operation).await;
            (app, order)
        };
        let status = app.start(operation.request(&app, caller, &order)).await.status();
        answers.push(format!("{}={}", caller.word(), status.as_u16()));
        if operation.only_reads() || status.is_client_error() {
            untouched = Some((app, order));
        } else {
            app.finish_without_books().await;
        }
    }
    if let Some((app, _)) = untouched {
        app.finish_without_books().await;
    }
    answers.join(" ")
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says so here")]
async fn every_operation_is_open_to_those_the_matrix_names_and_to_nobody_else() {
    let app = TestApp::start().await;
    let document = document(&app).await;
    app.finish().await;
    let mut found = BTreeMap::new();
    for operation in operations(&document) {
        found.insert(operation.to_string(), answers(&operation).await);
    }
    if std::env::var("COMANDA_TEST_UPDATE").is_ok() {
        let lines = found.iter().map(|(operation, answers)| format!("{operation} {answers}\n"));
        let head = "# Who is answered what; see rights.rs.\n\n";
        std::fs::write(MATRIX, format!("{head}{}", lines.collect::<String>()))
            .expect("it is written");
        return;
    }
    let committed = committed();
    for (operation, answers) in &found {
        let expected = committed.get(operation);
        let expected = expected.unwrap_or_else(|| panic!("{operation} is not in rights.txt"));
        assert_eq!(answers, expected, "{operation}");
    }
    for operation in committed.keys() {
        assert!(
            found.contains_key(operation),
            "{operation} is in rights.txt, but there is no such"
        );
    }
}

/// What no update of the matrix may ever make true.
#[test]
fn the_matrix_keeps_to_the_rules() {
    for (operation, answers) in committed() {
        let of = |caller: Caller| status(&answers, caller);
        // A quote changes nothing, and a guest is who has not signed in.
        let open = ["POST /v1/quotes", "POST /v1/guests", "DELETE /v1/guests/me"];
        let is_open = open.contains(&operation.as_str());
        let changes = !operation.starts_with("GET ") && !is_open;
        if changes {
            assert_eq!(of(Caller::Anonymous), "401", "{operation}");
        }
        // What workflows are given can be personal, and answers for them are not for everybody. Nor
        // is what is known of other people, and who did what.
        let admins_only = ["/v1/workflows", "/v1/staff", "/v1/customers", "/v1/audit"];
        if admins_only.iter().any(|path| operation.contains(path)) {
            for caller in Caller::ALL {
                let may = of(caller).starts_with('2');
                assert_eq!(may, caller == Caller::Admin, "{operation}");
            }
        }
        // Money goes back by the hand of a manager.
        if operation.ends_with("/refund") {
            assert_eq!((of(Caller::Barista), of(Caller::Customer)), ("403", "403"));
        }
        // Somebody else's order is not there, but for whoever was given the key of its link, as all
        // are here.
        if operation.contains("/orders/{order}") && !operation.contains("/shared") {
            assert_eq!(of(Caller::OtherCustomer), "404", "{operation}");
            assert_eq!(of(Caller::BaristaElsewhere), "404", "{operation}");
        }
        let works_here =
            operation.contains("/v1/locations/{location}") && of(Caller::Anonymous) == "401";
        if works_here {
            for outsider in [Caller::Customer, Caller::OtherCustomer, Caller::BaristaElsewhere] {
                assert_eq!(of(outsider), "403", "{operation}");
            }
        }
        assert!(of(Caller::Admin).starts_with('2'), "{operation} admin={}", of(Caller::Admin));
        for caller in Caller::ALL {
            assert!(!of(caller).starts_with('5'), "{operation}");
        }
    }
}
