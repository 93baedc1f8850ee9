//! What is generated from the code and committed: `contracts/`, and parts of what is in `infra/`.

mod amount;
mod costs;
mod diagram;
mod modules;
mod parts;
mod refusals;
mod rights;
mod routes;
mod sections;
mod sheet;
mod stack;

use anyhow::{Result, bail};

use crate::gen_contracts;
use crate::run;

use self::parts::parts;
use self::sections::Section;

/// Writes everything anew.
///
/// # Errors
/// When the program does not build, or what it is made from cannot be read.
pub(crate) fn write() -> Result<()> {
    gen_contracts::write()?;
    parts().iter().try_for_each(Section::write)
}

/// Writes everything anew and fails if that changes anything.
///
/// # Errors
/// When something changed, naming it.
pub(crate) fn check() -> Result<()> {
    gen_contracts::check()?;
    let mut changed = Vec::new();
    for section in parts() {
        if !section.is_current()? {
            section.write()?;
            changed.push(format!("{} ({})", section.file, section.name));
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    bail!("these were not what the code says; they are now, commit them:\n{}", changed.join("\n"))
}

/// The text of a file of the checkout.
fn read(path: &str) -> Result<String> {
    let file = run::root().join(path);
    std::fs::read_to_string(file).map_err(|error| anyhow::anyhow!("{path}: {error}"))
}
