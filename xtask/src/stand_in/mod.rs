//! A throw-away stand-in for AWS: started for one command, gone when the command ends, however it
//! ends.

mod guard;
mod start;

use std::process::Command;

use anyhow::Result;

use crate::run;
pub(crate) use start::{StandIn, Wish};

/// The variable in which tests look for the stand-in's URL.
const URL: &str = "COMANDA_TEST_AWS";

/// Runs a command beside a stand-in of its own.
///
/// # Errors
/// When none could be started, or the command failed.
pub(crate) fn run(wish: &Wish, command: &[String]) -> Result<()> {
    // The shell's `cargo xtask stand-in -- …` leaves the two dashes in front.
    let words = command.strip_prefix(&["--".to_owned()]).unwrap_or(command);
    let (program, arguments) =
        words.split_first().map_or(("true", words), |(p, a)| (p.as_str(), a));
    beside(wish, |stand_in| {
        let mut command = Command::new(program);
        run::succeed(stand_in.known_to(command.args(arguments)))
    })
}

/// Does `work` beside a stand-in of its own. When it fails, the end of the stand-in's log is shown.
pub(crate) fn beside(wish: &Wish, work: impl FnOnce(&StandIn) -> Result<()>) -> Result<()> {
    let stand_in = StandIn::start(wish)?;
    println!("A stand-in for AWS is at {}", stand_in.url());
    let done = work(&stand_in);
    if done.is_err() {
        println!("The last that the stand-in said:\n{}", stand_in.end_of_log());
    }
    stand_in.stop().and(done)
}

impl StandIn {
    /// Lets a command find the stand-in, by our variable and by those of Amazon's clients.
    pub(crate) fn known_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        as_owner(command).env(URL, self.url()).env("AWS_ENDPOINT_URL", self.url())
    }
}

/// Gives a command the credentials of a stand-in's owner; nothing of an account that the
/// surroundings may know is left to it.
#[expect(clippy::disallowed_methods, reason = "what the surroundings say of AWS must not be seen")]
pub(crate) fn as_owner(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command.envs([
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_CONFIG_FILE", "/dev/null"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ])
}
