//! Everything that is found wrong, in the order of the document.

use super::super::Flaw;
use super::Place;

/// Most flaws of one report; whoever has more has another problem.
const FLAWS_MAX: usize = 1_000;
/// Most bytes of one report, since the names in a document can be as long as the document.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// Something could not be read, and the report says why: only a report makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::asl) struct Flawed(());

/// What was read, or the knowledge that its flaws are in the report.
pub(in crate::asl) type Read<T> = Result<T, Flawed>;

/// Collects flaws.
#[derive(Debug, Default)]
pub(in crate::asl) struct Report {
    found: Vec<(usize, Flaw)>,
    bytes: usize,
    is_full: bool,
}

impl Report {
    /// Something is wrong there.
    pub(in crate::asl) fn flaw(&mut self, at: &Place<'_>, sentence: impl Into<String>) -> Flawed {
        self.within(at, "", sentence)
    }

    /// Something is wrong there, and saying it costs some time.
    pub(in crate::asl) fn flaw_with(
        &mut self,
        at: &Place<'_>,
        sentence: impl FnOnce() -> String,
    ) -> Flawed {
        let sentence = if self.has_room() { sentence() } else { String::new() };
        self.flaw(at, sentence)
    }

    fn has_room(&self) -> bool {
        self.found.len() < FLAWS_MAX && self.bytes < BYTES_MAX
    }

    /// Something is wrong at a JSON pointer that begins there.
    pub(in crate::asl) fn within(
        &mut self,
        at: &Place<'_>,
        pointer: &str,
        sentence: impl Into<String>,
    ) -> Flawed {
        if !self.has_room() {
            self.is_full = true;
            return Flawed(());
        }
        let path = at.pointer() + pointer;
        let sentence = sentence.into();
        self.bytes += path.len() + sentence.len();
        self.found.push((at.node.nearest(pointer).place, Flaw { path, sentence }));
        Flawed(())
    }

    /// `result`, unless something is wrong; else all flaws, sorted by their place.
    pub(in crate::asl) fn conclude<T>(mut self, result: Read<T>) -> Result<T, Vec<Flaw>> {
        if let (true, Ok(result)) = (self.found.is_empty(), result) {
            return Ok(result);
        }
        self.found.sort_by_key(|found| found.0);
        let mut flaws: Vec<Flaw> = self.found.into_iter().map(|found| found.1).collect();
        if self.is_full {
            let sentence = "has more flaws than are listed here".to_owned();
            flaws.push(Flaw { path: String::new(), sentence });
        }
        Err(flaws)
    }
}
