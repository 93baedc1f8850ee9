//! Opening what the commands work on.

use std::fs::{File, TryLockError};
use std::sync::Arc;

use anyhow::{Context, bail};
use api::InstanceKey;
use kernel::{Clock, OsRandom, Random, SystemClock};
use queue::{Carrier, Queue};
use workflow::Workflows;

use crate::app::{App, Elsewhere, Parts, collections_at};
#[cfg(feature = "aws")]
use crate::aws;
use crate::config::{Config, is_shared};
#[cfg(feature = "aws")]
use crate::config::{Engine, Queues};
use crate::open;

/// Opens the store and wires everything to it, for a command that ends by itself.
pub(super) async fn app(config: &Config) -> anyhow::Result<App> {
    server(config, None).await
}

/// The same for a server. `port` is the one that it listens on, if it does.
pub(super) async fn server(config: &Config, port: Option<u16>) -> anyhow::Result<App> {
    let settings = config.store()?;
    let (clock, random) = (clock(), random());
    let elsewhere = elsewhere(config, &clock, &random).await?;
    // Where nothing is signed here, nobody is asked for a key, and none is left behind.
    let keeps_key = !matches!(&elsewhere, Elsewhere { verifier: Some(_), workflows: Some(_), .. });
    let key = match &elsewhere {
        Elsewhere { verifier: Some(_), workflows: Some(_), .. } => InstanceKey::generate(),
        _ => config.instance_key().await?,
    };
    // Browsers are subscribed to a key that stays: where none is kept here, no pushes are sent.
    let push = keeps_key.then(|| config.push(port));
    let name = if is_shared(&settings) { random.token() } else { "alone".to_owned() };
    Ok(App::new(Parts {
        store: store::open(&settings, &collections_at(&settings.address)).await?,
        elsewhere,
        clock,
        random,
        key,
        issuer: config.identity.issuer.clone(),
        sign_in: config.sign_in(port)?,
        step_up: config.step_up(),
        payments: config.payments,
        work: config.work.clone(),
        mailer: open::mailer(config).await?,
        push,
        staff_email: open::some(&config.notify.staff_email),
        name,
    }))
}

/// What others do in place of this program, as configured.
async fn elsewhere(
    config: &Config,
    clock: &Arc<dyn Clock>,
    random: &Arc<dyn Random>,
) -> anyhow::Result<Elsewhere> {
    let verifier = open::outside_verifier(config, clock)?;
    let (queue, workflows) = on_aws(config, random).await?;
    Ok(Elsewhere { queue, workflows, verifier })
}

/// Queues and who carries to them; workflows.
type OnAws = (Option<(Arc<dyn Queue>, Arc<dyn Carrier>)>, Option<Arc<dyn Workflows>>);

/// The queues and the workflows that are on AWS.
#[cfg(feature = "aws")]
pub(super) async fn on_aws(config: &Config, random: &Arc<dyn Random>) -> anyhow::Result<OnAws> {
    let (queues, engine) = (config.queues()?, config.engine()?);
    if (&queues, &engine) == (&Queues::Store, &Engine::Embedded) {
        return Ok((None, None));
    }
    let sdk = aws::sdk().await;
    let queue = match queues {
        Queues::Store => None,
        Queues::Sqs { prefix, events } => Some(aws::queue(&prefix, &events, &sdk, random)),
    };
    let workflows = match engine {
        Engine::Embedded => None,
        Engine::States { machine } => Some(aws::workflows(&machine, &sdk)?),
    };
    Ok((queue, workflows))
}

/// A program without AWS does everything itself; the configuration was held to that.
#[cfg(not(feature = "aws"))]
#[expect(clippy::unused_async, reason = "with AWS, something is awaited")]
pub(super) async fn on_aws(_: &Config, _: &Arc<dyn Random>) -> anyhow::Result<OnAws> {
    Ok((None, None))
}

/// Makes sure that this is the only server on an SQLite file: each tells those who wait and watch
/// only of its own work, so another one would leave them waiting. Ends with what is returned, also
/// when the process is killed.
pub(super) fn alone(config: &Config) -> anyhow::Result<Option<File>> {
    let store::Address::Sqlite(file) = config.store()?.address else { return Ok(None) };
    let name = file.with_added_extension("server");
    let shown = name.display();
    let mark = File::create(&name).with_context(|| format!("{shown} cannot be made"))?;
    match mark.try_lock() {
        Ok(()) => Ok(Some(mark)),
        Err(TryLockError::WouldBlock) => bail!(
            "another server is at work on {}: stop it first, or give this one a folder of its own \
             with --data; for several servers, use PostgreSQL",
            file.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{shown} cannot be locked"))
        }
    }
}

pub(super) fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

pub(super) fn random() -> Arc<dyn Random> {
    Arc::new(OsRandom)
}
