//! A Rust file with its comments and texts taken out, so that only code is searched for words.

use std::ops::Range;

/// A Rust file, taken apart.
pub(super) struct Source {
    /// The code, line by line as in the file; comments and the insides of texts are blank.
    pub code: String,
    /// The texts.
    pub literals: Vec<Literal>,
    /// Which parts of `code` are compiled only for tests.
    tests: Vec<Range<usize>>,
}

/// A text in the code.
pub(super) struct Literal {
    /// Where it starts in [`Source::code`].
    pub at: usize,
    /// What it says, as written (escapes are left as they are).
    pub text: String,
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        let mut scan = Scan { chars: text.chars().collect(), ..Scan::default() };
        scan.run();
        let tests = tests_in(&scan.code);
        Self { code: scan.code, literals: scan.literals, tests }
    }

    /// The line of a place in the code, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }

    /// Whether a place in the code is compiled only for tests.
    pub(super) fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// The modules in files of their own that are compiled only for tests.
    pub(super) fn test_modules(&self) -> impl Iterator<Item = &str> {
        test_marks(&self.code).filter_map(|at| {
            let item = self.code[at..].split(['{', ';']).next()?;
            let mut words = item.split_whitespace().skip_while(|word| *word != "mod");
            words.nth(1).filter(|_| self.code[at + item.len()..].starts_with(';'))
        })
    }
}

/// The end of the block that opens at or after `from`; nothing if a `;` comes first.
pub(super) fn block(code: &str, from: usize) -> Option<Range<usize>> {
    let start = from + code[from..].find(['{', ';'])?;
    let mut depth = 0_usize;
    for (at, letter) in code[start..].char_indices() {
        match letter {
            ';' if depth == 0 => return None,
            '{' => depth += 1,
            '}' if depth == 1 => return Some(start..start + at + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn tests_in(code: &str) -> Vec<Range<usize>> {
    test_marks(code).filter_map(|at| Some(at..block(code, at)?.end)).collect()
}

/// Where something that is compiled only for tests begins.
fn test_marks(code: &str) -> impl Iterator<Item = usize> {
    let marks = code.match_indices("#[cfg(").filter(|(at, _)| {
        let condition = code[*at..].split(']').next().unwrap_or_default();
        condition.contains("test") && !condition.contains("not(test")
    });
    marks.map(|(at, _)| at)
}

#[derive(Default)]
struct Scan {
    chars: Vec<char>,
    at: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Scan {
    fn run(&mut self) {
        while let Some(letter) = self.peek(0) {
            match (letter, self.peek(1)) {
                ('/', Some('/')) => self.blank_while(|scan| scan.peek(0) != Some('\n')),
                ('/', Some('*')) => self.comment(),
                ('"', _) => self.text(),
                ('r', Some('"' | '#')) if self.raw_hashes().is_some() => self.raw_text(),
                ('\'', Some('\\')) => self.character(),
                ('\'', Some(_)) if self.peek(2) == Some('\'') => self.character(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn keep(&mut self) {
        self.code.extend(self.peek(0));
        self.at += 1;
    }

    fn blank(&mut self) {
        self.code.push(if self.peek(0) == Some('\n') { '\n' } else { ' ' });
        self.at += 1;
    }

    fn blank_while(&mut self, goes_on: impl Fn(&Self) -> bool) {
        while self.at < self.chars.len() && goes_on(self) {
            self.blank();
        }
    }

    /// A comment between `/*` and `*/`; these nest.
    fn comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                _ => {
                    self.blank();
                    continue;
                }
            }
            self.blank();
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    fn text(&mut self) {
        self.keep();
        let (start, at) = (self.at, self.code.len());
        while self.peek(0).is_some_and(|letter| letter != '"') {
            if self.peek(0) == Some('\\') {
                self.blank();
            }
            self.blank();
        }
        self.literal(start, at);
        self.keep();
    }

    fn raw_text(&mut self) {
        let hashes = self.raw_hashes().unwrap_or_default();
        (0..hashes + 2).for_each(|_| self.keep());
        let (start, at) = (self.at, self.code.len());
        let end = |scan: &Self| {
            scan.peek(0) == Some('"') && (1..=hashes).all(|i| scan.peek(i) == Some('#'))
        };
        self.blank_while(|scan| !end(scan));
        self.literal(start, at);
        (0..=hashes).for_each(|_| self.keep());
    }

    /// How many `#` a raw text that starts here has; nothing if none starts here.
    fn raw_hashes(&self) -> Option<usize> {
        let hashes = self.chars[self.at + 1..].iter().take_while(|letter| **letter == '#').count();
        (self.peek(hashes + 1) == Some('"')).then_some(hashes)
    }

    fn literal(&mut self, start: usize, at: usize) {
        let end = self.at.min(self.chars.len());
        self.literals.push(Literal { at, text: self.chars[start..end].iter().collect() });
    }

    fn character(&mut self) {
        self.blank();
        if self.peek(0) == Some('\\') {
            self.blank();
        }
        self.blank();
        self.blank_while(|scan| scan.peek(0) != Some('\''));
        self.blank();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_no_code() {
        let source =
            Source::new("let a = \"serde // no\"; // serde\n/* serde /* x */ serde */ b('\"')");
        assert!(!source.code.contains("serde"), "{}", source.code);
        assert!(source.code.contains("let a") && source.code.contains("b("), "{}", source.code);
        assert_eq!(source.literals[0].text, "serde // no");
    }

    #[test]
    fn raw_texts_end_at_their_own_hashes() {
        let source = Source::new("f(r#\"a \" b\"#, br\"c\\\", 'x', '\\'', &'a str) ; end");
        let texts: Vec<_> = source.literals.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(texts, ["a \" b", "c\\"]);
        assert!(source.code.ends_with("&'a str) ; end"), "{}", source.code);
    }

    #[test]
    fn what_is_compiled_for_tests_is_known() {
        let source = Source::new("a();\n#[cfg(test)]\nmod tests {\n fn b() { }\n}\nc();");
        let place = |word: &str| source.code.find(word).expect("it is there");
        assert!(!source.is_test(place("a()")) && !source.is_test(place("c()")));
        assert!(source.is_test(place("b()")));
        assert_eq!(source.line(place("b()")), 4);
    }

    #[test]
    fn a_test_module_in_its_own_file_hides_nothing_here() {
        let source = Source::new("#[cfg(test)]\nmod tests;\nfn a() {}");
        assert!(!source.is_test(source.code.find("fn a").expect("it is there")));
    }
}
