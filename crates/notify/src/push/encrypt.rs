//! Encrypting a push so that only the browser reads it, not the push service that carries it
//! (RFC 8291; the form is that of RFC 8188 with one record).

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, ParsedPublicKey, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Random;

use crate::domain::{Flaw, Subscription};

/// Bytes of a point on P-256, uncompressed.
const POINT: usize = 65;
/// Bytes of what a browser shares with us.
const SECRET: usize = 16;
/// Bytes of the salt of a message.
const SALT: usize = 16;
/// The size of the one record, in bytes, and so the most of it. Source: RFC 8291, section 4.
const RECORD: u32 = 4_096;
/// What a record adds: the mark of its end, and the tag.
const RECORD_ADDS: usize = 1 + 16;
/// What stands before it: salt, size, length of the key's name, and the key.
const HEADER: usize = SALT + 4 + 1 + POINT;
/// Longest message, in bytes: a push service takes 4,096 (RFC 8030, section 7.2).
const MESSAGE_MAX: usize = 4_096 - HEADER - RECORD_ADDS;

/// Whom a message is for.
pub(super) struct Browser {
    public: Vec<u8>,
    secret: Vec<u8>,
}

impl Browser {
    /// Reads the keys of a subscription.
    ///
    /// # Errors
    /// What is wrong with them.
    pub(super) fn read(subscription: &Subscription) -> Result<Self, Flaw> {
        let flaw = |pointer, detail| Flaw { pointer, detail };
        let no_key = flaw("/keys/p256dh", "is no point on P-256: expected 65 bytes in base64url");
        let no_secret = flaw("/keys/auth", "is no secret: expected 16 bytes in base64url");
        let public = bytes(&subscription.public_key, POINT).ok_or_else(|| no_key.clone())?;
        let point = ParsedPublicKey::try_from(UnparsedPublicKey::new(&ECDH_P256, &public));
        if point.is_err() || public[0] != 4 {
            return Err(no_key);
        }
        let secret = bytes(&subscription.secret, SECRET).ok_or(no_secret)?;
        Ok(Self { public, secret })
    }

    /// Encrypts a message under a key made for it alone; `None` when it is too long.
    pub(super) fn seal(&self, message: &[u8], random: &dyn Random) -> Option<Vec<u8>> {
        let mut salt = [0; SALT];
        random.fill(&mut salt);
        self.seal_with(message, &private_key(random), salt)
    }

    fn seal_with(&self, message: &[u8], ours: &PrivateKey, salt: [u8; SALT]) -> Option<Vec<u8>> {
        if message.len() > MESSAGE_MAX {
            return None;
        }
        let our_public = ours.compute_public_key().ok()?;
        let theirs = UnparsedPublicKey::new(&ECDH_P256, &self.public);
        let mut input = [0; 32];
        agree(ours, theirs, (), |shared| {
            let info: [&[u8]; 3] = [b"WebPush: info\0", &self.public, our_public.as_ref()];
            let prk = Salt::new(HKDF_SHA256, &self.secret).extract(shared);
            prk.expand(&info, Bytes(32)).and_then(|key| key.fill(&mut input)).map_err(|_| ())
        })
        .ok()?;
        let prk = Salt::new(HKDF_SHA256, &salt).extract(&input);
        let (mut key, mut nonce) = ([0; 16], [0; NONCE_LEN]);
        prk.expand(&[b"Content-Encoding: aes128gcm\0"], Bytes(16)).ok()?.fill(&mut key).ok()?;
        prk.expand(&[b"Content-Encoding: nonce\0"], Bytes(NONCE_LEN))
            .ok()?
            .fill(&mut nonce)
            .ok()?;
        let mut record = message.to_vec();
        // The mark of the last record; without padding the length tells which message it is, which
        // the push service may know.
        record.push(2);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
        let nonce = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce, Aad::empty(), &mut record).ok()?;
        let mut sealed = Vec::with_capacity(HEADER + record.len());
        sealed.extend(salt);
        sealed.extend(RECORD.to_be_bytes());
        sealed.push(u8::try_from(POINT).ok()?);
        sealed.extend(our_public.as_ref());
        sealed.append(&mut record);
        Some(sealed)
    }
}

/// A length that HKDF fills.
struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

/// A key from chance. One in four thousand million is none and is drawn anew.
fn private_key(random: &dyn Random) -> PrivateKey {
    loop {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        if let Ok(key) = PrivateKey::from_private_key(&ECDH_P256, &bytes) {
            return key;
        }
    }
}

/// So many bytes in base64url. Some browsers' libraries pad it.
fn bytes(text: &str, count: usize) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    // Looked at before it is decoded, as it may be of any length.
    let fits = text.len() == (count * 4).div_ceil(3);
    let bytes = fits.then(|| BASE64_URL_SAFE_NO_PAD.decode(text).ok())??;
    (bytes.len() == count).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use kernel::{SeededRandom, Timestamp};

    use super::*;

    fn decoded(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url")
    }

    fn subscription(public_key: &str, secret: &str) -> Subscription {
        Subscription {
            endpoint: "https://push.example.net/x".to_owned(),
            public_key: public_key.to_owned(),
            secret: secret.to_owned(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    /// Source: RFC 8291, section 5 and appendix A.
    const PUBLIC: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn the_example_of_the_standard_comes_out_as_it_stands_there() {
        let browser = Browser::read(&subscription(PUBLIC, AUTH)).expect("good keys");
        let ours = decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let ours = PrivateKey::from_private_key(&ECDH_P256, &ours).expect("a key");
        let salt = decoded("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes");
        let message = b"When I grow up, I want to be a watermelon";
        let sealed = browser.seal_with(message, &ours, salt).expect("fits");
        let expected = concat!(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vC",
            "YLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL",
            "WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        );
        assert_eq!(BASE64_URL_SAFE_NO_PAD.encode(sealed), expected);
    }

    #[test]
    fn what_is_no_key_of_a_browser_is_refused_with_its_place() {
        let off_the_curve = format!("BA{}", "A".repeat(85));
        let compressed = format!("A{}", &PUBLIC[1..]);
        let place = |public: &str, auth: &str| {
            Browser::read(&subscription(public, auth)).err().map(|flaw| flaw.pointer)
        };
        assert_eq!(place(PUBLIC, AUTH), None);
        assert_eq!(place(&format!("{PUBLIC}="), &format!("{AUTH}==")), None);
        for key in ["", "BA", &off_the_curve, &compressed, &PUBLIC[1..], &PUBLIC.replace('_', "/")]
        {
            assert_eq!(place(key, AUTH), Some("/keys/p256dh"), "{key}");
        }
        for auth in ["", "BTBZ", &AUTH[1..], &format!("{AUTH}A")] {
            assert_eq!(place(PUBLIC, auth), Some("/keys/auth"), "{auth}");
        }
    }

    #[test]
    fn a_message_fits_what_push_services_take_or_is_not_sent() {
        let browser = Browser::read(&subscription(PUBLIC, AUTH)).expect("good keys");
        let random = SeededRandom::new(1);
        let longest = browser.seal(&vec![b'x'; MESSAGE_MAX], &random).expect("fits");
        assert_eq!(longest.len(), 4_096);
        assert_eq!(browser.seal(&vec![b'x'; MESSAGE_MAX + 1], &random), None);
        // And no two look alike.
        assert_ne!(browser.seal(b"ready", &random), browser.seal(b"ready", &random));
    }
}
