//! Numbers as people read them.

/// Dollars and cents, with a comma for each thousand; nothing for what is not a number.
pub(super) fn dollars(sum: f64) -> String {
    if sum.is_finite() { grouped(&format!("{sum:.2}")) } else { String::new() }
}

/// Most places of a number that is not whole.
const PLACES_MAX: usize = 12;

/// A number with no more places than it needs to be right to a millionth of itself.
pub(super) fn number(amount: f64) -> String {
    let right = |places: &usize| {
        let rounded = format!("{amount:.places$}").parse::<f64>();
        rounded.is_ok_and(|rounded| (rounded - amount).abs() <= amount.abs() / 1e6)
    };
    let places = (0..PLACES_MAX).find(right).unwrap_or(PLACES_MAX);
    grouped(&format!("{amount:.places$}"))
}

fn grouped(text: &str) -> String {
    let (whole, places) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
    let mut made = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && digit.is_ascii_digit() {
            made.push(',');
        }
        made.push(digit);
    }
    places.map_or(made.clone(), |places| format!("{made}.{places}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart_and_cents_are_two() {
        for (sum, text) in [(0.0, "0.00"), (1234.5, "1,234.50"), (1_000_000.0, "1,000,000.00")] {
            assert_eq!(dollars(sum), text);
        }
        assert_eq!(dollars(f64::NAN), "");
    }

    #[test]
    fn a_number_has_no_more_places_than_it_needs() {
        let numbers = [
            (3.0, "3"),
            (648_000.0, "648,000"),
            (0.5, "0.5"),
            (0.000_016_666_7, "0.0000166667"),
            (2.25, "2.25"),
            (0.0001, "0.0001"),
        ];
        for (amount, text) in numbers {
            assert_eq!(number(amount), text);
        }
    }
}
