//! Which execution is meant.

use anyhow::bail;
use workflow::{Described, Error, Workflows};

/// The execution with this id, or with this name if only one machine has it.
pub(super) async fn find(workflows: &dyn Workflows, execution: &str) -> anyhow::Result<Described> {
    if execution.contains(':') {
        return Ok(workflows.describe(execution).await?);
    }
    let mut found = Vec::new();
    for machine in workflows.machines() {
        match workflows.describe(&format!("{machine}:{execution}")).await {
            Ok(described) => found.push(described),
            Err(Error::NoSuchExecution(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if found.len() > 1 {
        let ids: Vec<String> = found.into_iter().map(|one| one.id).collect();
        bail!("several executions have this name: say which, {}", ids.join(" or "));
    }
    match found.pop() {
        Some(described) => Ok(described),
        None => bail!(
            "there is no execution {execution}; `comanda workflow list` shows those there are"
        ),
    }
}
