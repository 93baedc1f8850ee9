//! The instance's key, from wherever the configuration says it is.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;
use api::InstanceKey;

use super::choices::KeySource;
use super::keys::Config;

impl Config {
    /// The instance's key; one in a file is made there on the first start.
    ///
    /// # Errors
    /// A sentence that says what is missing, and nothing of the key.
    #[cfg(feature = "aws")]
    pub async fn instance_key(&self) -> anyhow::Result<InstanceKey> {
        use super::secrets;
        use crate::aws;

        match self.key() {
            KeySource::File(file) => key(&file),
            KeySource::Secret(id) => secrets::secret(&id, &aws::sdk().await).await,
            KeySource::Encrypted(file) => secrets::encrypted(&file, &aws::sdk().await).await,
        }
    }

    /// The instance's key, made on the first start.
    ///
    /// # Errors
    /// A sentence that says what is missing, and nothing of the key.
    #[cfg(not(feature = "aws"))]
    #[expect(clippy::unused_async, reason = "with AWS, something is awaited")]
    pub async fn instance_key(&self) -> anyhow::Result<InstanceKey> {
        match self.key() {
            KeySource::File(file) => key(&file),
            // The configuration was held to that: see `flaws`.
            other => anyhow::bail!("this program was built without AWS, and so without {other:?}"),
        }
    }
}

/// The key in a file, or made there.
fn key(file: &Path) -> anyhow::Result<InstanceKey> {
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
