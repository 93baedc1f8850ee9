//! Other programs, run from the root of the checkout.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the checkout")
}

/// Where cargo puts what it makes; the surroundings may have moved it.
pub(crate) fn target_dir() -> Result<PathBuf> {
    let text = output(&mut program("cargo metadata --format-version 1 --no-deps"))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let folder = metadata["target_directory"].as_str().context("cargo names its folder")?;
    Ok(folder.into())
}

/// A program that runs in the root, its arguments split at spaces.
pub(crate) fn program(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(root());
    command
}

/// `git`, also where the checkout belongs to somebody else, as in a container.
pub(crate) fn git(arguments: &[&str]) -> Command {
    let mut command = program("git -c");
    command.arg(format!("safe.directory={}", root().display())).args(arguments);
    command
}

/// Runs it; what it says goes where our own words go.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.status().with_context(|| format!("`{name}` cannot be started"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Runs it and returns what it said on standard output; its complaints go where ours go.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = describe(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{name}` cannot be started"))?;
    if !output.status.success() {
        bail!("`{name}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{name}` did not answer in UTF-8"))
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_arguments() {
        let error = succeed(&mut program("git no-such-verb")).expect_err("there is no such verb");
        assert!(error.to_string().contains("`git no-such-verb` failed"), "{error}");
    }
}
