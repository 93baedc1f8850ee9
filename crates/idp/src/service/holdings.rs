//! What is kept here of a person, for the export of their data.

use kernel::Timestamp;
use serde_json::{Value, json};
use store::Store;

use super::mails::moment;
use crate::error::Error;
use crate::records::{ACCOUNTS, REFRESH_TOKENS, SESSIONS};
use crate::words::Language;

/// The account of a person, their sessions, passkeys and clients; `null` where there is none.
/// Nothing in it opens anything.
///
/// # Errors
/// [`Error::Store`].
pub async fn holdings(store: &dyn Store, user: &str) -> Result<Value, Error> {
    let Some(account) = ACCOUNTS.get(store, user).await? else { return Ok(Value::Null) };
    let account = account.record;
    let sessions = SESSIONS.select("by_account", user).limit(1_000).page(store).await?;
    let clients = REFRESH_TOKENS.select("by_account", user).limit(1_000).page(store).await?;
    let time = |at: Timestamp| moment(at, Language::En);
    Ok(json!({
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "created_at": time(account.created_at),
        "authenticator_since": account.authenticator.map(|found| time(found.added_at)),
        "recovery_codes_left": account.recovery_codes.len(),
        "passkeys": account.passkeys.iter().map(|passkey| json!({
            "name": passkey.name, "added_at": time(passkey.added_at),
        })).collect::<Vec<_>>(),
        "sessions": sessions.items.iter().map(|session| json!({
            "browser": session.record.agent, "signed_in_at": time(session.record.created_at),
        })).collect::<Vec<_>>(),
        "apps": clients.items.iter().map(|client| json!({
            "client": client.record.client, "since": time(client.record.created_at),
        })).collect::<Vec<_>>(),
    }))
}
