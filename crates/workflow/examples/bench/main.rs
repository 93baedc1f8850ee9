//! How fast the engine is, beside what its store can do in the same run. `cargo xtask bench
//! workflow` runs it on SQLite and on PostgreSQL.
//!
//! `bench STORE [--quick]`, where STORE is `sqlite:FILE` or `postgres://…`.
#![expect(clippy::print_stdout, reason = "a command line program speaks on standard output")]

mod crowd;
mod definitions;
mod limit;
mod loads;
mod waiting;
mod world;

use std::error::Error;

use self::world::World;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Executions that are started and carried to their end.
    executions: usize,
    /// Executions that wait while timers are watched.
    waiting: usize,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (quick, rest): (Vec<_>, Vec<_>) = arguments.into_iter().partition(|one| one == "--quick");
    let [address] = rest.as_slice() else {
        return Err("expected: bench sqlite:FILE | postgres://USER:PASSWORD@HOST/DATABASE".into());
    };
    let pace = if quick.is_empty() {
        Pace { executions: 50_000, waiting: 1_000_000 }
    } else {
        Pace { executions: 10_000, waiting: 20_000 }
    };
    let world = World::open(address).await?;
    println!("\n{}", world.name);
    limit::measure(&world, pace).await?;
    loads::measure(&world, pace).await?;
    waiting::measure(&world, pace).await?;
    world.close().await;
    Ok(())
}

/// A figure, and whether it is what we aim at.
pub(crate) fn figure(what: &str, value: &str, bar: Option<(&str, bool)>) {
    let bar = bar.map_or_else(String::new, |(bar, holds)| {
        format!("  (bar {bar}: {})", if holds { "holds" } else { "does not hold" })
    });
    println!("  {what:<52} {value:>16}{bar}");
}
