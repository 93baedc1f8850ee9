//! How people sign in here: what the configuration says of our own OpenID provider.

use anyhow::{anyhow, bail};
use idp::ports::Settings;
use idp::words::Brand;
use kernel::Role;

use super::choices::Trust;
use super::keys::Config;
use crate::app::PushSettings;

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

    /// How pushes are sent: who runs a push service is to reach the café at its own address, or by
    /// mail as long as that is only of this machine.
    pub(crate) fn push(&self, port: Option<u16>) -> PushSettings {
        let contact = self.public_url(port);
        let local = is_local(&contact);
        if contact.starts_with("https://") {
            return PushSettings { contact, local };
        }
        let from = self.notify.from.rsplit('<').next().unwrap_or_default();
        PushSettings { contact: format!("mailto:{}", from.trim_end_matches('>')), local }
    }

    pub(super) fn brand(&self) -> anyhow::Result<Brand> {
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

/// Whether a public URL is only of this machine: for trying things out.
fn is_local(public_url: &str) -> bool {
    let host = public_url.split("://").nth(1).unwrap_or_default();
    let name = host.strip_prefix("localhost").map(|rest| rest.trim_start_matches(':'));
    name.is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(public_url: &str) -> PushSettings {
        let mut config = Config::default();
        public_url.clone_into(&mut config.server.public_url);
        "Demo Café <orders@cafe.example>".clone_into(&mut config.notify.from);
        config.push(Some(8080))
    }

    #[test]
    fn only_a_server_on_this_machine_pushes_to_this_machine() {
        for (url, contact, local) in [
            ("https://order.cafe.example", "https://order.cafe.example", false),
            ("https://localhost.cafe.example", "https://localhost.cafe.example", false),
            ("https://localhost:8443", "https://localhost:8443", true),
            ("http://localhost:8080", "mailto:orders@cafe.example", true),
            ("", "mailto:orders@cafe.example", true),
        ] {
            assert_eq!(push(url), PushSettings { contact: contact.to_owned(), local }, "{url}");
        }
    }
}
