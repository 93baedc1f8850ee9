//! Where a request comes from.

use std::net::IpAddr;

/// The address a request comes from, as far as we believe it: the peer of the connection, or,
/// behind proxies of our own, what the outermost of them saw. An extension of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddress(pub IpAddr);

impl PeerAddress {
    /// The address behind `proxies` proxies, each of which has added one to `X-Forwarded-For`. What
    /// stands further left was written by whoever sent the request, and is not believed.
    #[must_use]
    pub fn behind(self, proxies: usize, forwarded_for: &str) -> Self {
        let mut seen = forwarded_for.rsplit(',').map(|one| one.trim().parse());
        match proxies.checked_sub(1).and_then(|before| seen.nth(before)) {
            Some(Ok(address)) => Self(address),
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_own_proxies_have_added_is_believed() {
        let peer = PeerAddress("10.0.0.1".parse().expect("an address"));
        let seen = |proxies, header| peer.behind(proxies, header).0.to_string();
        assert_eq!(seen(0, "203.0.113.7"), "10.0.0.1");
        assert_eq!(seen(1, "6.6.6.6, 203.0.113.7"), "203.0.113.7");
        assert_eq!(seen(2, "6.6.6.6, 203.0.113.7, 10.0.0.9"), "203.0.113.7");
        assert_eq!(seen(1, "2001:db8::1"), "2001:db8::1");
        for broken in ["", "unknown", "203.0.113.7:80"] {
            assert_eq!(seen(1, broken), "10.0.0.1", "{broken}");
        }
        assert_eq!(seen(3, "203.0.113.7"), "10.0.0.1");
    }
}
