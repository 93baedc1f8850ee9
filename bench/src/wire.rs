//! Many keep-alive connections on one thread. Each has at most one request under way.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::http::Parser;

/// Read at once from one connection; larger than a menu, so that most answers take one read.
const READ_BYTES: usize = 64 * 1024;

/// What happens on a connection.
pub(crate) enum Happening<'a> {
    /// An answer is whole.
    Answer {
        /// It, with status, headers and body.
        answer: &'a mut Parser,
        /// Since its request was handed over.
        took: Duration,
    },
    /// An endless answer has more of its body; what is read should be taken out.
    Piece(&'a mut Parser),
    /// The connection is gone; why. A new one stands in its place.
    Lost(&'a str),
}

/// Says what to do about what happens. Whatever it writes to `next` is sent on that connection.
pub(crate) trait Handler {
    /// Something happened on the connection of that number.
    fn happened(&mut self, lane: usize, happening: Happening<'_>, next: &mut Vec<u8>);
}

/// The connections.
pub(crate) struct Wire {
    address: SocketAddr,
    poll: Poll,
    events: Events,
    lanes: Vec<Lane>,
    buffer: Box<[u8]>,
}

struct Lane {
    socket: TcpStream,
    parser: Parser,
    out: Vec<u8>,
    /// Bytes of `out` already sent.
    sent: usize,
    /// When the request under way was handed over; `None` when idle.
    since: Option<Instant>,
    /// Whether its answer has no end and is told piece by piece.
    endless: bool,
}

impl Wire {
    /// Opens `count` connections.
    ///
    /// # Errors
    /// When the server does not take them all.
    pub(crate) fn connect(address: SocketAddr, count: usize) -> Result<Self> {
        let poll = Poll::new().context("there is no epoll")?;
        let mut wire = Self {
            address,
            poll,
            events: Events::with_capacity(256),
            lanes: Vec::with_capacity(count),
            buffer: vec![0; READ_BYTES].into(),
        };
        for _ in 0..count {
            wire.add()?;
        }
        Ok(wire)
    }

    /// Opens one more and tells its number.
    ///
    /// # Errors
    /// When the server does not take it.
    pub(crate) fn add(&mut self) -> Result<usize> {
        let lane = self.lanes.len();
        let socket = self
            .socket(lane)
            .with_context(|| format!("{} did not take connection {}", self.address, lane + 1))?;
        let (parser, out) = (Parser::default(), Vec::new());
        self.lanes.push(Lane { socket, parser, out, sent: 0, since: None, endless: false });
        Ok(lane)
    }

    /// How many connections there are.
    pub(crate) fn count(&self) -> usize {
        self.lanes.len()
    }

    /// How many of them wait for an answer that has an end.
    pub(crate) fn under_way(&self) -> usize {
        self.lanes.iter().filter(|lane| lane.since.is_some() && !lane.endless).count()
    }

    /// Declares that the next answer on this connection has no end.
    pub(crate) fn expect_endless(&mut self, lane: usize) {
        self.lanes[lane].endless = true;
    }

    /// Sends what `write` appends. The connection must be idle.
    ///
    /// # Errors
    /// When the bytes cannot be handed over.
    pub(crate) fn send(&mut self, lane: usize, write: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
        let lane = &mut self.lanes[lane];
        write(&mut lane.out);
        lane.since = Some(Instant::now());
        lane.flush().context("a request could not be sent")
    }

    /// Waits at most `timeout` and tells `handler` all that has happened meanwhile.
    ///
    /// # Errors
    /// When waiting fails, or a lost connection cannot be replaced.
    pub(crate) fn turn(&mut self, timeout: Duration, handler: &mut dyn Handler) -> Result<()> {
        match self.poll.poll(&mut self.events, Some(timeout)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            waited => waited.context("waiting for answers failed")?,
        }
        let ready: Vec<usize> = self.events.iter().map(|event| event.token().0).collect();
        for number in ready {
            let lane = &mut self.lanes[number];
            if let Err(why) = lane.work(number, &mut self.buffer, handler) {
                self.replace(number)?;
                let lane = &mut self.lanes[number];
                handler.happened(number, Happening::Lost(&why), &mut lane.out);
                if !lane.out.is_empty() {
                    lane.since = Some(Instant::now());
                    lane.flush().context("a request could not be sent on a new connection")?;
                }
            }
        }
        Ok(())
    }

    fn replace(&mut self, number: usize) -> Result<()> {
        let socket = self.socket(number).context("a lost connection could not be replaced")?;
        let lane = &mut self.lanes[number];
        *lane = Lane {
            socket,
            parser: Parser::default(),
            out: Vec::new(),
            sent: 0,
            since: None,
            endless: lane.endless,
        };
        Ok(())
    }

    fn socket(&self, lane: usize) -> std::io::Result<TcpStream> {
        let socket = std::net::TcpStream::connect_timeout(&self.address, Duration::from_secs(5))?;
        socket.set_nodelay(true)?;
        socket.set_nonblocking(true)?;
        let mut socket = TcpStream::from_std(socket);
        let interest = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(&mut socket, Token(lane), interest)?;
        Ok(socket)
    }
}

impl Lane {
    /// Sends what is left to send and reads what there is to read.
    fn work(
        &mut self,
        number: usize,
        buffer: &mut [u8],
        handler: &mut dyn Handler,
    ) -> Result<(), String> {
        self.flush().map_err(|error| error.to_string())?;
        loop {
            let read = match self.socket.read(buffer) {
                Ok(0) => return Err("closed by the server".to_owned()),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.to_string()),
            };
            self.take(number, &buffer[..read], handler)?;
            // A short read means that the socket is empty, and epoll tells of what comes later.
            if read < buffer.len() {
                return Ok(());
            }
        }
    }

    fn take(
        &mut self,
        number: usize,
        mut bytes: &[u8],
        handler: &mut dyn Handler,
    ) -> Result<(), String> {
        while !bytes.is_empty() {
            let Some(since) = self.since else {
                return Err("bytes without a request".to_owned());
            };
            let (used, whole) = self.parser.feed(bytes).map_err(|broken| broken.0.to_owned())?;
            bytes = &bytes[used..];
            if whole {
                self.since = None;
                let (answer, took) = (&mut self.parser, since.elapsed());
                handler.happened(number, Happening::Answer { answer, took }, &mut self.out);
                if !self.out.is_empty() {
                    self.since = Some(Instant::now());
                    self.flush().map_err(|error| error.to_string())?;
                }
            } else if self.endless && self.parser.has_head() {
                let mut nothing = Vec::new();
                handler.happened(number, Happening::Piece(&mut self.parser), &mut nothing);
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        while self.sent < self.out.len() {
            match self.socket.write(&self.out[self.sent..]) {
                Ok(sent) => self.sent += sent,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.out.clear();
        self.sent = 0;
        Ok(())
    }
}
