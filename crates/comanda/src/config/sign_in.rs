//! How people sign in here: what the configuration says of our own OpenID provider.

use anyhow::{anyhow, bail};
use idp::ports::Settings;
use idp::words::Brand;
use kernel::Role;

use super::choices::Trust;
use super::keys::Config;

/// How long tokens of our own provider are valid, in seconds: so long a role that was taken away
/// can still be used.
const TOKEN_S: i64 = 600;

impl Config {
    /// Where people reach this server. `port` is the one it listens on, where that is known.
    pub fn public_url(&self, port: Option<u16>) -> String {
        if !self.server.public_url.is_empty() {
            return self.server.public_url.clone();
        }
        let configured = self.server.listen.rsplit(':').next().and_then(|port| port.parse().ok());
        match port.or(configured) {
            Some(80) | None => "http://localhost".to_owned(),
            Some(port) => format!("http://localhost:{port}"),
        }
    }

    /// How people sign in here; `None` where an OpenID provider elsewhere is believed.
    ///
    /// # Errors
    /// A sentence that says which key is wrong and how it should be.
    pub fn sign_in(&self, port: Option<u16>) -> anyhow::Result<Option<Settings>> {
        if !matches!(self.trust()?, Trust::Own(_)) {
            return Ok(None);
        }
        let settings = Settings {
            public_url: self.public_url(port),
            brand: self.brand()?,
            mfa_required: self.mfa_required()?,
            cost: None,
            token_s: TOKEN_S,
        };
        match settings.flaw() {
            Some(flaw) => bail!("server.public_url: {flaw}"),
            None => Ok(Some(settings)),
        }
    }

    fn brand(&self) -> anyhow::Result<Brand> {
        let brand = &self.brand;
        let (name, logo) = (brand.name.trim(), brand.logo.as_str());
        if !(1..=60).contains(&name.chars().count()) || name.contains(char::is_control) {
            bail!("brand.name has 1 to 60 characters");
        }
        let is_path = logo.starts_with('/') && !logo.starts_with("//");
        if !(logo.is_empty() || is_path || logo.starts_with("https://")) {
            bail!(
                "brand.logo is \"{logo}\": expected https://… or a path on this server, as /logo.svg"
            );
        }
        let accent = match brand.accent.as_str() {
            "" => None,
            text => Some(text.parse().map_err(|why| anyhow!("brand.accent: {why}"))?),
        };
        let logo = Some(logo.to_owned()).filter(|logo| !logo.is_empty());
        Ok(Brand { name: name.to_owned(), logo, accent })
    }

    fn mfa_required(&self) -> anyhow::Result<Vec<Role>> {
        let roles = self.identity.mfa_required.iter();
        roles
            .map(|role| role.parse().map_err(|why| anyhow!("identity.mfa_required: {why}")))
            .collect()
    }
}
