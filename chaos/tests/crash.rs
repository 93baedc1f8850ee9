//! The server keeps its promises through crashes, power cuts, full disks and failing flushes; and
//! these tests would notice if it did not.

use std::path::PathBuf;
use std::process::Command;

use chaos::plan::{Plan, Storage};
use chaos::report::Outcome;
use chaos::{fresh_seed, scenario, server};

/// The server of this checkout, built if it is not up to date, or the one `COMANDA_BIN` names.
#[expect(clippy::disallowed_methods, reason = "a test is configured by its environment")]
fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("COMANDA_BIN") {
        return path.into();
    }
    let own = std::env::current_exe().expect("a test has a path");
    let released = own.components().any(|part| part.as_os_str() == "release");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet"])
        // Like these tests were built: otherwise cargo builds every dependency a second time.
        .args(["--workspace", "--all-features", "--bin", "comanda", "--test", "crash"])
        .args(released.then_some("--release"))
        .output()
        .expect("cargo built this test");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    server::find_program().expect("it was just built")
}

fn plan(storage: Storage) -> Plan {
    Plan { program: program(), storage, seed: fresh_seed(), customers: 4 }
}

#[expect(clippy::disallowed_methods, reason = "a test is configured by its environment")]
fn postgres() -> Storage {
    let url = std::env::var("COMANDA_TEST_POSTGRES");
    let url = url.expect("no PostgreSQL for tests: run cargo xtask test");
    Storage::Postgres { url, cluster: None }
}

/// Nothing went wrong, and enough happened for that to mean something.
fn assert_kept(plan: &Plan, outcome: anyhow::Result<Outcome>) {
    let seed = plan.seed;
    let outcome = outcome.unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
    assert!(outcome.violations.is_empty(), "seed {seed}\n{outcome}");
    let tally = &outcome.tally;
    assert!(tally.acknowledged >= 50 && tally.observations >= 100, "too little\n{outcome}");
}

#[tokio::test]
async fn sqlite_keeps_its_promises_through_100_kills() {
    let plan = plan(Storage::Sqlite);
    assert_kept(&plan, scenario::crashes(&plan, 100).await);
}

#[tokio::test]
async fn postgres_keeps_its_promises_through_100_kills() {
    let plan = plan(postgres());
    assert_kept(&plan, scenario::crashes(&plan, 100).await);
}

#[tokio::test]
async fn sqlite_keeps_its_promises_through_50_power_cuts() {
    let plan = plan(Storage::SqlitePowerLoss);
    assert_kept(&plan, scenario::crashes(&plan, 50).await);
}

#[tokio::test]
async fn a_flush_that_lies_is_caught() {
    let plan = plan(Storage::SqlitePowerLoss);
    let outcome = scenario::lying_flush(&plan).await.expect("the server starts on older data");
    let lost = outcome.violations.iter().filter(|found| found.name() == "AcknowledgedMissing");
    assert!(lost.count() > 0, "seed {}\n{outcome}", plan.seed);
    let evidence = outcome.evidence.expect("a run that lost something keeps its evidence");
    std::fs::remove_dir_all(evidence).expect("it is ours");
}

#[tokio::test]
async fn a_full_disk_and_a_failing_flush_are_told_and_lose_nothing_acknowledged() {
    let plan = plan(Storage::SqlitePowerLoss);
    assert_kept(&plan, scenario::faults(&plan, 2).await);
}
