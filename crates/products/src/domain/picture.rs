//! Pictures of products: what is taken as one, judged by its first bytes and not by what is said.

use kernel::LocationId;

use super::id::PictureId;
use super::words::MediaType;

/// Largest picture, in bytes. In base 64, as it is stored, that is 350,000 of the 390,000 bytes a
/// record may have.
pub(crate) const PICTURE_BYTES_MAX: usize = 256 * 1_024;
/// Most pictures of a location: each product several times over.
pub(crate) const PICTURES_MAX: i64 = 2_000;

/// A picture somebody has added to a location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Follows from whose it is and its bytes, so the same picture twice is the same.
    pub id: PictureId,
    /// Whose it is.
    pub location: LocationId,
    /// What it is.
    pub media_type: MediaType,
    /// At most 256 KiB.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// The path under which a picture is read, and which products name as their image.
    pub fn path(id: &PictureId) -> String {
        format!("/v1/pictures/{id}")
    }
}

impl MediaType {
    /// What bytes are, by how they begin; `None` for everything that is not taken. SVG is not: it
    /// can hold scripts.
    ///
    /// Source: the signatures of the WHATWG MIME Sniffing Standard, section 6.1.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..14) == Some(b"WEBPVP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

/// What `bytes` are, if they are what they are `said` to be; otherwise a sentence.
pub(crate) fn check_picture(said: &str, bytes: &[u8]) -> Result<MediaType, String> {
    let said: MediaType = said.parse()?;
    match MediaType::of(bytes) {
        Some(found) if found == said => Ok(said),
        Some(found) => Err(format!("it is sent as {said}, but it is {found}")),
        None => Err(format!("it is sent as {said}, but it does not begin like a picture")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_what_its_first_bytes_say() {
        let webp = b"RIFF\x24\x00\x00\x00WEBPVP8 rest";
        assert_eq!(check_picture("image/webp", webp), Ok(MediaType::Webp));
        assert_eq!(check_picture("image/png", b"\x89PNG\r\n\x1a\nrest"), Ok(MediaType::Png));
        assert_eq!(check_picture("image/jpeg", b"\xff\xd8\xff\xe0rest"), Ok(MediaType::Jpeg));

        let lie = check_picture("image/png", webp).expect_err("a WebP");
        assert_eq!(lie, "it is sent as image/png, but it is image/webp");
        for none in [&b""[..], b"RIFF", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"<svg", b"GIF89a"] {
            let refusal = check_picture("image/webp", none).expect_err("no picture");
            assert!(refusal.ends_with("does not begin like a picture"), "{refusal}");
        }
    }

    #[test]
    fn a_picture_that_can_hold_scripts_is_refused_by_its_type() {
        for said in ["image/svg+xml", "text/html", "image/gif", ""] {
            let refusal = check_picture(said, b"<svg/>").expect_err("not taken");
            let expected = "is not a type of picture taken here: expected one of image/webp, ";
            assert!(refusal.contains(expected), "{refusal}");
        }
    }
}
