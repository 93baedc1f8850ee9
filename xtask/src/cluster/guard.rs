//! Takes a cluster away when we are gone.
//!
//! A shell waits at the end of a pipe whose other end we hold. However we end (done, failed,
//! ctrl-c, killed), the pipe closes; then it stops the server and removes the folder. It is in a
//! process group of its own, so that ctrl-c in a terminal does not reach it.

use std::os::unix::process::CommandExt;
use std::process::{Child, Stdio};

use anyhow::{Context, Result, bail};

use super::install::Install;

/// `$1` is `pg_ctl`, `$2` the folder. Tried again, because `initdb` or a server that is just
/// starting may outlive us for a moment and still write.
const SCRIPT: &str = r#"
trap "" INT TERM HUP
read -r _
for _ in 1 2 3 4 5; do
    "$1" stop --pgdata="$2/data" --mode=immediate --timeout=30 >/dev/null 2>&1
    rm -rf -- "$2"
    [ -e "$2" ] || exit 0
    sleep 1
done
exit 1
"#;

/// The guard of one folder. Dropping it takes the cluster away, too.
pub(super) struct Guard(Child);

impl Guard {
    /// Starts to watch over `folder`.
    pub(super) fn watch(install: &Install, folder: &str) -> Result<Self> {
        let mut shell = install.command("sh");
        let pg_ctl = install.program("pg_ctl");
        let pg_ctl = pg_ctl.get_args().last().unwrap_or(pg_ctl.get_program());
        shell.args(["-c", SCRIPT, "guard"]).arg(pg_ctl).arg(folder);
        shell.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self(shell.spawn().context("the guard of the cluster cannot be started")?))
    }

    /// Takes the cluster away and waits until it is gone.
    pub(super) fn finish(mut self) -> Result<()> {
        drop(self.0.stdin.take());
        let status = self.0.wait().context("the guard of the cluster was lost")?;
        if !status.success() {
            bail!("the cluster's folder could not be removed ({status})");
        }
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // Nothing is left to tell anybody; the guard does its work in any case.
        let _ = self.0.wait();
    }
}
