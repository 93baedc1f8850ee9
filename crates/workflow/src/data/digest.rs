//! Hashes, for `States.Hash` and for JSONata's `$hash`.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Characters of the longest text that is hashed.
const TEXT_MAX: usize = 10_000;

/// The hash of `text` in lower-case hexadecimal digits.
///
/// # Errors
/// A sentence, when there is no such algorithm or the text is too long.
pub(super) fn hash(text: &str, algorithm: &str) -> Result<String, String> {
    let length = text.chars().count();
    if length > TEXT_MAX {
        return Err(format!("at most {TEXT_MAX} characters can be hashed, not {length}"));
    }
    match algorithm {
        "MD5" => Ok(digits(&Md5::digest(text))),
        "SHA-1" => Ok(digits(&Sha1::digest(text))),
        "SHA-256" => Ok(digits(&Sha256::digest(text))),
        "SHA-384" => Ok(digits(&Sha384::digest(text))),
        "SHA-512" => Ok(digits(&Sha512::digest(text))),
        _ => Err(format!(
            "`{algorithm}` is not one of the algorithms MD5, SHA-1, SHA-256, SHA-384 and SHA-512"
        )),
    }
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What AWS answers for "input data".
    #[test]
    fn every_algorithm_gives_what_step_functions_gives() {
        for (algorithm, start) in [
            ("MD5", "812f45842bc6d66ee14572ce20db8e86"),
            ("SHA-1", "aaff4a450a104cd177d28d18d74485e8cae074b7"),
            ("SHA-256", "b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3"),
            ("SHA-384", "d28a7d5cf25a74f11a50a18452b75e04bb3d70c9dd0510d6123aa008c756511b"),
            ("SHA-512", "6ce4adb348546d4f449c4d25aad9a7c9cb711d9e91982d3f0b29ca2f3f47d4ce"),
        ] {
            let hash = hash("input data", algorithm).expect("it is an algorithm");
            assert!(hash.starts_with(start), "{algorithm}: {hash}");
        }
    }

    #[test]
    fn unknown_algorithms_and_long_texts_are_refused() {
        assert!(hash("a", "md5").is_err_and(|why| why.contains("`md5`")));
        assert!(hash(&"ä".repeat(10_000), "MD5").is_ok());
        assert!(hash(&"a".repeat(10_001), "MD5").is_err());
    }
}
