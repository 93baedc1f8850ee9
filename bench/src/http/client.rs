//! One request, one answer, one connection: for what is not measured.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::request::Request;
use super::response::Parser;

/// How long to wait for the answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends the request and reads its answer.
///
/// # Errors
/// When the server does not answer in time.
pub(crate) fn exchange(address: SocketAddr, request: &Request) -> Result<Parser> {
    let mut socket = TcpStream::connect_timeout(&address, PATIENCE)
        .with_context(|| format!("{address} takes no connection"))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let mut bytes = Vec::new();
    request.write(0, &mut bytes);
    socket.write_all(&bytes)?;
    let (mut parser, mut buffer) = (Parser::default(), vec![0; 64 * 1024]);
    loop {
        let read = socket.read(&mut buffer).with_context(|| format!("{address} is silent"))?;
        if read == 0 {
            bail!("{address} closed the connection before its answer was whole");
        }
        match parser.feed(&buffer[..read]) {
            Ok((_, true)) => return Ok(parser),
            Ok((_, false)) => {}
            Err(broken) => bail!("{address}: {}", broken.0),
        }
    }
}

/// The body of the answer to a request, which must have the status `expected`.
///
/// # Errors
/// When the server does not answer in time, or otherwise.
pub(crate) fn body(address: SocketAddr, request: &Request, expected: u16) -> Result<Vec<u8>> {
    let mut answer = exchange(address, request)?;
    if answer.status() != expected {
        let said = String::from_utf8_lossy(answer.body()).chars().take(400).collect::<String>();
        bail!("{address} answered {} and not {expected}: {said}", answer.status());
    }
    Ok(std::mem::take(answer.body()))
}
