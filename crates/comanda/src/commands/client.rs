//! `comanda client add|list|remove`

use clap::{Args, Subcommand};
use idp::domain::{Client, Grant, Scope};
use idp::service::NewClient;

use super::user::provider;
use super::{note, open, say};
use crate::config::Config;

/// What can be done with programs that people sign in to.
#[derive(Debug, Subcommand)]
pub(crate) enum ClientCommand {
    /// Register one, or change it
    Add(ClientArgs),
    /// Say which there are
    List,
    /// Remove one; what it holds opens nothing any more
    Remove {
        /// Its id
        id: String,
    },
}

/// A program that people sign in to.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct ClientArgs {
    /// Its client id: a-z, 0-9 and hyphens
    pub(crate) id: String,
    /// What people read when it asks for them [default: its id]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Where codes may be sent, character by character; may be given several times
    #[arg(long = "redirect-uri", value_name = "URL")]
    pub(crate) redirect_uris: Vec<String>,
    /// Where people may be sent after they signed out; may be given several times
    #[arg(long = "post-logout-redirect-uri", value_name = "URL")]
    pub(crate) post_logout_redirect_uris: Vec<String>,
    /// It can keep a secret, which is printed once: a program on a server
    #[arg(long)]
    pub(crate) confidential: bool,
    /// It acts for itself
    #[arg(long, requires = "confidential")]
    pub(crate) service: bool,
    /// It has no keyboard: a tablet behind the bar
    #[arg(long)]
    pub(crate) device: bool,
    /// It is somebody else's: people are asked whether it may know them
    #[arg(long)]
    pub(crate) third_party: bool,
    /// What it may ask for [default: everything; of a third party, openid profile email]
    #[arg(long)]
    pub(crate) scope: Option<String>,
}

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
        ClientCommand::List => {
            idp.clients().await?.iter().for_each(show);
        }
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
    let scopes = match &args.scope {
        Some(words) => Scope::list(words),
        None if args.third_party => vec![Scope::Openid, Scope::Profile, Scope::Email],
        None => Scope::ALL.to_vec(),
    };
    NewClient {
        name: args.name.unwrap_or_else(|| args.id.clone()),
        id: args.id,
        first_party: !args.third_party,
        confidential: args.confidential,
        redirect_uris: args.redirect_uris,
        post_logout_redirect_uris: args.post_logout_redirect_uris,
        grants,
        scopes,
    }
}

fn show(client: &Client) {
    let kind = if client.secret.is_some() { "confidential" } else { "public" };
    let party = if client.first_party { "own" } else { "third party" };
    let Client { id, name, .. } = client;
    say(format_args!("{id:<24} {kind:<12} {party:<11} {name}"));
    say(format_args!("{:>24} {}", "scopes", Scope::words(&client.scopes)));
    for uri in &client.redirect_uris {
        say(format_args!("{:>24} {uri}", "may be sent to"));
    }
}
