//! Crashes the server again and again under load, and judges what is left.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use chaos::plan::{Plan, Storage};
use chaos::{scenario, server};
use clap::{Parser, ValueEnum};

/// Crashes the server again and again under load, and judges what is left.
#[derive(Debug, Parser)]
struct Arguments {
    /// The server's executable; without it, the one of the same build.
    #[arg(long, env = "COMANDA_BIN")]
    server: Option<PathBuf>,
    /// Where the server keeps its records.
    #[arg(long, value_enum, default_value_t = Store::Sqlite)]
    store: Store,
    /// URL of a PostgreSQL server that can be thrown away; the run makes a database of its own.
    #[arg(long, env = "COMANDA_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Data directory of that server: every third crash is one of the database then. It must wait
    /// for its flushes, as it does unless told otherwise, and `pg_ctl` must be in the path.
    #[arg(long, value_name = "PGDATA")]
    kill_database: Option<PathBuf>,
    /// How often the server is crashed.
    #[arg(long, default_value_t = 100)]
    rounds: u64,
    /// Seed of all choices; without it, from the clock.
    #[arg(long)]
    seed: Option<u64>,
    /// Customers at the same time.
    #[arg(long, default_value_t = 6)]
    customers: usize,
    /// Cut the power with each crash: what was not flushed may be lost (sqlite only).
    #[arg(long)]
    power_loss: bool,
    /// Instead of crashes: full disks and failing flushes (sqlite only).
    #[arg(long)]
    faults: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Store {
    Sqlite,
    Postgres,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            writeln!(std::io::stderr(), "{error:#}").ok();
            ExitCode::FAILURE
        }
    }
}

/// Runs, prints the table, and gives whether every promise was kept.
async fn run(arguments: Arguments) -> anyhow::Result<bool> {
    let program = arguments.server.clone().map_or_else(server::find_program, Ok)?;
    let seed = arguments.seed.unwrap_or_else(chaos::fresh_seed);
    let storage = match (arguments.store, arguments.power_loss || arguments.faults) {
        (Store::Sqlite, false) => Storage::Sqlite,
        (Store::Sqlite, true) => Storage::SqlitePowerLoss,
        (Store::Postgres, true) => bail!("the power can only be cut with --store sqlite"),
        (Store::Postgres, false) => {
            let url = arguments.postgres.context("--store postgres needs --postgres URL")?;
            Storage::Postgres { url, cluster: arguments.kill_database }
        }
    };
    let plan = Plan { program, storage, seed, customers: arguments.customers };
    let outcome = if arguments.faults {
        scenario::faults(&plan, arguments.rounds).await
    } else {
        scenario::crashes(&plan, arguments.rounds).await
    };
    let outcome = outcome.with_context(|| format!("seed {seed}"))?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<14}{:>10}\n{:<14}{:>10}", "seed", seed, "rounds", arguments.rounds)?;
    write!(out, "{outcome}")?;
    Ok(outcome.violations.is_empty())
}
