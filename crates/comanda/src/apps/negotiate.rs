//! Which form of a file a browser gets: files are compressed when the apps are built, at the
//! highest level there is, and never again.

use axum::http::{HeaderMap, header};

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// Every encoding, the smallest first.
    pub(super) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// Its name in `Accept-Encoding` and `Content-Encoding`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// What the name of the file beside it ends with.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// The encodings that are accepted, best first (RFC 9110, section 12.5.3): by what the browser
/// prefers, and by size where it does not say. What it refuses is not among them.
pub(super) fn accepted(headers: &HeaderMap) -> Vec<Encoding> {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter();
    let listed: Vec<(String, u16)> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(read)
        .collect();
    let weight = |encoding: Encoding| {
        let of = |name: &str| listed.iter().find(|(known, _)| known == name).map(|(_, q)| *q);
        let same = if encoding == Encoding::Gzip { of("x-gzip") } else { None };
        let named = of(encoding.word()).or(same).or_else(|| of("*"));
        // Without a word about it, only the plain form is acceptable, after whatever was named.
        named.unwrap_or(u16::from(encoding == Encoding::Identity))
    };
    let mut weighed = Encoding::ALL.map(|encoding| (weight(encoding), encoding));
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().filter(|(weight, _)| *weight > 0).map(|(_, encoding)| encoding).collect()
}

/// A name and its weight in thousandths: `gzip;q=0.5` is 500.
fn read(item: &str) -> Option<(String, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?.to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let Some(weight) = weight else { return Some((name, 1_000)) };
    let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = match (whole, rest.len() <= 3 && digits(rest)) {
        ("0", true) => format!("{rest:0<3}").parse().ok()?,
        ("1", true) if rest.bytes().all(|byte| byte == b'0') => 1_000,
        // What cannot be read is not wanted: the plain form always is.
        _ => return None,
    };
    Some((name, thousandths))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn of(line: &'static str) -> Vec<&'static str> {
        let headers =
            HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(line))]);
        accepted(&headers).into_iter().map(Encoding::word).collect()
    }

    #[test]
    fn the_smallest_that_is_wanted_comes_first() {
        assert_eq!(of("gzip, deflate, br, zstd"), ["br", "gzip", "identity"]);
        assert_eq!(of("gzip, deflate"), ["gzip", "identity"]);
        assert_eq!(of("BR;q=1.0, x-gzip;q=1"), ["br", "gzip", "identity"]);
        assert_eq!(of("*"), ["br", "gzip", "identity"]);
    }

    #[test]
    fn weights_come_before_size() {
        assert_eq!(of("br;q=0.5, gzip;q=0.8"), ["gzip", "br", "identity"]);
        assert_eq!(of("identity, br;q=0.001"), ["identity", "br"]);
        assert_eq!(of("gzip;q=0.001, identity;q=0.002"), ["identity", "gzip"]);
    }

    #[test]
    fn what_is_refused_is_not_given() {
        assert_eq!(of("br;q=0, gzip"), ["gzip", "identity"]);
        assert_eq!(of("*;q=0, gzip"), ["gzip"]);
        assert_eq!(of("br, identity;q=0"), ["br"]);
        assert_eq!(of("*, br;q=0.0"), ["gzip", "identity"]);
    }

    #[test]
    fn whoever_names_nothing_or_nonsense_gets_the_plain_form() {
        assert_eq!(accepted(&HeaderMap::new()), [Encoding::Identity]);
        for line in ["", "br;q=2", "br;q=0.1234", "brotli", "br;q=a", ";;,", "q=1"] {
            assert_eq!(of(line), ["identity"], "{line}");
        }
    }
}
