//! The facts, made safe to stand in a sentence.

use super::capital;
use crate::domain::facts::{Facts, Handover};
use crate::domain::text::line;

/// Longest short text (a name, a number, a time, an amount), in characters.
const SHORT_CHARS_MAX: usize = 40;
/// Longest long text (a line of the order, an address, a reason), in characters.
const LONG_CHARS_MAX: usize = 300;
/// Most lines of an order that are listed; an order has no more.
const LINES_MAX: usize = 50;

/// What is told. A text that is not known is empty.
pub(in crate::domain) struct Told {
    /// "Anna".
    pub(super) name: String,
    /// "A-042".
    pub(super) number: String,
    /// "Café Aroma".
    pub(super) place: String,
    /// "13:40".
    pub(super) placed_at: String,
    /// "14:05".
    pub(super) ready_at: String,
    /// A line each, each with its end.
    lines: String,
    /// How many lines there are besides.
    beyond: usize,
    /// "EUR 9.40".
    pub(super) total: String,
    /// As a sentence of its own.
    pub(super) reason: String,
    pub(super) handover: Handover,
}

impl Told {
    pub(in crate::domain) fn of(facts: &Facts) -> Self {
        let some = |text: &Option<String>, most| {
            text.as_deref().map(|text| line(text, most)).unwrap_or_default()
        };
        let listed = facts.lines.iter().take(LINES_MAX);
        Self {
            name: some(&facts.customer_name, SHORT_CHARS_MAX),
            number: some(&facts.number, SHORT_CHARS_MAX),
            place: line(&facts.location_name, SHORT_CHARS_MAX),
            placed_at: line(&facts.placed_at, SHORT_CHARS_MAX),
            ready_at: some(&facts.ready_at, SHORT_CHARS_MAX),
            lines: listed.map(|text| line(text, LONG_CHARS_MAX) + "\n").collect(),
            beyond: facts.lines.len().saturating_sub(LINES_MAX),
            total: line(&facts.total, SHORT_CHARS_MAX),
            reason: sentence(&some(&facts.reason, LONG_CHARS_MAX)),
            handover: match &facts.handover {
                Handover::Pickup => Handover::Pickup,
                Handover::Table(table) => Handover::Table(line(table, SHORT_CHARS_MAX)),
                Handover::Delivery(address) => Handover::Delivery(line(address, LONG_CHARS_MAX)),
            },
        }
    }

    /// The lines and the total, with the words for how many more there are, and for the total.
    pub(super) fn contents(&self, more: impl FnOnce(usize) -> String, total: &str) -> String {
        let more = if self.beyond > 0 { more(self.beyond) + "\n" } else { String::new() };
        format!("{}{more}{total} {}", self.lines, self.total)
    }

    /// "order A-042", or "order" while it has no number.
    pub(super) fn order(&self, word: &str) -> String {
        if self.number.is_empty() { word.to_owned() } else { format!("{word} {}", self.number) }
    }

    /// The ready time within some words, or nothing while it is not known.
    pub(super) fn when(&self, before: &str, after: &str) -> String {
        let at = &self.ready_at;
        if at.is_empty() { String::new() } else { format!("{before}{at}{after}") }
    }
}

/// `text`, or other words where there is none.
pub(super) fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

/// A reason as a sentence of its own: a capital in front and a full stop behind.
fn sentence(reason: &str) -> String {
    let stop =
        if reason.is_empty() || reason.ends_with(['.', '!', '?', '…', '؟']) { "" } else { "." };
    capital(reason) + stop
}
