//! Clients that nobody here wrote sign in at the program itself, attacks on that are tried, and a
//! browser goes through its pages.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{run, tools, web};

/// Where all of it is.
pub(crate) const FOLDER: &str = "web/e2e";
/// Like the tests build it, or cargo would build every dependency a second time: with a test beside
/// it, what dependencies of tests ask for counts, too.
const BUILD: &str = "cargo build --workspace --all-features --bin comanda --test oidc";

/// Runs every suite.
///
/// # Errors
/// At the first that fails, or that cannot be run on this machine; the sentence says what is
/// missing.
pub(crate) fn check() -> Result<()> {
    tools::node_packages(Path::new(web::FOLDER))?;
    tools::browser()?;
    let python = tools::python_with("authlib")?;
    // The program that is tried reads them from disk.
    web::build()?;
    let program = program()?;
    let mut node = run::program("npm test --silent --prefix");
    run::succeed(node.arg(FOLDER).env("COMANDA_PROGRAM", &program))?;
    let mut clients = run::program(&python.display().to_string());
    let suite = format!("{FOLDER}/authlib");
    clients.args(["-B", "-m", "unittest", "discover", "-s", &suite, "-p", "*_test.py"]);
    run::succeed(clients.env("COMANDA_PROGRAM", &program))
}

/// Builds the program, and says where it is.
///
/// # Errors
/// When it does not build.
pub(crate) fn program() -> Result<PathBuf> {
    run::succeed(&mut run::program(BUILD))?;
    Ok(run::target_dir()?.join("debug/comanda"))
}
