//! What is wrong in an input: every fault of it, each with its place.

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a JSON pointer (RFC 6901) into the input.
    pub pointer: String,
    /// What is wrong and what was expected, as a sentence without a capital and a full stop.
    pub detail: String,
}

/// Collects faults while an input is read.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// Something is wrong at `pointer`.
    pub(super) fn add(&mut self, pointer: &str, detail: impl Into<String>) {
        self.0.push(Fault { pointer: pointer.to_owned(), detail: detail.into() });
    }

    /// A line of 1 to `chars_max` characters, without the spaces around it.
    pub(super) fn line(&mut self, pointer: &str, text: &str, chars_max: usize) -> String {
        let text = text.trim();
        let chars = text.chars().count();
        if chars == 0 {
            self.add(pointer, "is empty");
        } else if chars > chars_max {
            self.add(pointer, format!("has {chars} characters: expected at most {chars_max}"));
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "has a line break or another control character");
        }
        text.to_owned()
    }

    /// The same where it may be left out.
    pub(super) fn optional_line(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        chars_max: usize,
    ) -> Option<String> {
        text.map(|text| self.line(pointer, text, chars_max))
    }

    /// A word of one of the closed lists.
    pub(super) fn word<T>(&mut self, pointer: &str, text: &str) -> Option<T>
    where
        T: std::str::FromStr<Err = String>,
    {
        text.parse().map_err(|why: String| self.add(pointer, why)).ok()
    }

    /// Words of one of the closed lists, each once, in the order of the list.
    pub(super) fn words<T>(&mut self, pointer: &str, texts: &[String]) -> Vec<T>
    where
        T: std::str::FromStr<Err = String> + Ord,
    {
        let read = |(place, text): (usize, &String)| self.word(&format!("{pointer}/{place}"), text);
        let mut words: Vec<T> = texts.iter().enumerate().filter_map(read).collect();
        words.sort_unstable();
        let count = words.len();
        words.dedup();
        if words.len() < count {
            self.add(pointer, "names something twice");
        }
        words
    }

    /// What was read, if nothing is wrong.
    pub(super) fn unless_any<T>(self, read: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() { Ok(read) } else { Err(self.0) }
    }
}
