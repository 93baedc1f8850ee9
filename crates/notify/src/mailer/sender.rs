//! Who a mail is from.

use lettre::message::Mailbox;
#[cfg(feature = "aws")]
use lettre::message::{Mailboxes, header};

/// A sender that can stand in a mail.
pub(super) struct Sender(pub(super) Mailbox);

impl Sender {
    /// Reads `Demo Café <orders@cafe.example>`, or the address alone.
    ///
    /// # Errors
    /// A sentence that says how it should be.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mailbox: Mailbox = text.parse().map_err(|_| {
            let text: String = text.chars().take(80).collect();
            format!("\"{text}\" cannot send mail: expected NAME <ADDRESS>, or an address alone")
        })?;
        // It stands in the Message-ID, which has no other form.
        if !mailbox.email.domain().is_ascii() {
            let domain = mailbox.email.domain();
            return Err(format!("write the domain \"{domain}\" of the sender as xn--…"));
        }
        Ok(Self(mailbox))
    }

    /// As it stands in a header: in ASCII, the name encoded where it has to be (RFC 2047).
    #[cfg(feature = "aws")]
    pub(super) fn encoded(self) -> String {
        let mut headers = header::Headers::new();
        headers.set(header::From::from(Mailboxes::new().with(self.0)));
        let header = headers.to_string();
        let value = header.strip_prefix("From: ").unwrap_or(&header);
        value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(all(test, feature = "aws"))]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_put_into_ascii() {
        let encoded = |text| Sender::read(text).expect("can send").encoded();
        assert_eq!(encoded("orders@cafe.example"), "orders@cafe.example");
        let plain = encoded("Demo Cafe <orders@cafe.example>");
        assert!(plain.ends_with("<orders@cafe.example>") && plain.contains("Demo Cafe"), "{plain}");
        let coded = encoded("Demo Café <orders@cafe.example>");
        assert!(coded.is_ascii() && coded.contains("=?utf-8?"), "{coded}");
        assert!(coded.ends_with("<orders@cafe.example>"), "{coded}");
    }
}
