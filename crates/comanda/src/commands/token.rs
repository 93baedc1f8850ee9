//! `comanda token`

use std::time::Duration;

use anyhow::bail;
use api::Signer;
use kernel::{Principal, PrincipalId, Role};

use super::{open, say};
use crate::cli::TokenArgs;
use crate::config::{Config, Trust};

/// Makes a token with this instance's own key and prints it, and nothing else.
pub(crate) async fn token(config: &Config, args: TokenArgs) -> anyhow::Result<()> {
    let bound = matches!(args.role, Role::Barista | Role::Manager);
    if bound && args.locations.is_empty() {
        bail!("a {} works somewhere: add --location loc_…", args.role);
    }
    if !bound && !args.locations.is_empty() {
        bail!("a {} has the same rights at every location: leave out --location", args.role);
    }
    let subject = args.subject.unwrap_or_else(|| args.role.to_string());
    if subject.is_empty() || subject.len() > 128 {
        bail!("--subject has 1 to 128 bytes");
    }
    let issuer = match config.trust()? {
        Trust::Own(issuer) => issuer,
        Trust::Provider { issuer, .. } => {
            bail!("tokens come from {issuer}, and no other is believed: sign in there")
        }
    };
    let signer = Signer::new(&config.instance_key().await?, issuer);
    let who =
        Principal { id: PrincipalId::new(&subject), role: args.role, locations: args.locations };
    let lasts = Duration::from_hours(args.hours);
    say(signer.sign(&who, open::clock().now(), lasts)?);
    Ok(())
}
