//! Reading a text character by character, for the parsers of paths and of intrinsic functions.

/// A place in a text.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of `text`.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes before this place.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What was read since `start`, an earlier place.
    pub(super) fn since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    /// What is left to read.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next character, and past it.
    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Past `token`, if it comes next.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let comes = self.rest().starts_with(token);
        if comes {
            self.at += token.len();
        }
        comes
    }

    /// Past `token`, which must come next.
    pub(super) fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.eat(token) { Ok(()) } else { Err(self.problem(&format!("expected `{token}`"))) }
    }

    /// Past white space.
    pub(super) fn skip_space(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// The longest run of characters that are `wanted`, and past it.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A sentence about what is wrong here.
    pub(super) fn problem(&self, what: &str) -> String {
        let column = self.text[..self.at].chars().count() + 1;
        match self.peek() {
            Some(found) => {
                format!("{what}, but found `{found}` at character {column} of `{}`", self.text)
            }
            None => format!("{what}, but `{}` ends there", self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_character_and_its_column() {
        let mut cursor = Cursor::new("äb}");
        cursor.take_while(char::is_alphabetic);
        assert_eq!(
            cursor.problem("expected `{`"),
            "expected `{`, but found `}` at character 3 of `äb}`"
        );
        assert!(cursor.eat("}"));
        assert_eq!(cursor.expect("x"), Err("expected `x`, but `äb}` ends there".to_owned()));
    }
}
