//! Which client is asking.

use super::Refusal;
use crate::domain::Client;
use crate::service::Idp;

/// What a client says of itself.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// `client_id`.
    pub id: Option<String>,
    /// `client_secret`, from the form or from HTTP Basic.
    pub secret: Option<String>,
}

impl Idp {
    /// The client that asks, if its secret is right, or if it has none to show.
    pub(super) async fn authenticate(&self, shown: &Credentials) -> Result<Client, Refusal> {
        const WRONG: Refusal =
            Refusal::InvalidClient("there is no such client, or its secret is wrong");
        let id = shown.id.as_deref().ok_or(Refusal::InvalidClient("client_id is missing"))?;
        let client = self.client(id).await?.ok_or(WRONG)?;
        match (&client.secret, &shown.secret) {
            (Some(hash), Some(secret)) if self.secrets().fits("client secret", secret, hash) => {
                Ok(client)
            }
            (None, None) => Ok(client),
            // A public client that shows a secret is not the one we know.
            _ => Err(WRONG),
        }
    }
}
