//! `comanda migrate`

use super::{open, say};
use crate::app::collections_at;
use crate::config::Config;

/// Brings the database up to this version. Servers do the same when they start; this is for those
/// who want it done before.
pub(crate) async fn migrate(config: &Config) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    say("The database is up to this version. It holds:");
    for collection in collections_at(&config.store()?.address) {
        let schema = collection.schema();
        say(format_args!("  {:<16} schema {schema}", collection.name()));
    }
    app.store.close().await;
    Ok(())
}
