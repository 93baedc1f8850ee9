//! Which addresses pushes may be sent to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use http::uri::Scheme;

/// Longest address, in characters. The longest of the known push services have about 600.
const CHARS_MAX: usize = 1_000;

/// Where one browser takes pushes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    pub(super) uri: Uri,
    /// Scheme, host and port: whom a token of ours is for.
    pub(super) origin: String,
}

impl Endpoint {
    /// Reads an address. `local` also allows this machine, in the clear.
    ///
    /// # Errors
    /// What is wrong, without anything of the address.
    pub(super) fn read(text: &str, local: bool) -> Result<Self, &'static str> {
        if text.len() > CHARS_MAX {
            return Err("is too long: expected at most 1,000 characters");
        }
        let uri: Uri = text.parse().map_err(|_| "is no URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("is no URL: expected https://…");
        };
        if authority.as_str().contains('@') {
            return Err("has a user in it");
        }
        let host = uri.host().unwrap_or_default();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
        let is_here = address.is_some_and(|address| address.is_loopback());
        let is_clear_here = local && is_here && *scheme == Scheme::HTTP;
        if *scheme != Scheme::HTTPS && !is_clear_here {
            return Err("is not https");
        }
        // Names are looked up when a push is sent, and held to the same then.
        if address.is_some_and(|address| !may_be_reached(address, local)) {
            return Err("is not a public address");
        }
        let origin = format!("{scheme}://{authority}");
        Ok(Self { uri, origin })
    }
}

/// Whether a request may go to this address: only to those of the public internet, never to this
/// machine, its network or what a cloud has behind link-local addresses. `local` also allows this
/// machine. Source: the special-purpose registries of IANA (RFC 6890).
pub(super) fn may_be_reached(address: IpAddr, local: bool) -> bool {
    let address = address.to_canonical();
    if address.is_loopback() {
        return local;
    }
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = a == 0
        || address.is_private()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        // Shared with other customers of a carrier.
        || (a == 100 && (64..128).contains(&b))
        // Protocols, relays, benchmarks, reserved.
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Global unicast is 2000::/3; of it, what leads to an IPv4 address or to nobody is left out:
    // Teredo and the other protocols of 2001::/23, documentation, 6to4.
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_special = match segments[0] {
        0x2001 => segments[1] < 0x0200 || segments[1] == 0x0db8,
        0x2002 => true,
        0x3fff => segments[1] < 0x1000,
        _ => false,
    };
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_push_services_of_browsers_are_reached() {
        for (text, origin) in [
            ("https://fcm.googleapis.com/fcm/send/abc:def", "https://fcm.googleapis.com"),
            (
                "https://updates.push.services.mozilla.com/wpush/v2/x",
                "https://updates.push.services.mozilla.com",
            ),
            ("https://web.push.apple.com/QAbc", "https://web.push.apple.com"),
            ("https://push.example:8443/x?y", "https://push.example:8443"),
        ] {
            assert_eq!(Endpoint::read(text, false).expect(text).origin, origin);
        }
    }

    #[test]
    fn what_is_not_https_or_leads_inside_is_refused() {
        for text in [
            "",
            "push",
            "/push",
            "http://push.example/x",
            "ftp://push.example/x",
            "https://user:password@push.example/x",
            "https://127.0.0.1/x",
            "http://127.0.0.1:80/x",
            "https://10.0.0.1/x",
            "https://169.254.169.254/latest/meta-data",
            "https://192.168.1.1/x",
            "https://172.16.0.1/x",
            "https://100.64.0.1/x",
            "https://0.0.0.0/x",
            "https://[::1]/x",
            "https://[::ffff:10.0.0.1]/x",
            "https://[fd00::1]/x",
            "https://[fe80::1]/x",
            "https://[2002:a00:1::1]/x",
            "https://[64:ff9b::a00:1]/x",
            "https://255.255.255.255/x",
        ] {
            assert!(Endpoint::read(text, false).is_err(), "{text}");
        }
        let long = format!("https://push.example/{}", "x".repeat(1_000));
        assert!(Endpoint::read(&long, false).is_err());
    }

    #[test]
    fn this_machine_is_reached_only_by_a_server_for_trying_out() {
        for text in ["http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "http://[::1]:9/x"] {
            assert!(Endpoint::read(text, true).is_ok(), "{text}");
            assert!(Endpoint::read(text, false).is_err(), "{text}");
        }
        for text in ["http://10.0.0.1/x", "http://push.example/x", "https://10.0.0.1/x"] {
            assert!(Endpoint::read(text, true).is_err(), "{text}");
        }
    }
}
