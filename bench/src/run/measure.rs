//! One run, from the first flush to the last bar.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use kernel::{Clock, SystemClock};

use super::figures::{Figures, Measured};
use super::plan::{Options, Pace, Stores};
use super::server::{DATABASE, Parts, Setting};
use super::{bars, machine, menu, report, store};
use crate::limits::{self, Bytes};
use crate::process::raise_open_files;

/// Measures everything and prints the report.
///
/// # Errors
/// When nothing at all could be measured. A single figure that could not is told in the report.
pub(crate) fn run(options: &Options) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the bench has a parent")?;
    if options.store == Stores::Postgres && options.postgres.is_none() {
        bail!("PostgreSQL needs a server: give --postgres, or run under cargo xtask db --durable");
    }
    raise_open_files();
    let program = match &options.server {
        Some(program) => program.clone(),
        None => build(root)?,
    };
    let parent = options.dir.clone().unwrap_or_else(|| root.join("target"));
    let dir = tempfile::Builder::new().prefix("bench-").tempdir_in(&parent);
    let dir = dir.with_context(|| format!("no directory can be made in {}", parent.display()))?;
    let at = SystemClock.now().to_string();
    let figures = measure(options, &program, dir.path(), at, machine::commit(root))?;
    let bars = bars::bars(&figures);
    let json = serde_json::json!({ "figures": figures, "bars": bars });
    let json = serde_json::to_string_pretty(&json)?;
    let text = report::text(&figures, &bars);
    if options.save {
        let results = root.join("bench").join("results");
        std::fs::create_dir_all(&results)?;
        let name = figures.at.split('.').next().unwrap_or_default().replace(':', "");
        std::fs::write(results.join(format!("{name}.json")), format!("{json}\n"))?;
        std::fs::write(results.join(format!("{name}.md")), &text)?;
    }
    crate::cli::print(if options.json { &json } else { &text })
}

fn measure(
    options: &Options,
    program: &Path,
    dir: &Path,
    at: String,
    commit: Option<String>,
) -> Result<Figures> {
    let (machine, pace) = (machine::machine(), Pace::of(options.quick));
    let setting = |name: &str, store: Option<&str>| {
        let data = dir.join(name);
        let file = format!("sqlite:{}", data.join(DATABASE).display());
        let store = store.map_or(file, str::to_owned);
        Setting { program: program.to_owned(), data, store }
    };
    tell("the disk")?;
    let flushes = Measured::from(limits::flushes(dir, 1_000));
    tell("what an order writes")?;
    let first = setting("first", None);
    let parts = if first.has_roles()? { Parts::Api } else { Parts::All };
    let read = store::bytes_of_an_order(&first, parts);
    if let Err(error) = &read {
        tell(&format!("assumed, because {error:#}"))?;
    }
    let (bytes, bytes_read) = (*read.as_ref().unwrap_or(&Bytes::DEFAULT), read.is_ok());
    tell("the menu")?;
    let menu = Measured::from(menu::measure(&setting("menu", None), dir, pace));
    let has_web_app = menu::serves_web_app(&setting("menu", None)).unwrap_or(false);
    let mut stores = Vec::new();
    if options.store != Stores::Postgres {
        let kind = store::Kind::Sqlite { dir };
        stores.push(store::measure(&kind, &setting, parts, bytes, pace)?);
    }
    match &options.postgres {
        Some(server) if options.store != Stores::Sqlite => {
            let kind = store::Kind::Postgres { server };
            stores.push(store::measure(&kind, &setting, parts, bytes, pace)?);
        }
        _ => tell("PostgreSQL is not measured: no server is given or it was not asked for")?,
    }
    let accepting = match parts {
        Parts::Api => "by a process without workers (serve --roles api)",
        Parts::All => "by a process that confirms them at the same time",
    };
    Ok(Figures {
        at,
        commit,
        quick: options.quick,
        machine,
        file_bytes: std::fs::metadata(program)?.len(),
        has_web_app,
        accepting: accepting.to_owned(),
        flushes,
        bytes,
        bytes_read,
        menu,
        stores,
    })
}

/// Builds the server and tells its program.
fn build(root: &Path) -> Result<PathBuf> {
    tell("building the server (release)")?;
    let built = Command::new("cargo")
        .args(["build", "--release", "--package", "comanda"])
        .current_dir(root)
        .status()
        .context("cargo does not run")?;
    if !built.success() {
        bail!("the server does not build");
    }
    Ok(root.join("target").join("release").join("comanda"))
}

/// Something that no other run has: the microseconds since 1970.
pub(crate) fn nonce() -> String {
    format!("{:x}", SystemClock.now().as_microsecond())
}

/// Says on standard error what is going on.
pub(super) fn tell(what: &str) -> Result<()> {
    writeln!(std::io::stderr(), "bench: {what}")?;
    Ok(())
}
