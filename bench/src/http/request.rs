//! Requests as ready bytes: only a number of fixed width changes from one to the next.

use anyhow::{Context, Result};

/// Hexadecimal digits of a serial number.
const SERIAL_DIGITS: usize = 16;

/// A request as it goes over the wire.
#[derive(Clone)]
pub(crate) struct Request {
    bytes: Vec<u8>,
    serial: Option<usize>,
}

impl Request {
    /// A GET with these headers.
    pub(crate) fn get(authority: &str, path: &str, headers: &[(&str, &str)]) -> Self {
        let bytes = format!("GET {path} HTTP/1.1\r\n{}\r\n", lines(authority, headers));
        Self { bytes: bytes.into_bytes(), serial: None }
    }

    /// A POST of a JSON body with these headers.
    pub(crate) fn post(authority: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut lines = lines(authority, headers);
        if !body.is_empty() {
            lines.push_str("content-type: application/json\r\n");
        }
        let head = format!("POST {path} HTTP/1.1\r\n{lines}content-length: {}\r\n\r\n", body.len());
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        Self { bytes, serial: None }
    }

    /// The same with an `Idempotency-Key` that begins with `run` and ends in the serial number
    /// given to [`Request::write`].
    pub(crate) fn keyed(mut self, run: &str) -> Self {
        let line_end = self.bytes.windows(2).position(|two| two == b"\r\n").unwrap_or(0) + 2;
        let name = format!("idempotency-key: {run}-");
        let line = format!("{name}{:0>width$}\r\n", 0, width = SERIAL_DIGITS);
        self.bytes.splice(line_end..line_end, line.into_bytes());
        self.serial = Some(line_end + name.len());
        self
    }

    /// Appends the request with this serial number to `out`.
    pub(crate) fn write(&self, serial: u64, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&self.bytes);
        if let Some(offset) = self.serial {
            let slot = &mut out[start + offset..start + offset + SERIAL_DIGITS];
            for (place, digit) in slot.iter_mut().rev().enumerate() {
                let value = usize::try_from((serial >> (4 * place)) & 15).unwrap_or(0);
                *digit = b"0123456789abcdef"[value];
            }
        }
    }
}

fn lines(authority: &str, headers: &[(&str, &str)]) -> String {
    let mut lines = format!("host: {authority}\r\n");
    for (name, value) in headers {
        lines.push_str(name);
        lines.push_str(": ");
        lines.push_str(value);
        lines.push_str("\r\n");
    }
    lines
}

/// The `host:port` of a plain `http://` URL without a path.
///
/// # Errors
/// With a sentence, when the URL is another kind.
pub(crate) fn authority(url: &str) -> Result<&str> {
    let authority = url.strip_prefix("http://").map(|rest| rest.trim_end_matches('/'));
    authority
        .filter(|authority| !authority.is_empty() && !authority.contains(['/', '?', '#', '@']))
        .with_context(|| format!("\"{url}\" is not of the form http://HOST:PORT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(request: &Request, serial: u64) -> String {
        let mut out = b"before ".to_vec();
        request.write(serial, &mut out);
        String::from_utf8(out.split_off(7)).expect("ASCII")
    }

    #[test]
    fn only_the_serial_number_differs_between_two_writes() {
        let request = Request::post("h:1", "/v1/orders", &[("a", "b")], b"{}").keyed("run");
        assert_eq!(
            text(&request, 0xabc),
            "POST /v1/orders HTTP/1.1\r\nidempotency-key: run-0000000000000abc\r\nhost: h:1\r\n\
             a: b\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
        );
        assert_eq!(text(&request, 1).replace("001", "abc"), text(&request, 0xabc));
    }

    #[test]
    fn a_get_ends_with_an_empty_line() {
        let request = Request::get("h:1", "/menu", &[]);
        assert_eq!(text(&request, 7), "GET /menu HTTP/1.1\r\nhost: h:1\r\n\r\n");
    }

    #[test]
    fn a_url_with_a_path_or_with_tls_is_refused() {
        assert_eq!(authority("http://127.0.0.1:80/").expect("plain"), "127.0.0.1:80");
        for url in ["https://a:1", "http://a:1/v1", "http://", "a:1"] {
            assert!(authority(url).is_err(), "{url}");
        }
    }
}
