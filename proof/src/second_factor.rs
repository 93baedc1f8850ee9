//! A second factor, shown to the pool as an app would: a code that changes with time (RFC 6238).
//!
//! The hosted page of a stand-in does not ask for one, so it is tried through the pool's own API,
//! with a client that is not ours. What that client's tokens are good for is nothing.

use std::time::UNIX_EPOCH;

use anyhow::{Context, ensure};
use aws_lc_rs::hmac;
use serde_json::{Value, json};

use crate::api::text;
use crate::aws::{Caller, Refusal};
use crate::sign_in::{PASSWORD, sign_up};
use crate::stage::Stage;

/// How long a code is good for, in seconds.
const STEP_S: u64 = 30;

/// Signs somebody in with password and code at a client that is not ours; gives the access token.
///
/// # Errors
/// When a step is not answered as it should be.
pub async fn token_of_another_client(stage: &Stage) -> anyhow::Result<String> {
    let (aws, place) = (&stage.aws, &stage.outputs.sign_in);
    let client = json!({
        "UserPoolId": place.user_pool_id, "ClientName": "somebody-elses",
        "ExplicitAuthFlows": ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    });
    let client = aws.call("cognito-idp", "CreateUserPoolClient", client).await?;
    let client = text(&client["UserPoolClient"], "ClientId")?;
    let name = "zoe@example.org";
    sign_up(aws, place, name).await?;
    let pool = &place.user_pool_id;
    let begin = json!({
        "UserPoolId": pool, "ClientId": client, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": { "USERNAME": name, "PASSWORD": PASSWORD },
    });
    let first = aws.call("cognito-idp", "AdminInitiateAuth", begin.clone()).await?;
    let secret = enrol(aws, access(&first)?).await?;

    let asked = aws.call("cognito-idp", "AdminInitiateAuth", begin).await?;
    ensure!(asked["ChallengeName"] == "SOFTWARE_TOKEN_MFA", "no second factor is asked: {asked}");
    let answer = |code: &str| {
        json!({
            "UserPoolId": pool, "ClientId": client, "ChallengeName": "SOFTWARE_TOKEN_MFA",
            "Session": asked["Session"],
            "ChallengeResponses": { "USERNAME": name, "SOFTWARE_TOKEN_MFA_CODE": code },
        })
    };
    let code = code_now(&secret)?;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = aws.call("cognito-idp", "AdminRespondToAuthChallenge", answer(wrong)).await;
    let refused = refused.err().context("a wrong code was taken")?;
    let refusal = Refusal::within(&refused).map(|refusal| refusal.code.as_str());
    ensure!(refusal == Some("CodeMismatchException"), "a wrong code: {refused:#}");
    let done = aws.call("cognito-idp", "AdminRespondToAuthChallenge", answer(&code)).await?;
    Ok(access(&done)?.to_owned())
}

/// Makes a code be asked for from now on; gives the secret it follows from.
async fn enrol(aws: &Caller, token: &str) -> anyhow::Result<Vec<u8>> {
    let begin = json!({ "AccessToken": token });
    let secret = aws.call("cognito-idp", "AssociateSoftwareToken", begin).await?;
    let secret = base32(text(&secret, "SecretCode")?)?;
    let verify = json!({ "AccessToken": token, "UserCode": code_now(&secret)? });
    aws.call("cognito-idp", "VerifySoftwareToken", verify).await?;
    let prefer = json!({
        "AccessToken": token,
        "SoftwareTokenMfaSettings": { "Enabled": true, "PreferredMfa": true },
    });
    aws.call("cognito-idp", "SetUserMFAPreference", prefer).await?;
    Ok(secret)
}

fn access(answer: &Value) -> anyhow::Result<&str> {
    text(&answer["AuthenticationResult"], "AccessToken")
}

fn code_now(secret: &[u8]) -> anyhow::Result<String> {
    let now = UNIX_EPOCH.elapsed().context("the clock is before 1970")?;
    Ok(code(secret, now.as_secs() / STEP_S))
}

/// Six digits of an HMAC over the number of the step (RFC 4226, 5.3).
fn code(secret: &[u8], step: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag.last().copied().unwrap_or_default() & 0xF);
    let bits = tag[at..at + 4].iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
    format!("{:06}", (bits & 0x7FFF_FFFF) % 1_000_000)
}

fn base32(text: &str) -> anyhow::Result<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => anyhow::bail!("{} is no letter of base32", char::from(other)),
        };
        (bits, held) = (bits << 5 | u32::from(digit), held + 5);
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF)?);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(code(secret, seconds / STEP_S), expected);
        }
    }

    #[test]
    fn a_secret_is_read_from_base32() {
        assert_eq!(base32("MZXW6YTBOI======").expect("base32"), b"foobar");
        base32("1").expect_err("1 is none of its letters");
    }
}
