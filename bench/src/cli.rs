//! The command line.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Parser, Subcommand, ValueEnum};

use crate::drive::{Outcome, Span, Target, What, drive};
use crate::limits::{self, Bytes, PostgresLimit, SqliteLimit};
use crate::process::{Process, raise_open_files};
use crate::run::{self, Database};
use crate::table::Table;
use crate::units::shown;

/// Callers of each measurement of a limit.
const CALLERS: [usize; 4] = [1, 16, 64, 256];

#[derive(Parser)]
#[command(name = "bench", about = "Measures Comanda against the limits of the machine")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Put a load on a server that runs already.
    Drive(Drive),
    /// Measure what the machine itself allows.
    Limits(Limits),
    /// Measure everything and say which bars hold.
    Run(run::Options),
    /// Answer every request with a file's bytes: the limit of the web server.
    ServeBytes {
        /// The file.
        #[arg(long)]
        file: PathBuf,
        /// Where to listen; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
    },
}

#[derive(clap::Args)]
struct Drive {
    /// The server, as `http://HOST:PORT`.
    #[arg(long)]
    url: String,
    /// What to do.
    #[arg(long, value_enum)]
    what: Name,
    /// A customer's access token.
    #[arg(long)]
    token: Option<String>,
    /// A barista's access token, for `confirm` and `journey`.
    #[arg(long)]
    barista_token: Option<String>,
    /// The location to order at.
    #[arg(long, default_value = run::LOCATION)]
    location: String,
    /// Keep-alive connections, each with one request under way.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Seconds that count, after a warm-up of one second.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Orders per second, for `confirm`.
    #[arg(long, default_value_t = 50)]
    rate: u32,
    /// The path to read, for `get`.
    #[arg(long, default_value = "/")]
    path: String,
    /// The server's process on this machine, to tell its processor time.
    #[arg(long)]
    pid: Option<u32>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What to do, by name.
#[derive(Clone, Copy, ValueEnum)]
enum Name {
    /// Place orders; counted when accepted (202).
    Accept,
    /// Place orders and wait; counted when confirmed.
    Confirmed,
    /// Place orders at a fixed rate; counted when the live stream tells they are confirmed.
    Confirm,
    /// Carry orders from placed to collected.
    Journey,
    /// Ask for quotes.
    Quote,
    /// Read the menu.
    Menu,
    /// Read the menu by its `ETag`; counted when unchanged (304).
    MenuUnchanged,
    /// Read a path of any server.
    Get,
}

#[derive(clap::Args)]
struct Limits {
    /// A directory on the disk to measure.
    #[arg(long, default_value = "target")]
    dir: PathBuf,
    /// A `PostgreSQL` server to measure too: `postgres://USER@HOST:PORT/DATABASE`, as a role that
    /// may create databases.
    #[arg(long, env = "COMANDA_TEST_POSTGRES", hide_env_values = true)]
    postgres: Option<String>,
    /// Seconds for each measurement.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
    /// The bytes of an accepted order.
    #[command(flatten)]
    bytes: Bytes,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Reads the command line and does what it says.
///
/// # Errors
/// What stopped it, in a sentence.
pub(crate) fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Drive(options) => drive_once(options),
        Command::Limits(options) => limits_once(&options),
        Command::Run(options) => run::run(&options),
        Command::ServeBytes { file, listen } => limits::serve_bytes(&file, listen),
    }
}

fn drive_once(options: Drive) -> Result<()> {
    raise_open_files();
    let what = match options.what {
        Name::Accept => What::Accept,
        Name::Confirmed => What::Confirmed,
        Name::Confirm => What::Confirm { rate: options.rate },
        Name::Journey => What::Journey,
        Name::Quote => What::Quote,
        Name::Menu => What::Menu,
        Name::MenuUnchanged => What::MenuUnchanged,
        Name::Get => What::Get { path: options.path },
    };
    let target = Target {
        url: options.url,
        location: options.location,
        token: options.token,
        barista_token: options.barista_token,
        run: run::nonce(),
    };
    let span = Span {
        warm_up: Duration::from_secs(1),
        counted: Duration::from_secs(options.seconds),
        server: options.pid.map(Process),
    };
    let outcome = drive(&target, &what, options.connections, span)?;
    if options.json {
        return print(&serde_json::to_string_pretty(&outcome)?);
    }
    print(&outcomes("load", &[(format!("{} connections", options.connections), outcome)]))
}

fn limits_once(options: &Limits) -> Result<()> {
    let span = Duration::from_secs(options.seconds);
    let flushes = limits::flushes(&options.dir, 1_000)?;
    let mut measured = Vec::new();
    let mut sqlite = SqliteLimit::open(&options.dir, options.bytes)?;
    for callers in CALLERS {
        let name = format!("SQLite, {callers} callers");
        measured.push((name, sqlite.measure(callers, span)?));
    }
    if let Some(url) = &options.postgres {
        let database = Database::create(url)?;
        let mut postgres = PostgresLimit::open(&database.url, options.bytes)?;
        for callers in CALLERS {
            let name = format!("PostgreSQL, {callers} callers");
            measured.push((name, postgres.measure(callers, span)?));
        }
    }
    if options.json {
        let group_commit: Vec<_> = measured
            .iter()
            .map(|(name, outcome)| serde_json::json!({ "name": name, "outcome": outcome }))
            .collect();
        let all = serde_json::json!({
            "bytes": options.bytes, "flushes": flushes, "group_commit": group_commit,
        });
        return print(&serde_json::to_string_pretty(&all)?);
    }
    let mut text = format!(
        "A flush of 4 KiB takes {} ms (p99 {} ms).\n\n",
        shown(flushes.p50_ms),
        shown(flushes.p99_ms)
    );
    text.push_str(&outcomes("group commit", &measured));
    if options.postgres.is_none() {
        text.push_str("\nPostgreSQL was not measured: give --postgres or COMANDA_TEST_POSTGRES.\n");
    }
    print(&text)
}

/// A table of outcomes, and below it all that failed.
pub(crate) fn outcomes(heading: &str, measured: &[(String, Outcome)]) -> String {
    let headings = [heading, "per second", "p50 ms", "p90 ms", "p99 ms", "max ms", "CPU ms each"];
    let mut table = Table::new(&headings);
    let mut failures = String::new();
    for (name, outcome) in measured {
        table.row(vec![
            name.clone(),
            shown(outcome.per_second),
            shown(outcome.p50_ms),
            shown(outcome.p90_ms),
            shown(outcome.p99_ms),
            shown(outcome.max_ms),
            outcome.server_cpu_ms_each.map_or("-".to_owned(), shown),
        ]);
        for (what, count) in &outcome.failures {
            let _ = write!(failures, "\n{name}: {count} FAILED with {what}");
        }
    }
    let mut text = table.text();
    if !failures.is_empty() {
        text.push_str(&failures);
        text.push('\n');
    }
    text
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}
