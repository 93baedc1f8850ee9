//! Identifiers: a prefix that says what is named, an underscore, and a suffix.
//!
//! What people name (locations, products, options) has a readable suffix: `prd_flat-white`. What
//! the system names (orders) has 26 characters that stand for 128 bits: `ord_0h5k…`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// What kind of thing an id names. Implemented by empty marker types.
pub trait Kind: 'static {
    /// The three letters in front of the underscore.
    const PREFIX: &'static str;
    /// The word for a message: "an order id".
    const NAME: &'static str;
}

/// An identifier of one kind of thing; an `Id<Order>` is never taken for an `Id<Location>`.
pub struct Id<K: Kind>(Box<str>, PhantomData<fn() -> K>);

/// The text is not an identifier of the expected kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not {name} id: expected \"{prefix}_\" and 1 to 64 of a-z, 0-9 and hyphens")]
pub struct InvalidId {
    name: &'static str,
    prefix: &'static str,
    given: String,
}

/// Longest suffix, in characters.
const SUFFIX_MAX: usize = 64;

impl<K: Kind> Id<K> {
    /// Makes an id from its suffix alone: `flat-white` becomes `prd_flat-white`.
    ///
    /// # Errors
    /// When the suffix is empty, longer than 64 characters, or has characters other than `a-z`,
    /// `0-9` and `-`.
    pub fn from_suffix(suffix: &str) -> Result<Self, InvalidId> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if suffix.is_empty() || suffix.len() > SUFFIX_MAX || !suffix.chars().all(allowed) {
            return Err(InvalidId::of::<K>(suffix));
        }
        Ok(Self(format!("{}_{suffix}", K::PREFIX).into(), PhantomData))
    }

    /// The id that follows from `parts`: the same parts always give the same id, and nobody can
    /// find two sets of parts with one id. 128 bits of SHA-256 over the length-prefixed parts.
    pub fn derived(parts: &[&str]) -> Self {
        Self(format!("{}_{}", K::PREFIX, derive_suffix(parts)).into(), PhantomData)
    }

    /// The whole id, prefix included.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the underscore.
    pub fn suffix(&self) -> &str {
        &self.0[K::PREFIX.len() + 1..]
    }
}

impl InvalidId {
    fn of<K: Kind>(given: &str) -> Self {
        let given = given.chars().take(80).collect();
        Self { name: K::NAME, prefix: K::PREFIX, given }
    }
}

/// 26 characters of lower-case Crockford base 32 that follow from `parts`.
pub fn derive_suffix(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut bits = [0_u8; 16];
    bits.copy_from_slice(&digest[..16]);
    base32(u128::from_be_bytes(bits))
}

/// Crockford's alphabet in lower case: no letter looks like a digit.
const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

fn base32(bits: u128) -> String {
    let digits = (0..DERIVED_CHARS).rev();
    digits.map(|digit| char::from(BASE32[(bits >> (digit * 5)) as usize & 31])).collect()
}

impl<K: Kind> FromStr for Id<K> {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let suffix = text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_'));
        suffix
            .and_then(|suffix| Self::from_suffix(suffix).ok())
            .ok_or_else(|| InvalidId::of::<K>(text))
    }
}

impl<K: Kind> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<K: Kind> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K: Kind> Eq for Id<K> {}
impl<K: Kind> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: Kind> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K: Kind> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Declares marker types and their id aliases: `kinds! { Order => OrderId, "ord", "an order" }`.
#[macro_export]
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $alias:ident, $prefix:literal, $name:literal;)+) => {$(
        #[doc = concat!("Marker for ", $name, ".")]
        pub enum $kind {}
        impl $crate::IdKind for $kind {
            const PREFIX: &'static str = $prefix;
            const NAME: &'static str = $name;
        }
        $(#[$doc])*
        pub type $alias = $crate::Id<$kind>;
    )+};
}

kinds! {
    /// Names one shop: `loc_demo-cafe`.
    Location => LocationId, "loc", "a location";
    /// Names one order: `ord_` and 26 characters.
    Order => OrderId, "ord", "an order";
}

/// What the id of a guest begins with.
const GUEST: &str = "guest_";
/// Characters of an id that follows from something: 128 bits in base 32.
const DERIVED_CHARS: usize = 26;

/// Who a principal is, as the identity provider's `sub` claim says. Opaque; at most 128 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrincipalId(Box<str>);

impl PrincipalId {
    /// Takes the `sub` claim as it stands.
    pub fn new(sub: &str) -> Self {
        Self(sub.into())
    }

    /// Somebody who orders without an account: `guest_` and 26 characters that follow from
    /// `token`, which must be one nobody can guess.
    pub fn guest(token: &str) -> Self {
        Self(format!("{GUEST}{}", derive_suffix(&["guest", token])).into())
    }

    /// Whether this is somebody who orders without an account.
    pub fn is_guest(&self) -> bool {
        let suffix = self.0.strip_prefix(GUEST);
        suffix.is_some_and(|suffix| {
            suffix.len() == DERIVED_CHARS && suffix.bytes().all(|byte| BASE32.contains(&byte))
        })
    }

    /// The claim as it stands.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PrincipalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_kind() {
        let order: OrderId = "ord_abc".parse().expect("an order id");
        assert_eq!(order.suffix(), "abc");
        assert!("loc_abc".parse::<OrderId>().is_err());
    }

    #[test]
    fn a_bad_id_says_what_was_expected() {
        let error = "ord_ABC".parse::<OrderId>().expect_err("capitals are refused");
        assert_eq!(
            error.to_string(),
            "\"ord_ABC\" is not an order id: expected \"ord_\" and 1 to 64 of a-z, 0-9 and hyphens"
        );
    }

    #[test]
    fn a_derived_id_depends_on_where_one_part_ends_and_the_next_begins() {
        assert_eq!(OrderId::derived(&["a", "bc"]), OrderId::derived(&["a", "bc"]));
        assert_ne!(OrderId::derived(&["a", "bc"]), OrderId::derived(&["ab", "c"]));
        assert_eq!(OrderId::derived(&["a"]).suffix().len(), 26);
    }

    #[test]
    fn a_derived_id_parses_back() {
        let id = OrderId::derived(&["anna", "key-1"]);
        assert_eq!(id.as_str().parse::<OrderId>().expect("round trip"), id);
    }

    #[test]
    fn a_guest_is_known_by_their_id_and_nobody_is_taken_for_one() {
        let guest = PrincipalId::guest("7f");
        assert!(guest.is_guest(), "{guest}");
        assert_eq!(guest, PrincipalId::guest("7f"));
        assert_ne!(guest, PrincipalId::guest("80"));
        let long = format!("{guest}0");
        for other in
            ["anna", "guest_", "guest_1", "guest-7", &long, "guest_0123456789ABCDEFGHJKMNPQRS"]
        {
            assert!(!PrincipalId::new(other).is_guest(), "{other}");
        }
    }
}
