//! `comanda check`: what is wrong with the configuration, and how to mend it.

use std::process::ExitCode;

use super::{complain, open, say};
use crate::config::{self, Config, Sources};

/// Tries everything a start needs and says how it went; everything, not only the first failure.
pub(crate) async fn check(sources: &Sources) -> anyhow::Result<ExitCode> {
    let config = match config::load(sources) {
        Ok(config) => config,
        Err(error) => {
            say("✗ configuration");
            complain(&error);
            return Ok(ExitCode::FAILURE);
        }
    };
    say("✓ configuration: every key is known and has a value it can have");
    let checks = [
        ("signing key", key(&config)),
        ("store", store(&config).await),
        ("address", address(&config).await),
        ("log level", log(&config)),
    ];
    let mut code = ExitCode::SUCCESS;
    for (name, result) in checks {
        match result {
            Ok(found) => say(format_args!("✓ {name}: {found}")),
            Err(error) => {
                say(format_args!("✗ {name}"));
                complain(&error);
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

fn key(config: &Config) -> anyhow::Result<String> {
    let file = config.key_file();
    if !file.exists() {
        return Ok(format!("{} will be made on the first start", file.display()));
    }
    open::key(&file)?;
    Ok(format!("{} is a key", file.display()))
}

async fn store(config: &Config) -> anyhow::Result<String> {
    let options = config.store()?;
    if let store::Address::Sqlite(file) = &options.address
        && !file.exists()
    {
        return Ok(format!("{} will be made on the first start", file.display()));
    }
    let store = store::open(&options, &crate::app::collections()).await?;
    store.ping().await?;
    store.close().await;
    Ok("it answers, and its tables are those of this version".to_owned())
}

async fn address(config: &Config) -> anyhow::Result<String> {
    crate::serve::listen(&config.server).await?;
    Ok(format!("{} is free", config.server.listen))
}

fn log(config: &Config) -> anyhow::Result<String> {
    crate::telemetry::filter(&config.log)?;
    Ok(config.log.level.clone())
}
