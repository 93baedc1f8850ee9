//! The key of an order's link: whoever has it may look at the order without signing in.

use std::fmt;

/// Lets its holder look at one order, and do nothing to it. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct OrderKey(String);

impl OrderKey {
    /// A key: 128 bits nobody can guess, as text.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for its customer and for what is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `given` is this key. It takes a time that says nothing about where they differ.
    pub fn is(&self, given: &str) -> bool {
        let pairs = self.0.bytes().zip(given.bytes());
        self.0.len() == given.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl fmt::Debug for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrderKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_key_is_the_key_and_it_is_not_printed() {
        let key = OrderKey::new("0123abcd".to_owned());
        assert!(key.is("0123abcd"));
        for wrong in ["", "0123abc", "0123abcde", "0123abce", "1123abcd", "0123ABCD"] {
            assert!(!key.is(wrong), "{wrong}");
        }
        assert!(!format!("{key:?}").contains("0123"));
    }
}
