//! Ordering beside a rush of sign-ins.

use std::error::Error;
use std::time::{Duration, Instant};

use api::Signer;
use axum::body::Body;
use http::{Request, StatusCode};
use kernel::{Principal, PrincipalId, Role};
use serde_json::json;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::world::World;
use crate::{Pace, figure, per_second, percentile_ms, sign_ins};

/// Who orders at the same time.
const CUSTOMERS: usize = 4;

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let mut alone = orders(world, "alone", pace.lasts).await?;
    let (beside, _) = tokio::join!(
        orders(world, "beside", pace.lasts),
        sign_ins::load(world, pace.people, pace.lasts)
    );
    let mut beside = beside?;
    let rate = |times: &[Duration]| per_second(times.len(), pace.lasts);
    let (quiet, busy) = (rate(&alone), rate(&beside));
    figure("orders accepted a second, alone", &format!("{quiet:.0}"), None);
    let (p50, p99) = (percentile_ms(&mut alone, 50), percentile_ms(&mut alone, 99));
    figure("  p50 / p99", &format!("{p50:.1} / {p99:.1} ms"), None);
    let ratio = busy / quiet;
    figure(
        &format!("the same while {} clients sign in", pace.people),
        &format!("{busy:.0}"),
        Some(("0.4 × alone", ratio >= 0.4)),
    );
    let (p50, p99) = (percentile_ms(&mut beside, 50), percentile_ms(&mut beside, 99));
    figure("  p50 / p99", &format!("{p50:.1} / {p99:.1} ms"), Some(("p99 50 ms", p99 <= 50.0)));
    Ok(())
}

/// Places orders for so long; says how long each took.
async fn orders(
    world: &World,
    load: &str,
    lasts: Duration,
) -> Result<Vec<Duration>, Box<dyn Error>> {
    let until = Instant::now() + lasts;
    let mut set = JoinSet::new();
    for customer in 0..CUSTOMERS {
        let router = world.router.clone();
        let token = token(&world.app.signer, customer)?;
        let load = load.to_owned();
        set.spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < until {
                let key = format!("{load}-{customer}-{}", times.len());
                let begun = Instant::now();
                let answer = router.clone().oneshot(order(&token, &key)?).await?;
                if answer.status() != StatusCode::ACCEPTED {
                    return Err(format!("an order was answered {}", answer.status()).into());
                }
                times.push(begun.elapsed());
            }
            Ok::<_, Box<dyn Error + Send + Sync>>(times)
        });
    }
    let mut times = Vec::new();
    while let Some(done) = set.join_next().await {
        times.extend(done?.map_err(|error| error.to_string())?);
    }
    Ok(times)
}

fn token(signer: &Signer, customer: usize) -> Result<String, Box<dyn Error>> {
    let id = PrincipalId::new(&format!("customer-{customer}"));
    let who = Principal { id, role: Role::Customer, locations: Vec::new() };
    Ok(signer.sign(&who, kernel::Clock::now(&kernel::SystemClock), Duration::from_hours(1))?)
}

fn order(token: &str, key: &str) -> Result<Request<Body>, http::Error> {
    let body = json!({
        "location": "loc_here", "name": "Anna",
        "lines": [{ "product": "prd_espresso", "quantity": 1 }],
    });
    Request::post("/v1/orders")
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", key)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
}
