//! Everything that is measured once for each store.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Database;
use super::figures::{Beside, HalfLoad, Live, Measured, Store};
use super::measure::tell;
use super::plan::Pace;
use super::server::{DATABASE, Parts, Server, Setting};
use crate::drive::{Customers, OrderBody, Outcome, Span, Target, What, customers, drive, place};
use crate::limits::{Bytes, PostgresLimit, SqliteLimit, orders_in};
use crate::units::{median, millis, whole};

/// Connections that accept orders, and callers of the limit.
const CONNECTIONS: [usize; 4] = [1, 16, 64, 256];
/// Clients that wait for their confirmation.
const WAITING: usize = 64;
/// Connections that place orders at half load, and those that carry orders to the end.
const STEADY: usize = 64;
const JOURNEYS: usize = 16;
/// Customers who watch their orders live, and the orders of the database that is started on.
const LIVE: usize = 10_000;
/// How long a server is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(1);

/// A kind of store.
pub(super) enum Kind<'a> {
    /// A file on the disk of that directory.
    Sqlite { dir: &'a Path },
    /// A database on that server.
    Postgres { server: &'a str },
}

/// A setting of that name on a store, or on a file of its own.
pub(super) type Settings<'a> = &'a dyn Fn(&str, Option<&str>) -> Setting;

impl Kind<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres { .. } => "PostgreSQL",
        }
    }

    /// A fresh setting, and the database that must outlive it.
    fn fresh(&self, settings: Settings<'_>, name: &str) -> Result<(Setting, Option<Database>)> {
        let name = format!("{}-{name}", self.name());
        match self {
            Self::Sqlite { .. } => Ok((settings(&name, None), None)),
            Self::Postgres { server } => {
                let database = Database::create(server)?;
                Ok((settings(&name, Some(&database.url)), Some(database)))
            }
        }
    }
}

/// Measures all there is to measure on a store; what fails is told and the rest goes on.
pub(super) fn measure(
    kind: &Kind<'_>,
    settings: Settings<'_>,
    parts: Parts,
    bytes: Bytes,
    pace: Pace,
) -> Result<Store> {
    let name = kind.name();
    tell(&format!("{name}: orders accepted"))?;
    let mut loaded_bytes = Measured::Missing("nothing was accepted".to_owned());
    let accepted = accepted(kind, settings, parts, bytes, pace, &mut loaded_bytes);
    tell(&format!("{name}: orders confirmed and collected"))?;
    let (confirmed, half_load, journey) = end_to_end(kind, settings, pace);
    tell(&format!("{name}: live customers and starts"))?;
    let (idle_bytes, live, start_ms) = at_rest(kind, settings, pace);
    Ok(Store {
        name: name.to_owned(),
        accepted: Measured::from(accepted),
        confirmed,
        half_load,
        journey,
        start_ms,
        idle_bytes,
        loaded_bytes,
        live,
    })
}

/// Orders accepted, in turn with the bare database, so that both see the same machine.
fn accepted(
    kind: &Kind<'_>,
    settings: Settings<'_>,
    parts: Parts,
    bytes: Bytes,
    pace: Pace,
    loaded: &mut Measured<u64>,
) -> Result<Vec<Beside>> {
    let (setting, database) = kind.fresh(settings, "accepted")?;
    let (mut bare, _bare_database) = BareStore::open(kind, bytes)?;
    let server = setting.start(parts)?;
    let target = setting.target(&server)?;
    let mut rounds: Vec<Vec<Beside>> = CONNECTIONS.iter().map(|_| Vec::new()).collect();
    for _ in 0..pace.rounds {
        for (rounds, connections) in rounds.iter_mut().zip(CONNECTIONS) {
            let limit = bare.measure(connections, pace.counted)?;
            let server = drive(&target, &What::Accept, connections, span(&server, pace))?;
            rounds.push(Beside { connections, server, limit });
        }
        *loaded = Measured::from(server.process().memory());
    }
    server.stop()?;
    let counted: u64 = rounds.iter().flatten().map(|beside| beside.server.count).sum();
    let stored = match &database {
        Some(database) => database.count_orders()?,
        None => orders_in(&setting.data.join(DATABASE))?,
    };
    anyhow::ensure!(
        stored >= counted,
        "{counted} orders were counted as accepted and {stored} are in the database"
    );
    rounds.into_iter().map(|rounds| middle(rounds).context("no round was measured")).collect()
}

/// Confirmed with 64 waiting, then at half of that load, then whole journeys.
fn end_to_end(
    kind: &Kind<'_>,
    settings: Settings<'_>,
    pace: Pace,
) -> (Measured<Outcome>, Measured<HalfLoad>, Measured<Outcome>) {
    let started = kind.fresh(settings, "confirmed").and_then(|(setting, database)| {
        let server = setting.start(Parts::All)?;
        let target = setting.target(&server)?;
        Ok((server, target, database))
    });
    let (server, target, _database) = match started {
        Ok(started) => started,
        Err(error) => {
            let why = format!("{error:#}");
            let missing = || Measured::Missing(why.clone());
            return (missing(), Measured::Missing(why.clone()), missing());
        }
    };
    let span = span(&server, pace);
    let confirmed = Measured::from(drive(&target, &What::Confirmed, WAITING, span));
    let half_load = match confirmed.figure() {
        Some(confirmed) => {
            let rate = whole(confirmed.per_second / 2.0);
            let outcome = drive(&target, &What::Confirm { rate }, STEADY, span);
            Measured::from(outcome.map(|outcome| HalfLoad { rate, outcome }))
        }
        None => Measured::Missing("what the system carries is unknown".to_owned()),
    };
    let journey = Measured::from(drive(&target, &What::Journey, JOURNEYS, span));
    (confirmed, half_load, journey)
}

