//! What is written down, and what happens to a request when that cannot be.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use http::StatusCode;
use kernel::{FixedClock, Limit, PrincipalId, Role, SeededRandom};
use store::{MemoryStore, Store};

use super::search::Search;
use super::{Begun, Trail};

fn trail() -> (Trail, Arc<MemoryStore>) {
    let store = Arc::new(MemoryStore::new());
    let clock = FixedClock::at("2026-11-30T09:00:00Z".parse().expect("a time"));
    let trail = Trail::new(store.clone(), Arc::new(clock), Arc::new(SeededRandom::new(1)));
    (trail, store)
}

fn begun() -> Begun {
    Begun {
        by: PrincipalId::new("max"),
        role: Role::Manager,
        operation: "updateMenu".to_owned(),
        method: "PUT".to_owned(),
        path: "/v1/locations/loc_here/menu".to_owned(),
        location: "loc_here".parse().ok(),
        request_id: "r-1".to_owned(),
    }
}

async fn answer(status: StatusCode) -> Response {
    tokio::task::yield_now().await;
    status.into_response()
}

async fn statuses(trail: &Trail) -> Vec<u16> {
    let all = Search::default();
    let page = trail.page(&all, Limit::default(), None).await.expect("memory answers");
    page.items.iter().map(|entry| entry.status).collect()
}

#[tokio::test]
async fn what_was_answered_is_written_down_and_answered_all_the_same() {
    let (trail, _) = trail();
    for status in [StatusCode::OK, StatusCode::CONFLICT] {
        assert_eq!(trail.witness(begun(), answer(status)).await.status(), status);
    }
    let mut found = statuses(&trail).await;
    found.sort_unstable();
    assert_eq!(found, [200, 409]);
}

#[tokio::test]
async fn whoever_did_something_hears_so_although_it_cannot_be_written_down() {
    let (trail, store) = trail();
    store.close().await;
    let response = trail.witness(begun(), answer(StatusCode::OK)).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_ends_in_a_panic_is_written_down_as_a_mistake_of_ours() {
    let (trail, _) = trail();
    let panics = async { panic!("the oven broke") };
    let ended = std::panic::AssertUnwindSafe(trail.witness(begun(), panics)).catch_unwind().await;
    let panic = ended.expect_err("it goes on to the layer that answers it");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"the oven broke"));
    assert_eq!(statuses(&trail).await, [500]);
}
