//! What is generated from the code and committed: `contracts/`.

use anyhow::{Result, bail};

use crate::{built, run};

/// Writes `contracts/` anew.
///
/// # Errors
/// When the program does not build or does not run.
pub(crate) fn write() -> Result<()> {
    let mut program = run::program(&built::comanda()?.display().to_string());
    run::succeed(program.args(["contracts", "--out", "contracts"]))
}

/// Writes `contracts/` anew and fails if that changes what is committed or staged.
///
/// # Errors
/// When something changed, naming it.
pub(crate) fn check() -> Result<()> {
    write()?;
    let changed = run::output(&mut run::git(&["diff", "--stat", "--", "contracts"]))?;
    let untracked = ["ls-files", "--others", "--exclude-standard", "--", "contracts"];
    let new = run::output(&mut run::git(&untracked))?;
    if changed.is_empty() && new.is_empty() {
        return Ok(());
    }
    bail!("contracts/ was not what the code says; it is now, commit it:\n{changed}{new}")
}
