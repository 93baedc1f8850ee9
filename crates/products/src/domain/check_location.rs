//! Everything a location must hold to, checked whole.

use super::fault::{Fault, Faults, NAME_CHARS_MAX, SLUG_CHARS_MAX};
use super::location::Location;

const TAX_CLASSES_MAX: usize = 10;
/// In basis points: 100 %.
const TAX_RATE_MAX: u32 = 10_000;
const PREPARATION_MINUTES_MAX: u32 = 240;
const ADDRESS_LINES_MAX: usize = 6;
const PHONE_CHARS_MAX: usize = 30;
const RANGES_OF_A_DAY_MAX: usize = 6;
const EXCEPTIONS_MAX: usize = 100;

/// Every fault of a location.
pub(crate) fn check_location(location: &Location) -> Vec<Fault> {
    let mut faults = Faults::new();
    faults.line("name", &location.name, NAME_CHARS_MAX);
    if location.tax_rates.is_empty() {
        faults.add("tax_rates", "is empty: expected at least one class, such as standard");
    }
    faults.count("tax_rates", location.tax_rates.len(), TAX_CLASSES_MAX);
    faults.within("tax_rates", |faults| {
        for (class, rate) in &location.tax_rates {
            faults.slug(class, class, SLUG_CHARS_MAX);
            if *rate > TAX_RATE_MAX {
                faults.add(class, format!("is {rate} basis points: expected at most 10,000"));
            }
        }
    });
    let minutes = location.preparation_minutes;
    faults.number("preparation_minutes", minutes, 1..=PREPARATION_MINUTES_MAX);
    faults.within("ordering", |faults| location.ordering.check(faults));
    faults.count("address", location.address.len(), ADDRESS_LINES_MAX);
    faults.each("address", &location.address, |faults, line| {
        let (chars, control) = (line.chars().count(), line.chars().any(char::is_control));
        if line.trim().is_empty() || chars > NAME_CHARS_MAX || control {
            faults.here(format!("is not a line of 1 to {NAME_CHARS_MAX} characters"));
        }
    });
    if let Some(coordinates) = location.coordinates {
        faults.within("coordinates", |faults| coordinates.check(faults));
    }
    if let Some(phone) = &location.phone {
        let allowed = |c: char| c.is_ascii_digit() || " +-()/.".contains(c);
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        if phone.len() > PHONE_CHARS_MAX || digits < 3 || !phone.chars().all(allowed) {
            faults.add("phone", "is not a telephone number: expected such as +49 30 1234567");
        }
    }
    faults.within("hours", |faults| {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        for (day, ranges) in days.iter().zip(&location.hours.week) {
            faults.count(day, ranges.len(), RANGES_OF_A_DAY_MAX);
        }
        faults.count("exceptions", location.hours.exceptions.len(), EXCEPTIONS_MAX);
        faults.within("exceptions", |faults| {
            for (date, ranges) in &location.hours.exceptions {
                faults.count(&date.to_string(), ranges.len(), RANGES_OF_A_DAY_MAX);
            }
        });
    });
    faults.into_vec()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Coordinates, Fulfilment, Ordering, QrCodes, samples};
    use super::*;

    #[test]
    fn a_location_in_order_has_no_faults() {
        assert_eq!(check_location(&samples::location()), []);
    }

    #[test]
    fn a_location_needs_a_tax_class_and_a_sane_address() {
        let mut location = samples::location();
        location.tax_rates.clear();
        location.preparation_minutes = 0;
        location.address = vec![String::new()];
        location.coordinates = Some(Coordinates::rounded(91.0, 13.4));
        location.phone = Some("call me".to_owned());
        let faults = check_location(&location);
        let found: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        let expected =
            ["/tax_rates", "/preparation_minutes", "/address/0", "/coordinates/latitude", "/phone"];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_set_for_ordering_is_within_its_limits() {
        let mut location = samples::location();
        let codes = |tokens, minutes| Some(QrCodes { tokens, minutes });
        location.ordering = Ordering {
            fulfilments: BTreeSet::from([Fulfilment::DineIn]),
            open_orders_max: Some(10_000),
            open_orders_per_customer_max: Some(1),
            order_wait_s: 60,
            barista_wait_s: 86_400,
            handover_wait_s: 604_800,
            qr_codes: codes(1_000, 1_440),
        };
        assert_eq!(check_location(&location), []);
        location.ordering = Ordering {
            fulfilments: BTreeSet::new(),
            open_orders_max: Some(0),
            open_orders_per_customer_max: Some(101),
            order_wait_s: 59,
            barista_wait_s: 86_401,
            handover_wait_s: 299,
            qr_codes: codes(0, 1_441),
        };
        let faults = check_location(&location);
        let found: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        let expected = [
            "/ordering/fulfilments",
            "/ordering/open_orders_max",
            "/ordering/open_orders_per_customer_max",
            "/ordering/order_wait_s",
            "/ordering/barista_wait_s",
            "/ordering/handover_wait_s",
            "/ordering/qr_codes/tokens",
            "/ordering/qr_codes/minutes",
        ];
        assert_eq!(found, expected);
        let detail = "is empty: expected at least one of pickup, dine-in, delivery";
        assert_eq!(faults[0].detail, detail);
        assert_eq!(faults[1].detail, "is 0: expected 1 to 10000");
    }
}
