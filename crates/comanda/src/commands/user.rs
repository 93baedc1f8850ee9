//! `comanda user invite|list|role|disable|reset-mfa`

use anyhow::{Context, bail};
use idp::Idp;
use idp::service::AccountLine;
use idp::words::Language;

use super::{note, open, say};
use crate::app::App;
use crate::cli::UserCommand;
use crate::config::Config;

/// Looks after people.
pub(crate) async fn user(config: &Config, command: UserCommand) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let idp = provider(&app)?;
    match command {
        UserCommand::Invite { email, role, language } => {
            let language = Language::parse(&language)
                .with_context(|| format!("--language is \"{language}\": expected en, de or es"))?;
            let invited = idp.invite(&email, role.role, role.locations, language).await?;
            if !invited.mailed {
                note("No mail can be sent (notify.mail_url is empty): pass this link on yourself.");
            }
            say(format_args!("{} is invited as {}:", invited.email, invited.role));
            say(format_args!("  {}", invited.link));
        }
        UserCommand::List { role } => {
            for line in idp.list(role).await? {
                show(&line);
            }
        }
        UserCommand::Role { email, role } => {
            show(&idp.set_role(&email, role.role, role.locations).await?);
        }
        UserCommand::Disable { email, undo } => show(&idp.disable(&email, !undo).await?),
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
    let places: Vec<&str> = line.locations.iter().map(kernel::LocationId::as_str).collect();
    let mfa = if line.mfa { "second factor" } else { "no second factor" };
    let name = if line.name.is_empty() { "-" } else { &line.name };
    say(format_args!(
        "{}\t{}\t{name}\t{}\t{}\t{mfa}\t{}",
        line.email,
        line.role,
        places.join(","),
        line.state,
        line.user
    ));
}
