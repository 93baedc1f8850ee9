//! A parser of answers that takes bytes as they come: whole, split anywhere, or several at once.

/// Largest head (status line and headers), in bytes.
const HEAD_MAX: usize = 16 * 1024;

/// The bytes are no HTTP/1.1 answer, or one of a kind the driver does not speak.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) &'static str);

/// Reads the answers of one connection, one after another.
#[derive(Default)]
pub(crate) struct Parser {
    head: Vec<u8>,
    body: Vec<u8>,
    status: u16,
    state: State,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the empty line that ends the head.
    #[default]
    Head,
    /// So many bytes of the body are missing.
    Sized(u64),
    /// Within the line that tells a chunk's length; the length so far.
    ChunkLength(u64),
    /// Behind the digits of that line; the length.
    ChunkLengthEnd(u64),
    /// So many bytes of a chunk and of its line end are missing.
    Chunk(u64),
    /// Behind the last chunk; bytes of the present trailer line.
    Trailer(u32),
    /// The answer is whole.
    Whole,
}

impl Parser {
    /// Takes bytes up to the end of one answer, says how many it took, and whether the answer is
    /// whole now. The answer can be read until the next call.
    ///
    /// # Errors
    /// When the bytes are no answer; the connection is of no use then.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<(usize, bool), Broken> {
        if self.state == State::Whole {
            self.head.clear();
            self.body.clear();
            self.state = State::Head;
        }
        let mut used = 0;
        while self.state != State::Whole && used < bytes.len() {
            let rest = &bytes[used..];
            used += match self.state {
                State::Head => self.take_head(rest)?,
                State::Sized(missing) => self.take_sized(rest, missing),
                State::Chunk(missing) => self.take_chunk(rest, missing),
                _ => self.take_framing(rest[0])?,
            };
        }
        Ok((used, self.state == State::Whole))
    }

    /// The status code of the answer.
    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// Whether the head is complete, so that [`Parser::status`] and the body so far are those of
    /// the answer under way.
    pub(crate) fn has_head(&self) -> bool {
        self.state != State::Head
    }

    /// The body so far. A reader of an endless answer takes out what it has read.
    pub(crate) fn body(&mut self) -> &mut Vec<u8> {
        &mut self.body
    }

    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    fn take_head(&mut self, bytes: &[u8]) -> Result<usize, Broken> {
        let before = self.head.len();
        self.head.extend_from_slice(bytes);
        let from = before.saturating_sub(3);
        let Some(end) = self.head[from..].windows(4).position(|four| four == b"\r\n\r\n") else {
            let short = self.head.len() <= HEAD_MAX;
            return if short { Ok(bytes.len()) } else { Err(Broken("the head has no end")) };
        };
        let end = from + end + 4;
        self.head.truncate(end);
        self.status = status(&self.head)?;
        self.state = match (self.status, header(&self.head, "content-length")) {
            (100..=199 | 204 | 304, _) | (_, Some("0")) => State::Whole,
            (_, Some(length)) => {
                State::Sized(length.parse().map_err(|_| Broken("a content-length is no number"))?)
            }
            (_, None) => match header(&self.head, "transfer-encoding") {
                Some(coding) if coding.eq_ignore_ascii_case("chunked") => State::ChunkLength(0),
                _ => return Err(Broken("an answer tells no length")),
            },
        };
        Ok(end - before)
    }

    fn take_sized(&mut self, bytes: &[u8], missing: u64) -> usize {
        let take = usize::try_from(missing).unwrap_or(usize::MAX).min(bytes.len());
        self.body.extend_from_slice(&bytes[..take]);
        let missing = missing - take as u64;
        self.state = if missing == 0 { State::Whole } else { State::Sized(missing) };
        take
    }

    /// The two bytes after a chunk's data belong to `missing` and not to the body.
    fn take_chunk(&mut self, bytes: &[u8], missing: u64) -> usize {
        let take = usize::try_from(missing).unwrap_or(usize::MAX).min(bytes.len());
        let data = usize::try_from(missing.saturating_sub(2)).unwrap_or(usize::MAX).min(take);
        self.body.extend_from_slice(&bytes[..data]);
        let missing = missing - take as u64;
        self.state = if missing == 0 { State::ChunkLength(0) } else { State::Chunk(missing) };
        take
    }

    fn take_framing(&mut self, byte: u8) -> Result<usize, Broken> {
        self.state = match (self.state, byte) {
            (State::ChunkLength(length), _) if byte.is_ascii_hexdigit() => {
                let digit = char::from(byte).to_digit(16).unwrap_or(0);
                let grown = length.checked_mul(16).ok_or(Broken("a chunk is too long"))?;
                State::ChunkLength(grown + u64::from(digit))
            }
            (State::ChunkLength(length) | State::ChunkLengthEnd(length), b'\n') => match length {
                0 => State::Trailer(0),
                length => State::Chunk(length + 2),
            },
            (State::ChunkLength(length), b'\r' | b';' | b' ') => State::ChunkLengthEnd(length),
            (State::ChunkLength(_), _) => return Err(Broken("a chunk tells no length")),
            (State::Trailer(0), b'\n') => State::Whole,
            (State::Trailer(_), b'\n') => State::Trailer(0),
            (State::Trailer(length), b'\r') => State::Trailer(length),
            (State::Trailer(length), _) => State::Trailer(length.saturating_add(1)),
            (state, _) => state,
        };
        Ok(1)
    }
}

fn status(head: &[u8]) -> Result<u16, Broken> {
    let digits = head.strip_prefix(b"HTTP/1.1 ").and_then(|rest| rest.get(..3));
    let status = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    status.ok_or(Broken("the bytes do not begin like HTTP/1.1"))
}

fn header<'a>(head: &'a [u8], name: &str) -> Option<&'a str> {
    head.split(|byte| *byte == b'\n').skip(1).find_map(|line| {
        let (found, value) = line.split_at_checked(name.len())?;
        let value = value.strip_prefix(b":")?;
        let value = std::str::from_utf8(value).ok()?;
        found.eq_ignore_ascii_case(name.as_bytes()).then(|| value.trim())
    })
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
