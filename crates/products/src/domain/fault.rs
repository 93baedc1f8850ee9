//! What is wrong in an input: every fault of it, each with its place.

use std::fmt::Display;
use std::ops::RangeInclusive;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a JSON pointer (RFC 6901) into the input; empty for the whole.
    pub pointer: String,
    /// What is wrong and what was expected, as a sentence without a capital and a full stop.
    pub detail: String,
}

/// Longest name of anything, in characters.
pub(super) const NAME_CHARS_MAX: usize = 80;
/// Longest word that is no id, in characters.
pub(super) const SLUG_CHARS_MAX: usize = 20;
/// Most faults listed of one input; whoever has more has another problem.
const FAULTS_MAX: usize = 100;

/// Collects faults while walking through an input.
#[derive(Debug, Default)]
pub(super) struct Faults {
    at: String,
    found: Vec<Fault>,
}

impl Faults {
    /// None yet.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Walks one step down: what `walk` finds is found at `segment` of the present place.
    pub(super) fn within<T>(
        &mut self,
        segment: impl Display,
        walk: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let length = self.at.len();
        let segment = segment.to_string().replace('~', "~0").replace('/', "~1");
        self.at = format!("{}/{segment}", self.at);
        let result = walk(self);
        self.at.truncate(length);
        result
    }

    /// Walks through the list `field`: what `check` finds is found at its entry.
    pub(super) fn each<'a, T>(
        &mut self,
        field: &str,
        entries: &'a [T],
        mut check: impl FnMut(&mut Self, &'a T),
    ) {
        self.within(field, |faults| {
            for (place, entry) in entries.iter().enumerate() {
                faults.within(place, |faults| check(faults, entry));
            }
        });
    }

    /// Something is wrong with the present place.
    pub(super) fn here(&mut self, detail: impl Into<String>) {
        if self.found.len() < FAULTS_MAX {
            self.found.push(Fault { pointer: self.at.clone(), detail: detail.into() });
        }
    }

    /// Something is wrong with `field` of the present place.
    pub(super) fn add(&mut self, field: impl Display, detail: impl Into<String>) {
        self.within(field, |faults| faults.here(detail));
    }

    /// `field` must be a line of 1 to `chars_max` characters.
    pub(super) fn line(&mut self, field: &str, text: &str, chars_max: usize) {
        if text.trim().is_empty() {
            self.add(field, "is empty");
        } else {
            self.optional_line(field, text, chars_max);
        }
    }

    /// `field` must be empty or a line of up to `chars_max` characters.
    pub(super) fn optional_line(&mut self, field: &str, text: &str, chars_max: usize) {
        let chars = text.chars().count();
        if chars > chars_max {
            self.add(field, format!("has {chars} characters: expected at most {chars_max}"));
        } else if text.chars().any(char::is_control) {
            self.add(field, "has a line break or another control character");
        } else if text.trim() != text {
            self.add(field, "begins or ends with a space");
        }
    }

    /// `field` must be 1 to `chars_max` of `a-z`, `0-9` and `-`.
    pub(super) fn slug(&mut self, field: impl Display, text: &str, chars_max: usize) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() || text.len() > chars_max || !text.chars().all(allowed) {
            let text: String = text.chars().take(40).collect();
            self.add(
                field,
                format!("is \"{text}\": expected 1 to {chars_max} of a-z, 0-9 and hyphens"),
            );
        }
    }

    /// `field` must be a number in `range`.
    pub(super) fn number(&mut self, field: &str, number: u32, range: RangeInclusive<u32>) {
        if !range.contains(&number) {
            self.add(field, format!("is {number}: expected {} to {}", range.start(), range.end()));
        }
    }

    /// `field` must have at most `max` entries.
    pub(super) fn count(&mut self, field: &str, count: usize, max: usize) {
        if count > max {
            self.add(field, format!("has {count} entries: expected at most {max}"));
        }
    }

    /// What was found, in the order it was found.
    pub(super) fn into_vec(self) -> Vec<Fault> {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_points_at_its_place_with_json_pointer_escapes() {
        let mut faults = Faults::new();
        faults.within("products", |f| f.within(3, |f| f.add("a/b~c", "is odd")));
        faults.add("name", "is empty");
        let found = faults.into_vec();
        assert_eq!(found[0].pointer, "/products/3/a~1b~0c");
        assert_eq!(found[1].pointer, "/name");
    }
}
