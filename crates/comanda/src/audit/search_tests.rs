use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse;
use http::StatusCode;
use kernel::{FixedClock, Role, SeededRandom};
use store::MemoryStore;

use super::super::Begun;
use super::*;

/// A hundred and twenty things, a minute apart: Max and Ada in turn, at three places, two of them
/// locations.
async fn trail() -> Trail {
    let clock = Arc::new(FixedClock::at(at(0)));
    let random = Arc::new(SeededRandom::new(1));
    let trail = Trail::new(Arc::new(MemoryStore::new()), Arc::clone(&clock) as _, random);
    for n in 0..120 {
        let (operation, path, location) = match n % 3 {
            0 => ("updateMenu", "/v1/locations/loc_here/menu", "loc_here"),
            1 => ("setPace", "/v1/locations/loc_there/pace", "loc_there"),
            _ => ("disableStaff", "/v1/staff/loc_here/disable", ""),
        };
        let begun = Begun {
            by: PrincipalId::new(if n % 2 == 0 { "max" } else { "ada" }),
            role: Role::Manager,
            operation: operation.to_owned(),
            method: "PUT".to_owned(),
            path: path.to_owned(),
            location: location.parse().ok(),
            request_id: n.to_string(),
        };
        trail.witness(begun, async { StatusCode::OK.into_response() }).await;
        clock.advance(Duration::from_mins(1));
    }
    trail
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_764_500_000 + minute * 60).expect("in range")
}

/// What is found, page by page, and how many each page has.
async fn found(trail: &Trail, search: &Search) -> (Vec<i64>, Vec<usize>) {
    let (mut all, mut sizes, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let page = trail.page(search, Limit::clamped(7), after).await.expect("memory answers");
        all.extend(page.items.iter().map(|one| one.request_id.parse::<i64>().expect("a number")));
        sizes.push(page.items.len());
        after = page.next;
        if after.is_none() {
            return (all, sizes);
        }
    }
}

fn by(who: &str) -> Search {
    Search { by: Some(PrincipalId::new(who)), ..Search::default() }
}

fn to(location: &str) -> Search {
    Search { location: Some(location.parse().expect("an id")), ..Search::default() }
}

fn doing(operation: &str) -> Search {
    Search { operation: Some(operation.to_owned()), ..Search::default() }
}

/// What is looked for, and which of the things it is.
type Case = (Search, fn(i64) -> bool);

#[tokio::test]
async fn every_page_is_full_but_the_last_and_together_they_are_what_fits() {
    let trail = trail().await;
    let searches: [Case; 9] = [
        (Search::default(), |_| true),
        (by("max"), |n| n % 2 == 0),
        (by("nobody"), |_| false),
        (to("loc_here"), |n| n % 3 == 0),
        (doing("setPace"), |n| n % 3 == 1),
        (Search { from: Some(at(10)), to: Some(at(31)), ..Search::default() }, |n| {
            (10..31).contains(&n)
        }),
        (Search { by: by("ada").by, from: Some(at(60)), ..to("loc_there") }, |n| {
            n % 6 == 1 && n >= 60
        }),
        (Search { by: by("max").by, ..doing("disableStaff") }, |n| n % 6 == 2),
        (Search { operation: doing("setPace").operation, ..to("loc_here") }, |_| false),
    ];
    for (search, fits) in searches {
        let (all, sizes) = found(&trail, &search).await;
        let expected: Vec<_> = (0..120).rev().filter(|n| fits(*n)).collect();
        assert_eq!(all, expected, "{search:?}");
        let full = expected.len().div_ceil(7).saturating_sub(1);
        assert!(sizes[..full].iter().all(|size| *size == 7), "{search:?}: {sizes:?}");
        assert_eq!(sizes.len(), full + 1, "no empty page comes after the last: {search:?}");
    }
}
