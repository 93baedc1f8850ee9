//! `comanda client add|list|remove`

use idp::domain::{Client, Grant, Scope};
use idp::service::NewClient;

use super::user::provider;
use super::{note, open, say};
use crate::cli::{ClientArgs, ClientCommand};
use crate::config::Config;

/// Looks after programs that people sign in to.
pub(crate) async fn client(config: &Config, command: ClientCommand) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let idp = provider(&app)?;
    match command {
        ClientCommand::Add(args) => {
            let id = args.id.clone();
            if let Some(secret) = idp.register_client(described(args)).await? {
                note(format_args!("The secret of {id}, which is shown this once:"));
                say(secret);
            } else {
                say(format_args!("{id} is registered."));
            }
        }
        ClientCommand::List => idp.clients().await?.iter().for_each(show),
        ClientCommand::Remove { id } => {
            idp.remove_client(&id).await?;
            say(format_args!("{id} is removed."));
        }
    }
    app.store.close().await;
    Ok(())
}

fn described(args: ClientArgs) -> NewClient {
    let mut grants = Vec::new();
    let persons = !args.redirect_uris.is_empty() || args.device;
    if !args.redirect_uris.is_empty() {
        grants.push(Grant::AuthorizationCode);
    }
    if args.device {
        grants.push(Grant::DeviceCode);
    }
    if persons {
        grants.push(Grant::RefreshToken);
    }
    if args.service {
        grants.push(Grant::ClientCredentials);
    }
    NewClient {
        name: args.name.unwrap_or_else(|| args.id.clone()),
        id: args.id,
        first_party: !args.third_party,
        confidential: args.confidential,
        redirect_uris: args.redirect_uris,
        post_logout_redirect_uris: args.post_logout_redirect_uris,
        grants,
        scopes: Scope::list(&args.scope),
    }
}

fn show(client: &Client) {
    let kind = if client.secret.is_some() { "confidential" } else { "public" };
    let party = if client.first_party { "own" } else { "third party" };
    say(format_args!(
        "{}\t{}\t{kind}\t{party}\t{}\t{}",
        client.id,
        client.name,
        Scope::words(&client.scopes),
        client.redirect_uris.join(" ")
    ));
}
