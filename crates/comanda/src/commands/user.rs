//! `comanda user invite|list|role|disable|sign-out|reset-mfa`

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use idp::Idp;
use idp::service::AccountLine;
use idp::words::Language;
use kernel::{LocationId, Role};

use super::{note, open, say};
use crate::app::App;
use crate::config::Config;

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Invite somebody by a link that works once
    Invite {
        /// Their mail address
        email: String,
        #[command(flatten)]
        role: RoleArgs,
        /// The language they read: en, de, fr, es, it or ar
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Say who there is
    List {
        /// Only those with this role
        #[arg(long)]
        role: Option<Role>,
    },
    /// Give somebody another role
    Role {
        /// Their mail address
        email: String,
        #[command(flatten)]
        role: RoleArgs,
    },
    /// Keep somebody from signing in
    Disable {
        /// Their mail address
        email: String,
        /// Let them sign in again
        #[arg(long)]
        undo: bool,
    },
    /// End everything somebody is signed in to
    SignOut {
        /// Their mail address
        email: String,
    },
    /// Take away the second factor of somebody who has lost it
    ResetMfa {
        /// Their mail address
        email: String,
    },
}

/// A role, and where it holds.
#[derive(Debug, Args)]
pub(crate) struct RoleArgs {
    /// The role
    #[arg(long, default_value = "customer")]
    pub(crate) role: Role,
    /// Where it holds, for baristas and managers; may be given several times
    #[arg(long = "location", value_name = "LOCATION")]
    pub(crate) locations: Vec<LocationId>,
}

/// Looks after people.
pub(crate) async fn user(config: &Config, command: UserCommand) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let idp = provider(&app)?;
    match command {
        UserCommand::Invite { email, role, language } => {
            let language = Language::parse(&language).with_context(|| {
                format!("--language is \"{language}\": expected en, de, fr, es, it or ar")
            })?;
            let invited = idp.invite(&email, role.role, role.locations, language).await?;
            if !invited.mailed {
                note("No mail can be sent (notify.mail_url is empty): pass this link on yourself.");
            }
            say(format_args!("{} is invited as {}:", invited.email, invited.role));
            say(format_args!("  {}", invited.link));
        }
        UserCommand::List { role } => {
            let lines = idp.list(role).await?;
            if lines.is_empty() {
                note(
                    "There is nobody yet. Invite somebody: comanda user invite EMAIL --role admin",
                );
            }
            lines.iter().for_each(show);
        }
        UserCommand::Role { email, role } => {
            show(&idp.set_role(&email, role.role, role.locations).await?);
        }
        UserCommand::Disable { email, undo } => show(&idp.disable(&email, !undo).await?),
        UserCommand::SignOut { email } => show(&idp.sign_out_account(&email).await?),
        UserCommand::ResetMfa { email } => show(&idp.reset_mfa(&email).await?),
    }
    idp.letters_sent().await;
    app.store.close().await;
    Ok(())
}

/// Where people sign in here.
pub(super) fn provider(app: &App) -> anyhow::Result<&Idp> {
    match &app.idp {
        Some(idp) => Ok(idp),
        None => bail!(
            "people sign in elsewhere: identity.issuer is the URL of an OpenID provider; look \
             after them there"
        ),
    }
}

fn show(line: &AccountLine) {
    let places: Vec<&str> = line.locations.iter().map(LocationId::as_str).collect();
    let mfa = if line.mfa { "second factor" } else { "no second factor" };
    let AccountLine { email, name, role, state, .. } = line;
    let line =
        format!("{email:<32} {role:<9} {state:<9} {mfa:<17} {name:<20} {}", places.join(" "));
    say(line.trim_end());
}
