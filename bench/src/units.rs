//! The few places where whole numbers become the fractions of a report.

use std::time::Duration;

/// A count as a fraction can hold it.
#[expect(clippy::cast_precision_loss, reason = "counts of a run stay far below 2^52")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}

/// Milliseconds, with their fraction.
pub(crate) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// Bytes as mebibytes.
pub(crate) fn mebibytes(bytes: u64) -> f64 {
    float(bytes) / 1_048_576.0
}

/// The whole number below a figure, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped before")]
pub(crate) fn whole(figure: f64) -> u32 {
    figure.clamp(1.0, f64::from(u32::MAX)) as u32
}

/// A figure with about three digits that say something, and thousands apart: `12,345`, `0.094`.
pub(crate) fn shown(figure: f64) -> String {
    let decimals = match figure.abs() {
        size if size >= 99.95 || size == 0.0 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 => 2,
        _ => 3,
    };
    let plain = format!("{figure:.decimals$}");
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut apart = String::new();
    for (place, digit) in whole.char_indices() {
        let missing = whole.len() - place;
        if place > 0 && missing % 3 == 0 && !apart.ends_with('-') {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart + fraction
}

/// The middle of some figures, in whatever order they come; `None` of none.
pub(crate) fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_shows_three_digits_and_its_thousands() {
        let figures = [12_345.6, 1_000_000.0, 987.0, 12.34, 1.234, 0.0944, 0.0, -1_234.0];
        let shown: Vec<String> = figures.into_iter().map(shown).collect();
        let wanted = ["12,346", "1,000,000", "987", "12.3", "1.23", "0.094", "0", "-1,234"];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn a_whole_number_is_at_least_one() {
        assert_eq!([whole(500.5), whole(0.3), whole(f64::NAN.max(2.0))], [500, 1, 2]);
    }

    #[test]
    fn the_median_does_not_depend_on_the_order() {
        assert_eq!(median(vec![9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(vec![]), None);
    }
}
