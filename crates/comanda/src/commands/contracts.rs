//! `comanda contracts`: writes what is generated from the code and committed.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use api::InstanceKey;
use notify::mailer::Outbox;
use serde_json::Value;
use store::MemoryStore;

use super::{open, say};
use crate::app::{App, Elsewhere, Parts};
use crate::config::{Config, Payments, Work};
use crate::contracts as content;

/// Writes every contract into `out`, and the schema of the configuration beside it.
pub(crate) async fn contracts(out: &Path) -> anyhow::Result<()> {
    let app = App::new(Parts {
        store: Arc::new(MemoryStore::new()),
        clock: open::clock(),
        random: open::random(),
        key: InstanceKey::generate(),
        issuer: "comanda".to_owned(),
        sign_in: None,
        step_up: Config::default().step_up(),
        payments: Payments::default(),
        work: Work::default(),
        mailer: Arc::new(Outbox),
        push: None,
        staff_email: None,
        elsewhere: Elsewhere::default(),
        name: "contracts".to_owned(),
    });
    let document = serde_json::to_value(crate::router::document(&app.answers()))?;
    write(&out.join("openapi.json"), &document)?;
    write(&out.join("wiring.json"), &content::wiring())?;
    write(&out.join("collections.json"), &content::collections())?;
    write(&out.join("config.schema.json"), &Config::schema())?;
    Ok(())
}

fn write(file: &Path, content: &Value) -> anyhow::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = format!("{content:#}\n");
    std::fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    say(format_args!("wrote {}", file.display()));
    Ok(())
}
