//! Fields that are text.

use super::super::document::{Place, Read, Report};
use super::suggestion;

/// A text.
pub(in crate::asl) fn text<'a>(at: &Place<'a>, report: &mut Report) -> Read<&'a str> {
    at.node.text().ok_or_else(|| {
        let shown = at.node.shown();
        report.flaw(at, format!("is {shown}: expected a text"))
    })
}

/// One of a few words.
pub(in crate::asl) fn one_of<'a>(
    words: &'static [&'static str],
) -> impl FnOnce(&Place<'a>, &mut Report) -> Read<&'a str> {
    move |at, report| {
        let word = text(at, report)?;
        if words.contains(&word) {
            return Ok(word);
        }
        let (shown, expected) = (at.node.shown(), words.join(" or "));
        let suggestion = suggestion(word, words.iter().copied());
        Err(report.flaw(at, format!("is {shown}: expected {expected}{suggestion}")))
    }
}

/// Whether a text begins as an expression of JSONata does.
pub(in crate::asl) fn is_marked(text: &str) -> bool {
    text.starts_with("{%")
}

/// A time as Step Functions has it in definitions: RFC 3339 with seconds, `T`, and `Z` and no other
/// offset.
pub(in crate::asl) fn timestamp<'a>(at: &Place<'a>, report: &mut Report) -> Read<&'a str> {
    let text = text(at, report)?;
    if is_timestamp(text) {
        return Ok(text);
    }
    let shown = at.node.shown();
    Err(report.flaw(at, format!("is {shown}: expected a time such as 2030-01-31T12:00:00Z")))
}

fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_form = text.is_ascii()
        && bytes.len() >= 20
        && bytes.ends_with(b"Z")
        && bytes[..19]
            .iter()
            .zip(b"0000-00-00T00:00:00")
            .all(|(is, form)| if *form == b'0' { is.is_ascii_digit() } else { is == form })
        && match &bytes[19..bytes.len() - 1] {
            [] => true,
            [b'.', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
            _ => false,
        };
    // The digits after the ninth are not in any clock.
    let upto = text.len().saturating_sub(1).min(29);
    is_form && format!("{}Z", &text[..upto]).parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_timestamp;

    #[test]
    fn a_time_has_a_t_a_z_and_a_day_that_there_is() {
        for good in ["2026-02-28T23:59:59Z", "2026-02-28T00:00:00.5Z", "2024-02-29T00:00:00Z"] {
            assert!(is_timestamp(good), "{good}");
        }
        let digits = format!("2026-02-28T00:00:00.{}Z", "1".repeat(40));
        assert!(is_timestamp(&digits), "{digits}");
        for bad in [
            "",
            "Z",
            "2026-02-28",
            "2026-02-28t00:00:00Z",
            "2026-02-28T00:00:00z",
            "2026-02-28 00:00:00Z",
            "2026-02-28T00:00:00",
            "2026-02-28T00:00Z",
            "2026-02-28T00:00:00+01:00",
            "2026-02-30T00:00:00Z",
            "2026-02-28T00:00:00.Z",
            "２026-02-28T00:00:00Z",
        ] {
            assert!(!is_timestamp(bad), "{bad}");
        }
    }
}
