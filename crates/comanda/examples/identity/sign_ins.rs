//! Signing in: as many passwords as the machine checks, and no more waiting than is decent.

use std::error::Error;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use idp::Cost;
use tokio::task::JoinSet;

use crate::world::{PASSWORD, World, email, visitor};
use crate::{Pace, figure, per_second, percentile_ms};

pub(crate) async fn measure(world: &World, pace: Pace) -> Result<(), Box<dyn Error>> {
    let bare = bare(world.cost, pace.lasts)?;
    figure("bare argon2id hashes on half of the cores, a second", &format!("{bare:.1}"), None);
    for clients in [1, 16, 256] {
        let (mut times, busy) = load(world, clients.min(pace.people), pace.lasts).await?;
        let rate = per_second(times.len(), pace.lasts);
        let bar = (clients > 1).then_some(("0.9 × bare", rate >= 0.9 * bare));
        figure(&format!("{clients} clients: sign-ins a second"), &format!("{rate:.1}"), bar);
        let times = times.as_mut_slice();
        let (p50, p99) = (percentile_ms(times, 50), percentile_ms(times, 99));
        figure("  p50 / p99", &format!("{p50:.0} / {p99:.0} ms"), None);
        figure("  told to try again at once", &busy.to_string(), None);
    }
    Ok(())
}

/// Signs people in for so long, each client one person after the other; says how long each took,
/// and how many were told to try again.
pub(crate) async fn load(
    world: &World,
    clients: usize,
    lasts: Duration,
) -> Result<(Vec<Duration>, usize), Box<dyn Error>> {
    let until = Instant::now() + lasts;
    let mut set = JoinSet::new();
    for client in 0..clients {
        let idp = world.idp().clone();
        set.spawn(async move {
            let (mut times, mut busy) = (Vec::new(), 0);
            while Instant::now() < until {
                let begun = Instant::now();
                match idp.sign_in(&visitor(client), &email(client), PASSWORD).await {
                    Ok(_) => times.push(begun.elapsed()),
                    Err(idp::Error::Busy | idp::Error::TooManyAttempts { .. }) => {
                        busy += 1;
                        // As long as a person takes to press the button again.
                        tokio::time::sleep(Duration::from_millis(500)).await;
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok((times, busy))
        });
    }
    let (mut times, mut busy) = (Vec::new(), 0);
    while let Some(done) = set.join_next().await {
        let (some, few) = done??;
        times.extend(some);
        busy += few;
    }
    Ok((times, busy))
}

/// What the library alone does on as many threads as sign-ins get.
fn bare(cost: Cost, lasts: Duration) -> Result<f64, Box<dyn Error>> {
    let cores = std::thread::available_parallelism()?.get();
    let params =
        Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|why| why.to_string())?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let until = Instant::now() + lasts;
    let threads = (0..(cores / 2).max(1)).map(|_| {
        let argon = argon.clone();
        std::thread::spawn(move || {
            let (mut count, mut output) = (0, [0; 32]);
            while Instant::now() < until {
                let hashed = argon.hash_password_into(PASSWORD.as_bytes(), &[7; 16], &mut output);
                hashed.expect("there is memory for it");
                count += 1;
            }
            count
        })
    });
    let threads: Vec<_> = threads.collect();
    let counts = threads.into_iter().map(|thread| thread.join().expect("no panic"));
    Ok(per_second(counts.sum(), lasts))
}
