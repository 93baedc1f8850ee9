//! How somebody is called and reached.

use super::fault::{Fault, Faults};

/// Longest name, in characters. The same as that of an order, which it is filled in for.
const NAME_CHARS_MAX: usize = 80;
/// Longest address of mail, in characters. Source: RFC 5321, 4.5.3.1.3, less the angle brackets.
const EMAIL_CHARS_MAX: usize = 254;
/// Longest telephone number, in characters. The same as that of a delivery.
const PHONE_CHARS_MAX: usize = 30;
/// Fewest and most digits of a telephone number. Source: ITU-T E.164 has at most 15.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// How somebody is called and reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// What they are called.
    pub name: Option<String>,
    /// Where they read mail.
    pub email: Option<String>,
    /// Whether mail to that address has been shown to arrive.
    pub email_verified: bool,
    /// Where they answer a telephone.
    pub phone: Option<String>,
}

/// The same as somebody writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactInput {
    /// What they are called.
    pub name: Option<String>,
    /// Where they read mail.
    pub email: Option<String>,
    /// Where they answer a telephone.
    pub phone: Option<String>,
}

impl Contact {
    /// What somebody wrote in place of this. An address of mail that is another one is not verified
    /// any more.
    ///
    /// # Errors
    /// Every fault of the input.
    pub fn changed(&self, input: &ContactInput) -> Result<Self, Vec<Fault>> {
        let mut faults = Faults::default();
        let name = faults.optional_line("/name", input.name.as_deref(), NAME_CHARS_MAX);
        let email = input.email.as_deref().map(|text| email(&mut faults, text));
        let phone = input.phone.as_deref().map(|text| phone(&mut faults, text));
        let email_verified = self.email_verified && email.is_some() && email == self.email;
        faults.unless_any(Self { name, email, email_verified, phone })
    }

    /// What is known of somebody who registers. What we do not take from people is left out: a
    /// registration is not refused for a name.
    pub(super) fn registered(name: Option<&str>, mail: &str, is_verified: bool) -> Self {
        let name = name.and_then(|name| {
            let mut faults = Faults::default();
            let name = faults.line("/name", name, NAME_CHARS_MAX);
            faults.unless_any(name).ok()
        });
        let mut faults = Faults::default();
        let mail = email(&mut faults, mail);
        let email = faults.unless_any(mail).ok();
        let email_verified = is_verified && email.is_some();
        Self { name, email, email_verified, phone: None }
    }
}

/// Whether mail arrives, only mail can tell; here is refused what cannot be an address.
fn email(faults: &mut Faults, text: &str) -> String {
    let text = faults.line("/email", text, EMAIL_CHARS_MAX);
    let parted = text
        .split_once('@')
        .is_some_and(|(who, host)| !who.is_empty() && !host.is_empty() && !host.contains('@'));
    if !text.is_empty() && (!parted || text.chars().any(char::is_whitespace)) {
        faults.add("/email", "is no e-mail address");
    }
    text
}

fn phone(faults: &mut Faults, text: &str) -> String {
    let text = faults.line("/phone", text, PHONE_CHARS_MAX);
    let known = |c: char| c.is_ascii_digit() || " +-/().".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.chars().all(known) && PHONE_DIGITS.contains(&digits);
    if !text.is_empty() && !is_number {
        faults.add("/phone", "is no telephone number: expected 3 to 15 digits, and spaces, +-/().");
    }
    text
}
