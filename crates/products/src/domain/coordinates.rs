//! Where on Earth something is.

use super::fault::Faults;

const LATITUDE_MAX: f64 = 90.0;
const LONGITUDE_MAX: f64 = 180.0;
/// Steps of a degree: a millionth of one is 11 cm. Six decimals are read exactly from JSON and TOML
/// and by every database, so that a file imported again changes nothing.
const STEPS: f64 = 1_000_000.0;

/// A place in degrees of the World Geodetic System 1984, as maps and phones tell it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinates {
    /// North of the equator, or south below zero: -90 to 90.
    pub latitude: f64,
    /// East of Greenwich, or west below zero: -180 to 180.
    pub longitude: f64,
}

impl Coordinates {
    /// A place, rounded to six decimals.
    pub fn rounded(latitude: f64, longitude: f64) -> Self {
        let round = |degrees: f64| (degrees * STEPS).round() / STEPS;
        Self { latitude: round(latitude), longitude: round(longitude) }
    }

    /// Notes every fault of it.
    pub(super) fn check(self, faults: &mut Faults) {
        let mut within = |field: &str, degrees: f64, max: f64| {
            // What is not a number is in no range.
            if !(-max..=max).contains(&degrees) {
                faults.add(field, format!("is {degrees}: expected degrees from -{max} to {max}"));
            }
        };
        within("latitude", self.latitude, LATITUDE_MAX);
        within("longitude", self.longitude, LONGITUDE_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(latitude: f64, longitude: f64) -> Vec<String> {
        let mut faults = Faults::new();
        Coordinates::rounded(latitude, longitude).check(&mut faults);
        faults
            .into_vec()
            .iter()
            .map(|fault| format!("{} {}", fault.pointer, fault.detail))
            .collect()
    }

    #[test]
    fn a_place_is_on_the_globe() {
        assert_eq!(faults(-90.0, 180.0), Vec::<String>::new());
        let beyond = [
            "/latitude is 90.000001: expected degrees from -90 to 90",
            "/longitude is -181: expected degrees from -180 to 180",
        ];
        assert_eq!(faults(90.000_001, -181.0), beyond);
        assert_eq!(faults(f64::NAN, f64::INFINITY).len(), 2);
    }

    #[test]
    fn a_place_is_kept_to_a_tenth_of_a_metre() {
        let place = Coordinates::rounded(52.520_008_437, -13.404_954_4);
        assert_eq!(place, Coordinates { latitude: 52.520_008, longitude: -13.404_954 });
    }
}
