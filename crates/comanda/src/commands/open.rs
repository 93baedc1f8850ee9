//! Opening what the commands work on.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use api::InstanceKey;
use kernel::{Clock, OsRandom, Random, SystemClock};
use notify::ports::Mailer;

use crate::app::{App, Parts, collections};
use crate::config::{Config, Notify};

/// Opens the store and wires everything to it.
pub(super) async fn app(config: &Config) -> anyhow::Result<App> {
    let key = key(&config.key_file())?;
    let settings = config.store()?;
    let random = random();
    let name = match settings.address {
        store::Address::Postgres(_) => random.token(),
        _ => "alone".to_owned(),
    };
    Ok(App::new(Parts {
        store: store::open(&settings, &collections()).await?,
        clock: clock(),
        random,
        key,
        issuer: config.identity.issuer.clone(),
        work: config.work.clone(),
        mailer: mailer(config)?,
        staff_email: some(&config.notify.staff_email),
        name,
    }))
}

/// Who carries mail, as configured.
fn mailer(config: &Config) -> anyhow::Result<Arc<dyn Mailer>> {
    let Notify { smtp_url, from, .. } = &config.notify;
    let settings = notify::mailer::Settings { smtp_url: some(smtp_url), from: from.clone() };
    notify::mailer::open(&settings).map_err(|why| anyhow::anyhow!("notify: {why}"))
}

/// An empty text stands for none.
fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
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

/// The instance's key: read from its file, or made there on the first start.
pub(super) fn key(file: &Path) -> anyhow::Result<InstanceKey> {
    let shown = file.display();
    match std::fs::read(file) {
        Ok(bytes) => InstanceKey::from_bytes(bytes).map_err(|why| {
            anyhow::anyhow!(
                "{shown} cannot be used: {why}. Restore it, or move it away to make another; \
                 tokens of the old one end then"
            )
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_key(file).with_context(|| format!("the signing key {shown} cannot be made"))
        }
        Err(error) => Err(error).with_context(|| format!("the signing key {shown} cannot be read")),
    }
}

/// Makes the key whole or not at all, readable by this user only. Where two processes start at the
/// same time, both use the key of the first.
fn make_key(file: &Path) -> anyhow::Result<InstanceKey> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let key = InstanceKey::generate();
    let draft = file.with_extension(format!("{}.new", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut output = options.open(&draft)?;
    output.write_all(key.bytes())?;
    output.sync_all()?;
    let linked = std::fs::hard_link(&draft, file);
    std::fs::remove_file(&draft)?;
    match linked {
        Ok(()) => Ok(key),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            InstanceKey::from_bytes(std::fs::read(file)?).map_err(anyhow::Error::msg)
        }
        Err(error) => Err(error.into()),
    }
}
