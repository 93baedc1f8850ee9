//! `comanda menu import` and `comanda menu export`

use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use kernel::LocationId;

use super::{open, say};
use crate::cli::MenuCommand;
use crate::config::Config;

/// Reads a menu from a file, or writes it to one.
pub(crate) async fn menu(config: &Config, command: MenuCommand) -> anyhow::Result<()> {
    match command {
        MenuCommand::Import { file, location } => import(config, &file, location).await,
        MenuCommand::Export { file, location } => export(config, &file, &location).await,
    }
}

async fn import(config: &Config, file: &Path, to: Option<LocationId>) -> anyhow::Result<()> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("{shown} cannot be read"))?;
    let app = open::app(config).await?;
    let progress = progress(format!("importing {shown}"));
    let imported = match (extension(file), to) {
        ("toml", None) => app.products.import_menu(&text).await,
        ("toml", Some(_)) => bail!("a TOML file names its location itself: leave out --location"),
        ("csv", Some(location)) => app.products.import_products(&location, &text).await,
        ("csv", None) => bail!("a CSV file holds products only: add --location loc_…"),
        _ => bail!("{shown} must end in .toml (a whole location) or .csv (its products)"),
    };
    progress.finish_and_clear();
    let imported = imported.with_context(|| format!("{shown} was not imported"))?;
    let (location, products) = (&imported.location, imported.products);
    match (imported.created, imported.changed) {
        (true, _) => say(format_args!("Made {location} with {products} products.")),
        (_, true) => say(format_args!("Changed {location}; it has {products} products.")),
        _ => say(format_args!("{location} was like this already; nothing was changed.")),
    }
    app.store.close().await;
    Ok(())
}

async fn export(config: &Config, file: &Path, from: &LocationId) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let text = match extension(file) {
        "csv" => app.products.export_products(from).await?,
        "toml" => app.products.export_menu(from).await?,
        _ if file == Path::new("-") => app.products.export_menu(from).await?,
        _ => bail!("{} must end in .toml or .csv, or be -", file.display()),
    };
    if file == Path::new("-") {
        say(text.trim_end());
    } else {
        std::fs::write(file, text)
            .with_context(|| format!("{} cannot be written", file.display()))?;
        say(format_args!("Wrote {from} to {}.", file.display()));
    }
    app.store.close().await;
    Ok(())
}

fn extension(file: &Path) -> &str {
    file.extension().and_then(|extension| extension.to_str()).unwrap_or("")
}

/// Shows on a terminal that something is being done.
fn progress(what: String) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let progress = ProgressBar::new_spinner().with_message(what);
    progress.enable_steady_tick(Duration::from_millis(100));
    progress
}