/// Memory of an idle server and with live customers, and starts on the database they leave behind.
fn at_rest(
    kind: &Kind<'_>,
    settings: Settings<'_>,
    pace: Pace,
) -> (Measured<u64>, Measured<Live>, Measured<f64>) {
    let started = kind.fresh(settings, "at-rest").and_then(|(setting, database)| {
        let server = setting.start(Parts::All)?;
        let target = setting.target(&server)?;
        Ok((setting, server, target, database))
    });
    let (setting, server, target, _database) = match started {
        Ok(started) => started,
        Err(error) => {
            let why = format!("{error:#}");
            let (idle, live) = (Measured::Missing(why.clone()), Measured::Missing(why.clone()));
            return (idle, live, Measured::Missing(why));
        }
    };
    std::thread::sleep(SETTLE);
    let idle = Measured::from(server.process().memory());
    let live = Measured::from(with_customers(&server, &target, pace));
    // The live customers have left their orders behind; without them the orders are placed now.
    let stored = if live.figure().is_some() { Ok(()) } else { stored(&target) };
    let starts = stored.and_then(|()| {
        server.stop()?;
        starts(&setting, &target, pace)
    });
    (idle, live, Measured::from(starts))
}

/// Memory while every customer has a stream open.
fn with_customers(server: &Server, target: &Target, pace: Pace) -> Result<Live> {
    let body = OrderBody::from_menu(target.address()?, target)?;
    let files = crate::process::raise_open_files();
    let needed = LIVE as u64 + 500;
    anyhow::ensure!(
        files >= needed,
        "{LIVE} live customers need {needed} open files and the limit is {files}: raise it with \
         ulimit -Hn before the run"
    );
    let mut customers = customers(target, &body, LIVE)?;
    let quiet = until_quiet(server, &mut customers, pace)?;
    Ok(Live { bytes: server.process().memory()?, quiet })
}

/// Waits until the server has nothing left to do: all orders are confirmed and all streams told.
/// `false` when that takes longer than the pace allows.
fn until_quiet(server: &Server, customers: &mut Customers, pace: Pace) -> Result<bool> {
    let patience = Instant::now() + pace.quiet;
    let mut before = server.process().cpu()?;
    while Instant::now() < patience {
        customers.listen(SETTLE)?;
        let now = server.process().cpu()?;
        if now.saturating_sub(before) < SETTLE / 20 {
            return Ok(true);
        }
        before = now;
    }
    Ok(false)
}

/// Places the orders of a database to start on.
fn stored(target: &Target) -> Result<()> {
    let body = OrderBody::from_menu(target.address()?, target)?;
    place(target, &body, LIVE).map(drop)
}

fn starts(setting: &Setting, target: &Target, pace: Pace) -> Result<f64> {
    let mut all = Vec::new();
    for _ in 0..pace.starts {
        all.push(millis(setting.time_to_first_menu(target)?));
    }
    median(all).context("no start was measured")
}

/// The bytes of the rows that one order adds to a fresh database.
///
/// # Errors
/// When the server does not accept an order, or its file has another form.
pub(super) fn bytes_of_an_order(setting: &Setting, parts: Parts) -> Result<Bytes> {
    let server = setting.start(parts)?;
    let target = setting.target(&server)?;
    let body = OrderBody::from_menu(target.address()?, &target)?;
    place(&target, &body, 1)?;
    let bytes = Bytes::of_an_order_in(&setting.data.join(DATABASE));
    server.stop()?;
    bytes
}

fn span(server: &Server, pace: Pace) -> Span {
    Span { warm_up: pace.warm_up, counted: pace.counted, server: Some(server.process()) }
}

/// The round whose share of the limit is the middle one.
pub(super) fn middle(mut rounds: Vec<Beside>) -> Option<Beside> {
    rounds.sort_by(|a, b| a.share().total_cmp(&b.share()));
    let middle = rounds.len() / 2;
    rounds.into_iter().nth(middle)
}

enum BareStore {
    Sqlite(SqliteLimit),
    Postgres(PostgresLimit),
}

impl BareStore {
    fn open(kind: &Kind<'_>, bytes: Bytes) -> Result<(Self, Option<Database>)> {
        match kind {
            Kind::Sqlite { dir } => Ok((Self::Sqlite(SqliteLimit::open(dir, bytes)?), None)),
            Kind::Postgres { server } => {
                let database = Database::create(server)?;
                let limit = PostgresLimit::open(&database.url, bytes)?;
                Ok((Self::Postgres(limit), Some(database)))
            }
        }
    }

    fn measure(&mut self, callers: usize, counted: Duration) -> Result<Outcome> {
        match self {
            Self::Sqlite(limit) => limit.measure(callers, counted),
            Self::Postgres(limit) => limit.measure(callers, counted),
        }
    }
}
