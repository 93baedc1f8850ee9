//! What is collected while a file is read: faults, and where everything stands.

use kernel::{Id, IdKind};

use super::FileFault;
use super::places::{Lines, Places};

/// What is collected while a file is read.
pub(super) struct Reading {
    lines: Lines,
    /// What did not read.
    pub(super) faults: Vec<FileFault>,
    /// Where everything stands.
    pub(super) places: Places,
    /// How many ids did not read, to give each another stand-in.
    unread_ids: usize,
}

impl Reading {
    pub(super) fn of(text: &str) -> Self {
        let lines = Lines::of(text);
        Self { lines, faults: Vec::new(), places: Places::default(), unread_ids: 0 }
    }

    /// The line of the byte at `offset`.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.at(offset)
    }

    /// Notes a fault at a byte of the file.
    pub(super) fn fault(&mut self, offset: usize, field: &str, detail: impl Into<String>) {
        let line = self.lines.at(offset);
        self.faults.push(FileFault { line, field: field.to_owned(), detail: detail.into() });
    }

    /// The id with this suffix, or a stand-in after a fault.
    pub(super) fn id<K: IdKind>(&mut self, offset: usize, field: &str, suffix: &str) -> Id<K> {
        Id::from_suffix(suffix).unwrap_or_else(|_| {
            let suffix: String = suffix.chars().take(40).collect();
            let detail =
                format!("\"{suffix}\" is not an id: expected 1 to 64 of a-z, 0-9 and hyphens");
            self.fault(offset, field, detail);
            self.unread_id()
        })
    }

    /// An id that stands in for one that did not read.
    pub(super) fn unread_id<K: IdKind>(&mut self) -> Id<K> {
        self.unread_ids += 1;
        Id::derived(&[&self.unread_ids.to_string()])
    }
}
