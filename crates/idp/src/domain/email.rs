//! Mail addresses, in the one form they are compared in.

use std::fmt;

/// Most characters of an address. Source: RFC 5321, section 4.5.3.1.3 allows a path of 256 with its
/// angle brackets.
const CHARS_MAX: usize = 254;

/// A mail address in lower case. Two that differ in case only are one: no provider of today tells
/// them apart, and people write them either way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address: one `@`, something before it, a name with a dot behind it, and nothing
    /// that could end a header or name a second address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let forbidden =
            |c: char| c.is_control() || c.is_whitespace() || "<>(),;:\\\"[]".contains(c);
        if text.chars().count() > CHARS_MAX || text.contains(forbidden) {
            return None;
        }
        let (user, domain) = text.split_once('@')?;
        let parts: Vec<&str> = domain.split('.').collect();
        let part = |part: &&str| !part.is_empty() && !part.starts_with('-') && !part.contains('@');
        let sound = !user.is_empty() && parts.len() > 1 && parts.iter().all(part);
        sound.then(|| Self(text.to_lowercase()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as somebody may see it who only guessed it: `a…@example.org`.
    pub fn masked(&self) -> String {
        let (user, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}…@{domain}", user.chars().next().unwrap_or('…'))
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_compared_in_lower_case() {
        let email = Email::parse(" Anna.M@Example.ORG ").expect("an address");
        assert_eq!(email.as_str(), "anna.m@example.org");
        assert_eq!(email.masked(), "a…@example.org");
    }

    #[test]
    fn what_is_no_single_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(250));
        for text in [
            "",
            "anna",
            "@example.org",
            "anna@",
            "anna@example",
            "anna@example..org",
            "a b@c.de",
            "anna@example.org,bert@example.org",
            "anna@ex\nample.org",
            "<anna@example.org>",
            "anna@@example.org",
            "anna@-example.org",
            &long,
        ] {
            assert_eq!(Email::parse(text), None, "{text}");
        }
    }
}
