//! Runs a stand-in and takes it away when we are gone.
//!
//! As with the cluster, a shell waits at the end of a pipe whose other end we hold. It also starts
//! the stand-in, so there is no moment in which one runs that nobody watches over.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// `$1` is the program, `$2` the folder. The functions that the stand-in has started are in the
/// shell's process group and end with it. `ended` tells us that it did not even start.
const SCRIPT: &str = r#"
{ "$1" >"$2/log" 2>&1; : >"$2/ended"; } &
stand_in=$!
trap "" INT TERM HUP
read -r _
kill -TERM 0
{ sleep 10; kill -KILL 0; } >/dev/null 2>&1 &
wait "$stand_in"
for _ in 1 2 3 4 5; do
    rm -rf -- "$2"
    [ -e "$2" ] || break
    sleep 1
done
kill -KILL 0
"#;

/// The guard of one stand-in and its folder. Dropping it takes both away.
pub(super) struct Guard(Child);

impl Guard {
    /// Starts `stand_in` with the environment it names and nothing else, its log in `folder`.
    pub(super) fn run(stand_in: &Command, folder: &Path) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "guard"]).arg(stand_in.get_program()).arg(folder).env_clear();
        shell.envs(stand_in.get_envs().filter_map(|(name, value)| Some((name, value?))));
        shell.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Self(shell.current_dir("/").spawn().context("the stand-in cannot be started")?))
    }

    /// Takes the stand-in away and waits until it is gone.
    pub(super) fn finish(mut self, folder: &Path) -> Result<()> {
        self.end();
        if folder.exists() {
            bail!("the stand-in's folder could not be removed: {}", folder.display());
        }
        Ok(())
    }

    fn end(&mut self) {
        drop(self.0.stdin.take());
        // It ends by killing its group, itself included: how it ended says nothing.
        let _ = self.0.wait();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.end();
    }
}
