//! Pictures of every main screen, for the README and for whoever wants to see the apps first.

use anyhow::Result;

use crate::{built, clients, run, tools, web};

/// Takes them all anew, into `docs/screens`.
///
/// # Errors
/// When something is missing on this machine, or a screen does not come up.
pub(crate) fn take() -> Result<()> {
    tools::browser()?;
    web::build()?;
    let program = built::comanda()?;
    let mut node = run::program("node screens.mjs");
    let folder = run::root().join(clients::FOLDER);
    run::succeed(node.current_dir(folder).env("COMANDA_PROGRAM", program))
}
