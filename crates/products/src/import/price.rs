//! Amounts as people write them: `3.50`, read exactly by the digits of the currency.

use kernel::Currency;

/// Longest whole part, in digits; what is longer is refused here, what is too much by the rules.
const WHOLE_DIGITS_MAX: usize = 9;

/// Reads an amount in major units into minor units. Never through a float.
pub(super) fn read(text: &str, currency: Currency) -> Result<i64, String> {
    minor_units(text, currency.digits() as usize).ok_or_else(|| {
        format!("\"{}\" is not a price: expected {}", shown(text), example(currency))
    })
}

/// Writes minor units as an amount in major units.
pub(super) fn write(minor: i64, currency: Currency) -> String {
    decimal(minor, currency.digits() as usize)
}

/// Reads a percentage with up to two decimals into basis points.
pub(super) fn read_percent(text: &str) -> Result<u32, String> {
    let points = minor_units(text, 2).or_else(|| Some(minor_units(text, 0)? * 100));
    points.and_then(|points| u32::try_from(points).ok()).ok_or_else(|| {
        format!("\"{}\" is not a percentage: expected such as \"19\" or \"5.50\"", shown(text))
    })
}

/// Writes basis points as a percentage.
pub(super) fn write_percent(basis_points: u32) -> String {
    let text = decimal(i64::from(basis_points), 2);
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

fn minor_units(text: &str, digits: usize) -> Option<i64> {
    let (negative, amount) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = amount.split_once('.').map_or((amount, None), |(w, f)| (w, Some(f)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || whole.len() > WHOLE_DIGITS_MAX {
        return None;
    }
    let unit = 10_i64.pow(u32::try_from(digits).ok()?);
    let minor = match fraction {
        None => 0,
        Some(fraction) if all_digits(fraction) && fraction.len() == digits => {
            fraction.parse().ok()?
        }
        Some(_) => return None,
    };
    let amount = whole.parse::<i64>().ok()? * unit + minor;
    Some(if negative { -amount } else { amount })
}

fn decimal(minor: i64, digits: usize) -> String {
    let unit = 10_u64.pow(u32::try_from(digits).unwrap_or_default());
    let amount = minor.unsigned_abs();
    let sign = if minor < 0 { "-" } else { "" };
    match digits {
        0 => format!("{sign}{amount}"),
        _ => format!("{sign}{}.{:0digits$}", amount / unit, amount % unit),
    }
}

fn example(currency: Currency) -> String {
    format!("an amount in {currency} such as \"{}\"", write(350, currency))
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn a_price_is_read_exactly_by_the_digits_of_its_currency() {
        assert_eq!(read("3.50", Currency::EUR), Ok(350));
        assert_eq!(read("3", Currency::EUR), Ok(300));
        assert_eq!(read("-0.50", Currency::EUR), Ok(-50));
        assert_eq!(read("350", currency("JPY")), Ok(350));
        assert_eq!(read("1.234", currency("KWD")), Ok(1_234));
        for text in
            ["", "3,50", "3.5", "3.505", ".50", "3.", "+3", "1e3", "3.50 €", "--1", "1234567890"]
        {
            assert!(read(text, Currency::EUR).is_err(), "{text}");
        }
        assert!(read("3.50", currency("JPY")).is_err());
        let refusal = read("3,50", Currency::EUR).expect_err("a comma");
        assert_eq!(refusal, "\"3,50\" is not a price: expected an amount in EUR such as \"3.50\"");
    }

    #[test]
    fn a_percentage_is_read_to_basis_points() {
        assert_eq!(read_percent("19"), Ok(1_900));
        assert_eq!(read_percent("5.50"), Ok(550));
        assert!(read_percent("5.5").is_err());
        assert!(read_percent("-1").is_err());
        assert_eq!(write_percent(1_900), "19");
        assert_eq!(write_percent(550), "5.50");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(minor in -1_000_000_i64..=1_000_000, rate in 0_u32..=10_000) {
            for code in ["EUR", "JPY", "KWD"] {
                prop_assert_eq!(read(&write(minor, currency(code)), currency(code)), Ok(minor));
            }
            prop_assert_eq!(read_percent(&write_percent(rate)), Ok(rate));
        }
    }
}
