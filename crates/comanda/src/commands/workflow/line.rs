//! A history as a person reads it.

use workflow::machine::Event;

/// An event in a line: when, what, and which state.
pub(super) fn line(event: &Event, all: &[Event]) -> String {
    let began = all.first().map_or(event.timestamp, |first| first.timestamp);
    let after = event.timestamp.as_second() - began.as_second();
    let name = event.details.values().find_map(|details| details.get("name")?.as_str());
    let kind = &event.kind;
    format!("{after:>6} s  {kind:<24}  {}", name.unwrap_or_default()).trim_end().to_owned()
}
