//! What is measured and tried on a release build: speed, and crashes.

use anyhow::Result;

use crate::cluster;
use crate::run;

/// Crashes the server `rounds` times on each store, and as often cuts the power; says what came of
/// it. With arguments of its own, does only what they say.
///
/// # Errors
/// When a promise was broken, or the programs do not build.
pub(crate) fn crash(rounds: u32, arguments: &[String]) -> Result<()> {
    run::succeed(&mut run::program("cargo build --release -p comanda -p chaos"))?;
    let chaos =
        |line: &str| run::program(&format!("target/release/chaos --rounds {rounds} {line}"));
    if !arguments.is_empty() {
        return cluster::beside(false, |cluster| {
            run::succeed(cluster.known_to(chaos("").args(arguments)))
        });
    }
    crash_workflow(rounds)?;
    run::succeed(&mut chaos("--store sqlite"))?;
    run::succeed(&mut chaos("--store sqlite --power-loss"))?;
    cluster::beside(false, |cluster| run::succeed(cluster.known_to(&mut chaos("--store postgres"))))
}

/// Kills the worker of 10,000 executions as often as that, on each store.
fn crash_workflow(kills: u32) -> Result<()> {
    run::succeed(&mut run::program("cargo build --release -p workflow --example crash"))?;
    let crash = |store: &str| {
        let mut crash = run::program("target/release/examples/crash");
        crash.args([store, "10000", &kills.to_string()]);
        crash
    };
    in_a_file("crash-workflow", |file| run::succeed(&mut crash(file)))?;
    cluster::beside(false, |cluster| run::succeed(&mut crash(&cluster.url())))
}

/// Does something with an SQLite file that is gone afterwards.
fn in_a_file(name: &str, work: impl FnOnce(&str) -> Result<()>) -> Result<()> {
    let dir = run::root().join("target").join(name);
    let clear = || match std::fs::remove_dir_all(&dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    clear()?;
    std::fs::create_dir_all(&dir)?;
    let done = work(&format!("sqlite:{}", dir.join("workflow.db").display()));
    clear()?;
    done
}

/// Measures the workflow engine on SQLite and PostgreSQL, both flushing as in production.
///
/// # Errors
/// When something cannot be measured; a bar that does not hold is said, and no error.
fn bench_workflow(arguments: &[String]) -> Result<()> {
    run::succeed(&mut run::program("cargo build --release -p workflow --example bench"))?;
    let bench = || run::program("target/release/examples/bench");
    in_a_file("bench-workflow", |file| run::succeed(bench().arg(file).args(arguments)))?;
    cluster::beside(true, |cluster| run::succeed(bench().arg(cluster.url()).args(arguments)))
}

/// Measures signing in: tokens, passwords, and ordering beside them.
fn bench_identity(arguments: &[String]) -> Result<()> {
    run::succeed(&mut run::program("cargo build --release -p comanda --example identity"))?;
    in_a_file("bench-identity", |file| {
        run::succeed(run::program("target/release/examples/identity").arg(file).args(arguments))
    })
}

/// Measures, beside a PostgreSQL that flushes as in production.
///
/// # Errors
/// When something cannot be measured; a bar that does not hold is said, and no error.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    match arguments.split_first() {
        Some((first, rest)) if first == "workflow" => return bench_workflow(rest),
        Some((first, rest)) if first == "identity" => return bench_identity(rest),
        _ => {}
    }
    run::succeed(&mut run::program("cargo build --release -p comanda -p bench"))?;
    cluster::beside(true, |cluster| {
        let mut bench = run::program("target/release/bench run");
        run::succeed(cluster.known_to(bench.args(arguments)))
    })
}
