use super::*;

const SIZED: &[u8] = b"HTTP/1.1 202 Accepted\r\nContent-Length: 5\r\nlocation: /v1/x\r\n\r\nhello";
const CHUNKED: &[u8] = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\
    3\r\nhel\r\n2;why=not\r\nlo\r\n0\r\ntrailer: t\r\n\r\n";
const EMPTY: &[u8] = b"HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n";

/// Feeds `bytes` in pieces of `size` and tells the whole answers, with status and body.
fn answers(bytes: &[u8], size: usize) -> Vec<(u16, String)> {
    let (mut parser, mut found) = (Parser::default(), Vec::new());
    for mut piece in bytes.chunks(size) {
        while !piece.is_empty() {
            let (used, whole) = parser.feed(piece).expect("an answer");
            piece = &piece[used..];
            if whole {
                let body = String::from_utf8(parser.body().clone()).expect("text");
                found.push((parser.status(), body));
            }
        }
    }
    found
}

#[test]
fn answers_are_the_same_however_their_bytes_are_split() {
    let all = [SIZED, CHUNKED, EMPTY, SIZED, b"HTTP/1.1 204 No Content\r\n\r\n"].concat();
    let told = |status, body: &str| (status, body.to_owned());
    let expected = vec![
        told(202, "hello"),
        told(200, "hello"),
        told(304, ""),
        told(202, "hello"),
        told(204, ""),
    ];
    for size in 1..=all.len() {
        assert_eq!(answers(&all, size), expected, "in pieces of {size}");
    }
}

#[test]
fn a_header_is_found_whatever_its_case() {
    let mut parser = Parser::default();
    parser.feed(SIZED).expect("an answer");
    assert_eq!(parser.header("content-length"), Some("5"));
    assert_eq!(parser.header("location"), Some("/v1/x"));
    assert_eq!(parser.header("etag"), None);
}

#[test]
fn an_endless_answer_shows_its_body_as_it_comes() {
    let mut parser = Parser::default();
    parser.feed(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n").expect("half a head");
    assert!(!parser.has_head());
    parser.feed(b"\r\n9\r\ndata: ").expect("half a chunk");
    assert!(parser.has_head());
    assert_eq!(std::mem::take(parser.body()), b"data: ");
    let (_, whole) = parser.feed(b"a\n\n\r\n").expect("the other half");
    assert_eq!((parser.body().as_slice(), whole), (&b"a\n\n"[..], false));
}

#[test]
fn what_is_no_answer_is_told_and_not_guessed() {
    let refused = |bytes: &[u8]| Parser::default().feed(bytes).expect_err("no answer").0;
    assert_eq!(refused(b"SSH-2.0\r\n\r\n"), "the bytes do not begin like HTTP/1.1");
    assert_eq!(refused(b"HTTP/1.1 200 OK\r\n\r\n"), "an answer tells no length");
    assert_eq!(
        refused(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nz\r\n"),
        "a chunk tells no length"
    );
    assert_eq!(refused(&vec![b'a'; HEAD_MAX + 1]), "the head has no end");
}
