//! How fast people are recognised, beside what this machine can do in the same run, and what a rush
//! of sign-ins does to ordering. `cargo xtask bench identity` runs it.
//!
//! `identity sqlite:FILE [--quick]`.
#![expect(clippy::print_stdout, reason = "a command line program speaks on standard output")]

mod ordering;
mod sign_ins;
mod tokens;
mod world;

use std::error::Error;
use std::time::Duration;

use self::world::World;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Tokens that are made and checked.
    tokens: usize,
    /// People with an account.
    people: usize,
    /// How long each load lasts.
    lasts: Duration,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (quick, rest): (Vec<_>, Vec<_>) = arguments.into_iter().partition(|one| one == "--quick");
    let [address] = rest.as_slice() else { return Err("expected: identity sqlite:FILE".into()) };
    let pace = if quick.is_empty() {
        Pace { tokens: 20_000, people: 256, lasts: Duration::from_secs(15) }
    } else {
        Pace { tokens: 2_000, people: 64, lasts: Duration::from_secs(3) }
    };
    let world = World::open(address, pace.people).await?;
    println!("\n{}", world.name);
    tokens::measure(&world, pace).await?;
    sign_ins::measure(&world, pace).await?;
    ordering::measure(&world, pace).await?;
    world.close().await;
    Ok(())
}

/// A figure, and whether it is what we aim at.
pub(crate) fn figure(what: &str, value: &str, bar: Option<(&str, bool)>) {
    let bar = bar.map_or_else(String::new, |(bar, holds)| {
        format!("  (bar {bar}: {})", if holds { "holds" } else { "does not hold" })
    });
    println!("  {what:<58} {value:>16}{bar}");
}

/// So many in so long, a second.
#[expect(clippy::cast_precision_loss, reason = "counts here are small")]
pub(crate) fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

/// The time that so many of a hundred stay below, in milliseconds.
pub(crate) fn percentile_ms(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
