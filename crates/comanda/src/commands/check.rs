//! `comanda check`: what is wrong with the configuration, and how to mend it.

use std::process::ExitCode;

use anyhow::Context;
use kernel::Limit;
use queue::Queue;

use super::{complain, open, say};
use crate::app::collections_at;
use crate::config::{self, Config, KeySource, Sources, Trust};
use crate::wiring;
use crate::workflows::ORDER_FULFILMENT;

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
    let mut checks = vec![
        ("signing key", key(&config).await),
        ("store", store(&config).await),
        ("address", address(&config).await),
        ("log level", log(&config)),
    ];
    checks.extend(elsewhere(&config).await);
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

async fn key(config: &Config) -> anyhow::Result<String> {
    if let Trust::Provider { issuer, .. } = config.trust()? {
        return Ok(format!("none is needed for tokens: {issuer} signs them"));
    }
    let source = config.key();
    if let KeySource::File(file) = &source
        && !file.exists()
    {
        return Ok(format!("{} will be made on the first start", file.display()));
    }
    config.instance_key().await?;
    Ok(match source {
        KeySource::File(file) => format!("{} is a key", file.display()),
        _ => format!("{} can be read, and is a key", config.identity.key_file),
    })
}

async fn store(config: &Config) -> anyhow::Result<String> {
    let options = config.store()?;
    if let store::Address::Sqlite(file) = &options.address
        && !file.exists()
    {
        return Ok(format!("{} will be made on the first start", file.display()));
    }
    let store = store::open(&options, &collections_at(&options.address)).await?;
    store.ping().await?;
    store.close().await;
    Ok("it answers, and its tables are those of this version".to_owned())
}

/// What others do in place of this program: whether they answer.
async fn elsewhere(config: &Config) -> Vec<(&'static str, anyhow::Result<String>)> {
    let (queue, workflows) = match open::on_aws(config, &open::random()).await {
        Ok(found) => found,
        Err(error) => return vec![("AWS", Err(error))],
    };
    let mut checks = Vec::new();
    if let Some((queue, _)) = queue {
        checks.push(("queues", queues(&*queue).await));
    }
    if let Some(workflows) = workflows {
        let found = workflows.list(ORDER_FULFILMENT, None, Limit::default(), None).await;
        let said = "the state machine answers".to_owned();
        checks.push(("workflows", found.map(|_| said).map_err(anyhow::Error::from)));
    }
    checks
}

async fn queues(queue: &dyn Queue) -> anyhow::Result<String> {
    for name in wiring::QUEUES {
        queue.attributes(name).await.with_context(|| format!("the queue {name}"))?;
    }
    Ok(format!("{} answer", wiring::QUEUES.join(", ")))
}

async fn address(config: &Config) -> anyhow::Result<String> {
    crate::serve::listen(&config.server).await?;
    Ok(format!("{} is free", config.server.listen))
}

fn log(config: &Config) -> anyhow::Result<String> {
    crate::telemetry::filter(&config.log)?;
    Ok(config.log.level.clone())
}
