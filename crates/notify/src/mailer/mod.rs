//! Who carries mail. Which adapter is in use is asked once, in [`open`].

#[cfg(feature = "aws")]
mod aws;
#[cfg(all(test, feature = "aws"))]
mod aws_tests;
mod compose;
mod folder;
mod outbox;
mod sender;
#[cfg(feature = "aws")]
mod ses;
mod smtp;
#[cfg(test)]
mod smtp_server;
#[cfg(test)]
mod smtp_tests;
#[cfg(feature = "aws")]
mod sns;
#[cfg(feature = "aws")]
mod subject;

use std::sync::Arc;

pub use self::folder::Folder;
pub use self::outbox::Outbox;
#[cfg(feature = "aws")]
pub use self::ses::Ses;
pub use self::smtp::Smtp;
#[cfg(feature = "aws")]
pub use self::sns::Sns;
use crate::ports::Mailer;

/// Where mail goes. Never shown as a whole: the URL may hold a password.
pub struct Settings {
    /// `None` keeps mail here to be read. Otherwise one of
    ///
    /// - the mail server: `smtps://USER:PASSWORD@HOST` (TLS from the start, port 465),
    ///   `smtp://USER:PASSWORD@HOST?tls=required` (STARTTLS, port 587), or `smtp://HOST:PORT`,
    ///   which sends everything in the clear and is for a server on the same machine;
    /// - `file:FOLDER`, which writes each mail into a folder that has to be there;
    /// - `ses:`, Amazon SES in the account and region of the surroundings;
    /// - `sns:ARN`, a topic of Amazon SNS, whose subscribers are told whether a person has an
    ///   address or not.
    pub url: Option<String>,
    /// Who the mail is from: `Demo Café <orders@cafe.example>`, or the address alone. With SNS the
    /// topic says so.
    pub from: String,
}

/// The mailer that the settings ask for.
///
/// # Errors
/// A sentence that says which setting is wrong and how it should be, without repeating the URL.
pub async fn open(settings: &Settings) -> Result<Arc<dyn Mailer>, String> {
    let Some(url) = &settings.url else { return Ok(Arc::new(Outbox)) };
    match url.split_once(':') {
        Some(("ses", rest)) => open_ses(rest, &settings.from).await,
        Some(("sns", topic)) => open_sns(topic).await,
        Some(("file", folder)) => Ok(Arc::new(Folder::open(folder, &settings.from)?)),
        _ => Ok(Arc::new(Smtp::open(url, &settings.from)?)),
    }
}

#[cfg(feature = "aws")]
async fn open_ses(rest: &str, from: &str) -> Result<Arc<dyn Mailer>, String> {
    if !rest.is_empty() {
        return Err(
            "nothing follows ses: – account and region are those of the surroundings".into()
        );
    }
    Ok(Arc::new(Ses::open(from, &aws::surroundings().await?)?))
}

#[cfg(feature = "aws")]
async fn open_sns(topic: &str) -> Result<Arc<dyn Mailer>, String> {
    Ok(Arc::new(Sns::open(topic, &aws::surroundings().await?)?))
}

#[cfg(not(feature = "aws"))]
async fn open_ses(_: &str, _: &str) -> Result<Arc<dyn Mailer>, String> {
    Err(WITHOUT_AWS.to_owned())
}

#[cfg(not(feature = "aws"))]
async fn open_sns(_: &str) -> Result<Arc<dyn Mailer>, String> {
    Err(WITHOUT_AWS.to_owned())
}

#[cfg(not(feature = "aws"))]
const WITHOUT_AWS: &str =
    "this program was built without AWS: take one that was built with `--features aws`";
