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
    run::succeed(&mut chaos("--store sqlite"))?;
    run::succeed(&mut chaos("--store sqlite --power-loss"))?;
    cluster::beside(false, |cluster| run::succeed(cluster.known_to(&mut chaos("--store postgres"))))
}

/// Measures the workflow engine on SQLite and PostgreSQL, both flushing as in production.
///
/// # Errors
/// When something cannot be measured; a bar that does not hold is said, and no error.
fn bench_workflow(arguments: &[String]) -> Result<()> {
    run::succeed(&mut run::program("cargo build --release -p workflow --example bench"))?;
    let dir = run::root().join("target/bench-workflow");
    let bench = || run::program("target/release/examples/bench");
    let fresh = || {
        // Not there is as good as gone.
        let _ = std::fs::remove_dir_all(&dir);
    };
    fresh();
    std::fs::create_dir_all(&dir)?;
    let file = format!("sqlite:{}", dir.join("bench.db").display());
    let measured = run::succeed(bench().arg(file).args(arguments));
    fresh();
    measured?;
    cluster::beside(true, |cluster| run::succeed(bench().arg(cluster.url()).args(arguments)))
}

/// Measures, beside a PostgreSQL that flushes as in production.
///
/// # Errors
/// When something cannot be measured; a bar that does not hold is said, and no error.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    if let Some((first, rest)) = arguments.split_first()
        && first == "workflow"
    {
        return bench_workflow(rest);
    }
    run::succeed(&mut run::program("cargo build --release -p comanda -p bench"))?;
    cluster::beside(true, |cluster| {
        let mut bench = run::program("target/release/bench run");
        run::succeed(cluster.known_to(bench.args(arguments)))
    })
}
