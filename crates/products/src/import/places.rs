//! Where in a file each part of a menu stands, to turn faults of the rules into faults of lines.

use std::collections::{BTreeMap, HashSet};

use super::FileFault;
use crate::domain::Fault;

/// Fields that are called differently in files, where amounts are in major units.
const FIELD_NAMES: &[(&str, &str)] =
    &[("price_minor", "price"), ("price_difference_minor", "price_difference")];

/// The line of each JSON pointer.
#[derive(Debug, Default)]
pub(crate) struct Places(BTreeMap<String, usize>);

impl Places {
    /// Notes that what `pointer` points at stands on `line`.
    pub(crate) fn note(&mut self, pointer: String, line: usize) {
        self.0.insert(pointer, line);
    }

    /// The fault as one of the file: on the line of its place, or of the nearest thing around it.
    pub(crate) fn locate(&self, fault: &Fault) -> FileFault {
        let mut around = fault.pointer.as_str();
        let line = loop {
            if let Some(line) = self.0.get(around) {
                break *line;
            }
            match around.rsplit_once('/') {
                Some((outer, _)) => around = outer,
                None => break 1,
            }
        };
        let named = |step: &&str| !step.is_empty() && step.parse::<usize>().is_err();
        let field = fault.pointer.rsplit('/').find(named).unwrap_or_default();
        let renamed = FIELD_NAMES.iter().find(|(inside, _)| *inside == field);
        let field = renamed.map_or(field, |(_, outside)| outside);
        FileFault { line, field: field.to_owned(), detail: fault.detail.clone() }
    }

    /// The faults of reading and those of the rules, in the order of the file. A line that did not
    /// read is not judged by the rules, too.
    pub(crate) fn merge(&self, reading: Vec<FileFault>, rules: &[Fault]) -> Vec<FileFault> {
        let unread: HashSet<usize> = reading.iter().map(|fault| fault.line).collect();
        let rules = rules.iter().map(|fault| self.locate(fault));
        let mut faults: Vec<FileFault> =
            reading.into_iter().chain(rules.filter(|f| !unread.contains(&f.line))).collect();
        faults.sort();
        faults
    }
}

/// Finds the line of a byte of a text.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(breaks.map(|(place, _)| place).collect())
    }

    /// The line of the byte at `offset`, from 1.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|line_break| *line_break < offset) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_after_a_line_break() {
        let lines = Lines::of("ab\ncd\n");
        assert_eq!([0, 2, 3, 5, 6].map(|offset| lines.at(offset)), [1, 1, 2, 2, 3]);
    }

    #[test]
    fn a_fault_is_put_on_the_line_of_the_nearest_thing_around_it() {
        let mut places = Places::default();
        places.note("/products/3".to_owned(), 40);
        places.note("/products/3/price_minor".to_owned(), 41);
        let at = |pointer: &str| {
            let fault = Fault { pointer: pointer.to_owned(), detail: "is bad".to_owned() };
            places.locate(&fault).to_string()
        };
        assert_eq!(at("/products/3/price_minor"), "line 41: price: is bad");
        assert_eq!(at("/products/3/option_groups/0"), "line 40: option_groups: is bad");
        assert_eq!(at(""), "line 1: is bad");
    }
}
