//! A picture as it is stored: its bytes in base 64, within a record like any other, so that every
//! store, backup and copy has them without another place to look after.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kernel::LocationId;
use serde::{Deserialize, Serialize};

use crate::domain::{MediaType, Picture, PictureId};
use crate::word::Word;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PictureRecord {
    pub(super) id: PictureId,
    location: LocationId,
    media_type: Word<MediaType>,
    base64: String,
}

/// The record of a picture of `location`; its id follows from what it holds.
pub(crate) fn picture_record(
    location: &LocationId,
    media_type: MediaType,
    bytes: &[u8],
) -> (PictureId, PictureRecord) {
    let base64 = STANDARD.encode(bytes);
    let id = PictureId::derived(&[location.as_str(), media_type.as_str(), &base64]);
    let (location, media_type) = (location.clone(), Word(media_type));
    (id.clone(), PictureRecord { id, location, media_type, base64 })
}

impl From<PictureRecord> for Picture {
    fn from(record: PictureRecord) -> Self {
        let bytes = STANDARD.decode(record.base64).expect("it was encoded when it was stored");
        let (Word(media_type), location) = (record.media_type, record.location);
        Self { id: record.id, location, media_type, bytes }
    }
}

/// The counter of how many more pictures a location has than none, as a number below 0: a floor is
/// what a counter can have. Names a place in the store, so it never changes.
pub(crate) fn pictures_counter(location: &LocationId) -> String {
    format!("pictures/{}", location.suffix())
}
