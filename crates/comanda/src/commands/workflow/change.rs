//! `comanda workflow stop` and `comanda workflow redrive`

use anyhow::{Context, bail};
use workflow::machine::Failed;
use workflow::{Described, Status};

use super::find::find;
use super::{open, say};
use crate::app::App;
use crate::config::Config;

/// Stops an execution.
pub(super) async fn stop(
    config: &Config,
    execution: &str,
    reason: Option<String>,
) -> anyhow::Result<()> {
    let (before, after) = change(config, execution, "stop", async |app, id| {
        app.workflows.stop(id, Failed { error: None, cause: reason }).await
    })
    .await?;
    if before.status != Status::Running {
        bail!("{} has ended already: it is {}", after.id, after.status.word());
    }
    say(format_args!("{} is stopped.", after.id));
    Ok(())
}

/// Takes an execution up again.
pub(super) async fn redrive(config: &Config, execution: &str) -> anyhow::Result<()> {
    let (_, after) = change(config, execution, "redrive", async |app, id| {
        app.workflows.redrive(id).await?;
        // What it asks for at once is done here, and not left half done.
        if let Some(engine) = &app.engine {
            engine.rest().await;
        }
        Ok(())
    })
    .await?;
    let (id, status) = (after.id, after.status.word());
    say(format_args!("{id} was taken up again, and is {status}."));
    Ok(())
}

/// Changes an execution; says how it was, and how it is. A server on the same SQLite file would not
/// hear of it, so there must be none.
async fn change(
    config: &Config,
    execution: &str,
    verb: &str,
    change: impl AsyncFnOnce(&App, &str) -> Result<(), workflow::Error>,
) -> anyhow::Result<(Described, Described)> {
    let app = open::app(config).await?;
    let changed = async {
        let before = find(&*app.workflows, execution).await?;
        let (machine, name) = (&before.machine, &before.name);
        let _alone = open::alone(config).with_context(|| {
            format!(
                "while a server works on these records, ask it, as an admin: \
                 POST /v1/workflows/{machine}/executions/{name}/{verb}"
            )
        })?;
        change(&app, &before.id).await?;
        let after = app.workflows.describe(&before.id).await?;
        Ok((before, after))
    };
    let changed = changed.await;
    app.store.close().await;
    changed
}
