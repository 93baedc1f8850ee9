//! The instance's key, from where AWS keeps secrets: Secrets Manager, or a file that KMS decrypts.
//! Read once, at the start.
//!
//! In both it is what `comanda key generate` prints: PKCS #8 in base64. No sentence, and so
//! no line of the log, repeats anything of it.

use std::path::Path;

use anyhow::{Context, anyhow};
use api::InstanceKey;
use aws_config::SdkConfig;
use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_kms::primitives::Blob;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What a ciphertext is bound to: KMS decrypts it for nothing else, whoever asks.
pub const ENCRYPTION_CONTEXT: (&str, &str) = ("purpose", "comanda-instance-key");

/// The key in a secret of Secrets Manager, by its name or ARN.
///
/// # Errors
/// A sentence that says what is missing: the secret, the right to read it, or a key in it.
pub async fn secret(id: &str, sdk: &SdkConfig) -> anyhow::Result<InstanceKey> {
    let shown = format!("the secret {id}");
    let found = aws_sdk_secretsmanager::Client::new(sdk).get_secret_value().secret_id(id).send();
    let found = found.await.map_err(|error| {
        failed("Secrets Manager", "secretsmanager:GetSecretValue", &shown, error)
    })?;
    key(found.secret_string.as_deref().unwrap_or_default().as_bytes(), &shown)
}

/// The key in a file that KMS decrypts; the file holds the ciphertext, as bytes or in base64.
///
/// # Errors
/// A sentence that says what is missing: the file, the right to decrypt it, or a key in it.
pub async fn encrypted(file: &Path, sdk: &SdkConfig) -> anyhow::Result<InstanceKey> {
    let shown = format!("the encrypted key {}", file.display());
    let bytes = std::fs::read(file).with_context(|| format!("{shown} cannot be read"))?;
    let ciphertext = decoded(&bytes).unwrap_or(bytes);
    let (name, value) = ENCRYPTION_CONTEXT;
    let asking = aws_sdk_kms::Client::new(sdk).decrypt().ciphertext_blob(Blob::new(ciphertext));
    let found = asking
        .encryption_context(name, value)
        .send()
        .await
        .map_err(|error| failed("KMS", "kms:Decrypt", &shown, error))?;
    key(found.plaintext.map(Blob::into_inner).unwrap_or_default().as_slice(), &shown)
}

fn key(text: &[u8], shown: &str) -> anyhow::Result<InstanceKey> {
    decoded(text).and_then(|bytes| InstanceKey::from_bytes(bytes).ok()).ok_or_else(|| {
        anyhow!(
            "{shown} holds no key: put there what `comanda key generate` prints, and nothing else"
        )
    })
}

/// What stands there in base64, with white space around it or without.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    STANDARD.decode(text.trim_ascii()).ok()
}

/// What to do about a call that failed. Only codes are repeated.
fn failed<E, R>(service: &str, right: &str, shown: &str, error: SdkError<E, R>) -> anyhow::Error
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    let SdkError::ServiceError(answer) = &error else {
        let sentence = format!("{service} cannot be asked for {shown}");
        return match error.into_source() {
            Ok(source) => anyhow!(chain(&*source)).context(sentence),
            Err(_) => anyhow!(sentence),
        };
    };
    match answer.err().code().unwrap_or("an unknown error") {
        "ResourceNotFoundException" => anyhow!(
            "{shown} does not exist in this account and region: make it, with what `comanda key \
             generate` prints, or name another in identity.key_file"
        ),
        "AccessDeniedException" | "AccessDenied" => anyhow!(
            "this program may not read {shown}: allow its role {right} on it, and kms:Decrypt on \
             the key it is encrypted with"
        ),
        "InvalidCiphertextException" | "IncorrectKeyException" => {
            let (name, value) = ENCRYPTION_CONTEXT;
            anyhow!(
                "{shown} cannot be decrypted: encrypt it with the encryption context \
                 {name}={value}, and with a key of this account and region"
            )
        }
        code => anyhow!("{service} was asked for {shown} and answered {code}"),
    }
}

/// An error and what it came from, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
