//! Money is a whole number of minor units (cents) and a currency. Nothing here is a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// The currencies a café can be run in, with the number of decimal digits of each.
///
/// Source: ISO 4217, list one, as in force in 2026. Extending it is adding a line.
const CURRENCIES: &[(&[u8; 3], u32)] = &[
    (b"AED", 2),
    (b"AUD", 2),
    (b"BGN", 2),
    (b"BHD", 3),
    (b"BRL", 2),
    (b"CAD", 2),
    (b"CHF", 2),
    (b"CLP", 0),
    (b"CNY", 2),
    (b"COP", 2),
    (b"CZK", 2),
    (b"DKK", 2),
    (b"EGP", 2),
    (b"EUR", 2),
    (b"GBP", 2),
    (b"HKD", 2),
    (b"HUF", 2),
    (b"IDR", 2),
    (b"ILS", 2),
    (b"INR", 2),
    (b"ISK", 0),
    (b"JPY", 0),
    (b"KES", 2),
    (b"KRW", 0),
    (b"KWD", 3),
    (b"MAD", 2),
    (b"MXN", 2),
    (b"MYR", 2),
    (b"NGN", 2),
    (b"NOK", 2),
    (b"NZD", 2),
    (b"OMR", 3),
    (b"PEN", 2),
    (b"PHP", 2),
    (b"PLN", 2),
    (b"QAR", 2),
    (b"RON", 2),
    (b"RSD", 2),
    (b"SAR", 2),
    (b"SEK", 2),
    (b"SGD", 2),
    (b"THB", 2),
    (b"TND", 3),
    (b"TRY", 2),
    (b"TWD", 2),
    (b"UAH", 2),
    (b"USD", 2),
    (b"VND", 0),
    (b"ZAR", 2),
];

/// Why an amount or a currency was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// No such currency, or none we know.
    #[error("\"{0}\" is not a currency we know: expected an ISO 4217 code such as EUR")]
    UnknownCurrency(String),
    /// The sum does not fit in 64 bits; no café sells that much.
    #[error("the amount is too large")]
    Overflow,
    /// Two different currencies met.
    #[error("{0} and {1} cannot be added")]
    MixedCurrencies(Currency, Currency),
}

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimal digits amounts of this currency are shown with.
    pub fn digits(self) -> u32 {
        CURRENCIES.iter().find(|(code, _)| **code == self.0).map_or(2, |(_, digits)| *digits)
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        CURRENCIES
            .iter()
            .find(|(known, _)| known.as_slice() == code.as_bytes())
            .map(|(known, _)| Self(**known))
            .ok_or_else(|| MoneyError::UnknownCurrency(code.chars().take(20).collect()))
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Self, MoneyError> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money: minor units of one currency. It may be negative (a discount, a refund).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in minor units: 350 is €3.50, ¥350.
    pub minor: i64,
    /// The currency the minor units are of.
    pub currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`MoneyError::MixedCurrencies`] or [`MoneyError::Overflow`].
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::MixedCurrencies(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The amount `quantity` times.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn times(self, quantity: u32) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(i64::from(quantity)).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The part of a tax-inclusive amount that is tax at `basis_points` (1,900 is 19 %), rounded
    /// half away from zero: `gross × rate ÷ (1 + rate)`.
    #[must_use]
    pub fn tax_included(self, basis_points: u32) -> Self {
        let rate = i128::from(basis_points);
        self.ratio(rate, 10_000 + rate)
    }

    /// The tax to add to a net amount at `basis_points`, rounded half away from zero.
    #[must_use]
    pub fn tax_on_top(self, basis_points: u32) -> Self {
        self.ratio(i128::from(basis_points), 10_000)
    }

    fn ratio(self, numerator: i128, denominator: i128) -> Self {
        let doubled = i128::from(self.minor) * numerator * 2;
        let half = if doubled < 0 { -denominator } else { denominator };
        let minor = (doubled + half) / (denominator * 2);
        Self { minor: i64::try_from(minor).unwrap_or(i64::MAX), ..self }
    }
}

impl fmt::Display for Money {
    /// As on a receipt without locale: `EUR 3.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10_u64.pow(digits);
        let amount = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        write!(f, "{} {sign}{}", self.currency, amount / unit)?;
        if digits > 0 {
            write!(f, ".{:0width$}", amount % unit, width = digits as usize)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn tax_included_in_a_price_is_rounded_to_the_nearest_cent() {
        assert_eq!(eur(1190).tax_included(1900).minor, 190);
        assert_eq!(eur(350).tax_included(700).minor, 23); // 22.897
        assert_eq!(eur(-1190).tax_included(1900).minor, -190);
        assert_eq!(eur(350).tax_included(0).minor, 0);
    }

    #[test]
    fn amounts_are_shown_with_the_digits_of_their_currency() {
        assert_eq!(eur(5).to_string(), "EUR 0.05");
        assert_eq!(eur(-350).to_string(), "EUR -3.50");
        assert_eq!(Money::new(350, "JPY".parse().expect("yen")).to_string(), "JPY 350");
        assert_eq!(Money::new(1234, "KWD".parse().expect("dinar")).to_string(), "KWD 1.234");
    }

    #[test]
    fn different_currencies_do_not_add() {
        let yen = Money::new(1, "JPY".parse().expect("yen"));
        assert!(matches!(eur(1).plus(yen), Err(MoneyError::MixedCurrencies(..))));
    }

    proptest! {
        #[test]
        fn tax_within_and_tax_on_top_agree_to_a_cent(
            net in 0_i64..10_000_000,
            rate in 0_u32..5_000
        ) {
            let tax = eur(net).tax_on_top(rate);
            let gross = eur(net).plus(tax).expect("small");
            prop_assert!((gross.tax_included(rate).minor - tax.minor).abs() <= 1);
        }
    }
}
