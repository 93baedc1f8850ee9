//! Pages of a list: a limit, and a cursor that says where the next page begins.

use std::fmt;
use std::str::FromStr;

/// How many entries a page may have: 1 to 100, 20 unless told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u32);

impl Limit {
    /// The most a caller may ask for.
    pub const MAX: u32 = 100;

    /// The nearest allowed limit to `wanted`.
    pub fn clamped(wanted: u32) -> Self {
        Self(wanted.clamp(1, Self::MAX))
    }

    /// The number of entries.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

/// One page, and where the next one begins, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The entries, in the order asked for.
    pub items: Vec<T>,
    /// Give this back to read on; absent on the last page.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The same page with each entry changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }

    /// The same page with each entry changed, or the first failure.
    ///
    /// # Errors
    /// Whatever `change` fails with.
    pub fn try_map<U, E>(self, change: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(change).collect::<Result<_, _>>()?;
        Ok(Page { items, next: self.next })
    }
}

/// The place of an entry: the sort key and the id of the last entry seen.
///
/// Because it names a *place* and not a count, entries inserted or removed before it neither repeat
/// nor hide others. On the wire it is opaque text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Sort key of the last entry seen.
    pub sort: String,
    /// Id of the last entry seen; settles ties of the sort key.
    pub id: String,
}

/// Longest text of a cursor: sort key, NUL and id, two digits a byte. A store's are 511 bytes each
/// at most; where a service pages for itself the id is its own token. The longest is one of Step
/// Functions: 3,096 characters.
const CURSOR_DIGITS_MAX: usize = 2 * (1 + 3_096);

/// The text is not a cursor of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor: give back `next` of the page before, unchanged")]
pub struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.sort.bytes().chain([0]).chain(self.id.bytes()) {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let digits = text.as_bytes();
        if !digits.len().is_multiple_of(2) || digits.len() > CURSOR_DIGITS_MAX {
            return Err(InvalidCursor);
        }
        let bytes = digits
            .chunks_exact(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok()))
            .collect::<Option<Vec<u8>>>()
            .ok_or(InvalidCursor)?;
        let text = String::from_utf8(bytes).map_err(|_| InvalidCursor)?;
        let (sort, id) = text.split_once('\0').ok_or(InvalidCursor)?;
        Ok(Self { sort: sort.to_owned(), id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back(sort in "[^\0]{0,40}", id in "[^\0]{0,40}") {
            let cursor = Cursor { sort, id };
            prop_assert_eq!(cursor.to_string().parse::<Cursor>().expect("our own text"), cursor);
        }

        #[test]
        fn any_other_text_is_refused_without_a_panic(text in ".{0,60}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                prop_assert_eq!(cursor.to_string(), text.to_lowercase());
            }
        }
    }
}
