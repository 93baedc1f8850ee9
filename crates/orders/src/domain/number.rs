//! The short number on a ticket, such as `A-042`, and the book that gives each number once a day.

use std::fmt;

use jiff::civil::Date;

/// Numbers 001 to 999 after each letter.
const PER_LETTER: u32 = 999;

/// A ticket's number, counted from 1 on each day of a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(u32);

impl Number {
    /// The `ordinal`-th number of a day; 0 counts as 1.
    pub fn new(ordinal: u32) -> Self {
        Self(ordinal.max(1))
    }

    /// Which number of the day it is, from 1.
    pub fn ordinal(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Number {
    /// `A-001` to `A-999`, then `B-001`; after `Z-999` comes `AA-001`, so it never repeats.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letter = (self.0 - 1) / PER_LETTER + 1;
        let mut letters = Vec::new();
        while letter > 0 {
            letter -= 1;
            letters.push(char::from(b'A' + u8::try_from(letter % 26).unwrap_or(0)));
            letter /= 26;
        }
        for letter in letters.iter().rev() {
            write!(f, "{letter}")?;
        }
        write!(f, "-{:03}", (self.0 - 1) % PER_LETTER + 1)
    }
}

/// Where a location has got to with its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketBook {
    /// The day the numbers are of.
    pub day: Date,
    /// The last number given on that day; `None` for none yet.
    pub last: Option<Number>,
}

impl TicketBook {
    /// A book whose first page is `day`.
    pub fn starting(day: Date) -> Self {
        Self { day, last: None }
    }

    /// Gives the next number of `today`. Should the clock step back, the book stays on its page, so
    /// that no number is given twice.
    pub fn give(self, today: Date) -> (Self, Number) {
        let (day, last) = if today > self.day { (today, None) } else { (self.day, self.last) };
        let number = Number::new(last.map_or(0, Number::ordinal) + 1);
        (Self { day, last: Some(number) }, number)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_are_short_and_never_repeat_within_a_day() {
        let text = |ordinal| Number::new(ordinal).to_string();
        assert_eq!(text(1), "A-001");
        assert_eq!(text(42), "A-042");
        assert_eq!(text(999), "A-999");
        assert_eq!(text(1000), "B-001");
        assert_eq!(text(26 * 999), "Z-999");
        assert_eq!(text(26 * 999 + 1), "AA-001");
        let mut seen = std::collections::HashSet::new();
        assert!((1..60_000).all(|ordinal| seen.insert(text(ordinal))));
    }

    #[test]
    fn each_day_begins_again_and_a_clock_that_steps_back_repeats_nothing() {
        let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
        let (book, first) = TicketBook::starting(monday).give(monday);
        let (book, second) = book.give(monday);
        assert_eq!((first.ordinal(), second.ordinal()), (1, 2));
        let (book, morning) = book.give(tuesday);
        assert_eq!(morning.ordinal(), 1);
        let (_, late) = book.give(monday);
        assert_eq!(late.ordinal(), 2, "Tuesday's second, not Monday's third");
    }
}
