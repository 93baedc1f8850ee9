//! What API Gateway refuses by itself, in the words of the program: problem documents (RFC 9457).

/// The gateway's name for it, the status, our code, and what the caller is told.
const REFUSALS: &[(&str, u16, &str, &str)] = &[
    (
        "UNAUTHORIZED",
        401,
        "api.unauthenticated",
        "Sign in first: send Authorization: Bearer with an access token.",
    ),
    ("EXPIRED_TOKEN", 401, "api.expired-token", "The token has expired; sign in again."),
    ("ACCESS_DENIED", 403, "api.forbidden", "The token does not allow this."),
    ("WAF_FILTERED", 403, "api.forbidden", "A rule of the firewall turned the request away."),
    ("MISSING_AUTHENTICATION_TOKEN", 404, "api.not-found", "There is nothing here."),
    ("RESOURCE_NOT_FOUND", 404, "api.not-found", "There is nothing here."),
    ("REQUEST_TOO_LARGE", 413, "api.body-too-large", "The body is larger than 10 MB."),
    ("THROTTLED", 503, "api.overloaded", "The server is busy; try again in a moment."),
    (
        "INTEGRATION_TIMEOUT",
        503,
        "api.timed-out",
        "The request took too long. Sent again with the same idempotency key, it is done once.",
    ),
    ("DEFAULT_4XX", 400, "api.bad-request", "The request is not understood."),
    (
        "DEFAULT_5XX",
        500,
        "api.internal",
        "Something went wrong on our side. Please tell us the request id.",
    ),
];

const RESPONSE: &str = "\
<kind>:
  statusCode: '<status>'
  responseParameters:
    gatewayresponse.header.Content-Type: \"'application/problem+json'\"
    gatewayresponse.header.Cache-Control: \"'no-store'\"
<more>  responseTemplates:
    application/json: >-
      {\"type\":\"/problems/<code>\",\"title\":\"<title>\",\"status\":<status>,
      \"code\":\"<code>\",\"detail\":\"<detail>\",\"request_id\":\"$context.requestId\"}
";

/// The extension of the API's definition that words them.
pub(super) fn responses() -> String {
    REFUSALS.iter().map(response).collect()
}

fn response((kind, status, code, detail): &(&str, u16, &str, &str)) -> String {
    let more = match status {
        401 => "    gatewayresponse.header.WWW-Authenticate: \"'Bearer'\"\n",
        503 => "    gatewayresponse.header.Retry-After: \"'1'\"\n",
        _ => "",
    };
    RESPONSE
        .replace("<kind>", kind)
        .replace("<status>", &status.to_string())
        .replace("<more>", more)
        .replace("<code>", code)
        .replace("<title>", &title(code))
        .replace("<detail>", detail)
}

/// As the program words it: `api.body-too-large` is "Body too large".
fn title(code: &str) -> String {
    let words = code.split_once('.').map_or(code, |(_, words)| words).replace('-', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::read;

    #[test]
    fn every_refusal_is_a_problem_of_ours_with_its_status() {
        for (kind, status, code, _) in REFUSALS {
            let page = read(&format!("docs/problems/{code}.md")).expect("each code has a page");
            assert!(page.contains(&format!("**Status:** {status} ")), "{kind}: {code}");
        }
    }

    #[test]
    fn who_is_not_signed_in_is_told_how() {
        let text = response(&REFUSALS[0]);
        assert!(text.contains("WWW-Authenticate: \"'Bearer'\"\n"), "{text}");
        assert!(text.contains("\"title\":\"Unauthenticated\",\"status\":401,"), "{text}");
    }
}
