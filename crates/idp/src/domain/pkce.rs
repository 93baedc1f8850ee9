//! Proof Key for Code Exchange (RFC 7636). Only S256: `plain` protects nothing once the request is
//! seen.

/// The form of a code challenge: 43 characters of base64url, which stand for 256 bits.
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

/// The form of a code verifier: 43 to 128 unreserved characters (RFC 7636, section 4.1).
pub fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_rfc_7636_allows_has_the_form() {
        // The example of RFC 7636, appendix B.
        assert!(is_challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        assert!(is_verifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(
            !is_challenge("") && !is_challenge(&"a".repeat(44)) && !is_challenge(&"=".repeat(43))
        );
        assert!(!is_verifier(&"a".repeat(42)) && !is_verifier(&"a".repeat(129)));
        assert!(!is_verifier(&"ä".repeat(43)));
    }
}
