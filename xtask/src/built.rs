//! The program as the tests have it.

use std::path::PathBuf;

use anyhow::Result;

use crate::run;

/// Like the tests build it, or cargo would build every dependency a second time: with a test beside
/// it, what dependencies of tests ask for counts, too.
const BUILD: &str = "cargo build --workspace --all-features --bin comanda --test oidc";

/// Builds it, and says where it is.
///
/// # Errors
/// When it does not build.
pub(crate) fn comanda() -> Result<PathBuf> {
    run::succeed(&mut run::program(BUILD))?;
    Ok(run::target_dir()?.join("debug/comanda"))
}
