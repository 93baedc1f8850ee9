//! What stands between everybody and the stand-in while a blueprint is played (proof/src/between).

use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::programs::Programs;
use crate::stand_in::StandIn;

/// How long its start may take.
const START_LIMIT: Duration = Duration::from_mins(1);

/// The running process. It ends when its standard input does, and so with us.
pub(super) struct Between(Child);

impl Between {
    /// Starts it at `port` and waits until it listens.
    pub(super) fn start(programs: &Programs, port: u16, stand_in: &StandIn) -> Result<Self> {
        let mut command = programs.proof();
        command.args(["between", "--port", &port.to_string(), "--to", &stand_in.address()]);
        let mut child = command.stdin(Stdio::piped()).spawn().context("it cannot be started")?;
        let deadline = Instant::now() + START_LIMIT;
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if let Some(status) = child.try_wait()? {
                bail!("what stands between ended at once ({status})");
            }
            if Instant::now() > deadline {
                bail!("what stands between does not listen after {START_LIMIT:?}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(Self(child))
    }

    /// Ends it.
    pub(super) fn stop(mut self) -> Result<()> {
        drop(self.0.stdin.take());
        self.0.wait()?;
        Ok(())
    }
}
