//! What keeps secrets secret at rest: tokens and codes are kept as keyed hashes, and what must be
//! read again (authenticator secrets, signing keys) is sealed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{constant_time, hmac};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Random;

use crate::error::Error;

/// Keys that follow from the instance's own, one for each purpose.
pub(crate) struct Secrets {
    hashing: hmac::Key,
    sealing: LessSafeKey,
}

impl Secrets {
    /// From 32 bytes that nobody else knows and that every replica shares.
    pub(crate) fn new(root: &[u8]) -> Self {
        let root = hmac::Key::new(hmac::HMAC_SHA256, root);
        let sealing = hmac::sign(&root, b"sealing");
        let sealing = UnboundKey::new(&AES_256_GCM, sealing.as_ref());
        Self {
            hashing: hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"hashing").as_ref()),
            sealing: LessSafeKey::new(
                sealing.expect("SHA-256 has the 32 bytes that AES-256 takes"),
            ),
        }
    }

    /// The keyed hash of a token or code, for one purpose: without our key, even a code of eight
    /// digits cannot be found from it.
    pub(crate) fn hash(&self, purpose: &str, text: &str) -> String {
        let mut context = hmac::Context::with_key(&self.hashing);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(context.sign().as_ref())
    }

    /// Whether `text` has this hash. It takes as long whatever differs.
    pub(crate) fn fits(&self, purpose: &str, text: &str, hash: &str) -> bool {
        let found = self.hash(purpose, text);
        constant_time::verify_slices_are_equal(found.as_bytes(), hash.as_bytes()).is_ok()
    }

    /// Encrypts, bound to `purpose`: it opens nowhere else.
    pub(crate) fn seal(&self, purpose: &str, plain: &[u8], random: &dyn Random) -> String {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = plain.to_vec();
        self.sealing
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose.as_bytes()),
                &mut sealed,
            )
            .expect("what is sealed here is a few hundred bytes");
        BASE64_URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Secrets::seal`] made.
    ///
    /// # Errors
    /// [`Error::Sealed`] when it was sealed with another key or for another purpose.
    pub(crate) fn open(&self, purpose: &str, text: &str) -> Result<Vec<u8>, Error> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| Error::Sealed)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(Error::Sealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Sealed)?;
        let mut sealed = sealed.to_vec();
        let plain = self.sealing.open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut sealed);
        Ok(plain.map_err(|_| Error::Sealed)?.to_vec())
    }
}

/// A token of 256 bits, as text.
pub(crate) fn token(random: &dyn Random) -> String {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// `digits` random digits, each as likely as the others.
pub(crate) fn code(random: &dyn Random, digits: usize) -> String {
    from_alphabet(random, b"0123456789", digits)
}

/// `length` characters of `alphabet`, each as likely as the others.
pub(crate) fn from_alphabet(random: &dyn Random, alphabet: &[u8], length: usize) -> String {
    // Bytes from the last multiple of the alphabet's length on would favour its first characters.
    let fair = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let mut byte = [0];
        random.fill(&mut byte);
        let place = usize::from(byte[0]);
        if place < fair {
            text.push(char::from(alphabet[place % alphabet.len()]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use kernel::{OsRandom, SeededRandom};

    use super::*;

    #[test]
    fn what_is_sealed_opens_for_its_purpose_and_with_its_key_only() {
        let (ours, theirs) = (Secrets::new(&[1; 32]), Secrets::new(&[2; 32]));
        let sealed = ours.seal("totp", b"secret", &OsRandom);
        assert_eq!(ours.open("totp", &sealed).expect("opens"), b"secret");
        assert!(ours.open("key", &sealed).is_err());
        assert!(theirs.open("totp", &sealed).is_err());
        assert!(ours.open("totp", &sealed[..20]).is_err() && ours.open("totp", "").is_err());
        assert_ne!(sealed, ours.seal("totp", b"secret", &OsRandom));
    }

    #[test]
    fn a_hash_belongs_to_its_text_its_purpose_and_its_key() {
        let (ours, theirs) = (Secrets::new(&[1; 32]), Secrets::new(&[2; 32]));
        let hash = ours.hash("code", "12345678");
        assert!(ours.fits("code", "12345678", &hash));
        assert!(!ours.fits("code", "12345679", &hash));
        assert!(!ours.fits("token", "12345678", &hash));
        assert!(!theirs.fits("code", "12345678", &hash));
        assert_ne!(ours.hash("a", "b"), ours.hash("a\0b", ""));
    }

    #[test]
    fn digits_are_as_likely_as_each_other() {
        let digits = code(&SeededRandom::new(7), 100_000);
        for digit in '0'..='9' {
            let count = digits.chars().filter(|found| *found == digit).count();
            assert!((9_500..10_500).contains(&count), "{digit}: {count}");
        }
    }
}
