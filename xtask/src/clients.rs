//! Clients that nobody here wrote sign in at the program itself, attacks on that are tried, and a
//! browser goes through its pages.

use std::path::Path;

use anyhow::Result;

use crate::{built, run, tools, web};

/// Where all of it is.
pub(crate) const FOLDER: &str = "web/e2e";

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
    let program = built::comanda()?;
    let mut node = run::program("npm test --silent --prefix");
    run::succeed(node.arg(FOLDER).env("COMANDA_PROGRAM", &program))?;
    let mut clients = run::program(&python.display().to_string());
    let suite = format!("{FOLDER}/authlib");
    clients.args(["-B", "-m", "unittest", "discover", "-s", &suite, "-p", "*_test.py"]);
    run::succeed(clients.env("COMANDA_PROGRAM", &program))
}
