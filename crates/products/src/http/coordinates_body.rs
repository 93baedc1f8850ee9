//! Where a location is, on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::Coordinates;

/// A place in degrees of WGS 84, as maps and phones tell it; kept to six decimals, which is 11 cm.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Coordinates)]
pub(super) struct CoordinatesBody {
    /// North of the equator, or south below zero.
    #[schema(minimum = -90, maximum = 90, example = 52.5208)]
    latitude: f64,
    /// East of Greenwich, or west below zero.
    #[schema(minimum = -180, maximum = 180, example = 13.4094)]
    longitude: f64,
}

impl From<Coordinates> for CoordinatesBody {
    fn from(Coordinates { latitude, longitude }: Coordinates) -> Self {
        Self { latitude, longitude }
    }
}

impl From<CoordinatesBody> for Coordinates {
    fn from(CoordinatesBody { latitude, longitude }: CoordinatesBody) -> Self {
        Self::rounded(latitude, longitude)
    }
}
