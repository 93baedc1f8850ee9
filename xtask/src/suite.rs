//! The tests, beside a throw-away `PostgreSQL` and a stand-in for AWS. None may be passed over.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cluster;
use crate::run;
use crate::stand_in::{self, Wish};

/// Runs the tests; `arguments` go to nextest and choose among them.
///
/// # Errors
/// When a test fails or, with no arguments, when one would be passed over.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let nextest = run::program("cargo nextest --version").output();
    let nextest = nextest.is_ok_and(|output| output.status.success());
    beside_both(|beside| {
        if !nextest {
            println!(
                "*** cargo-nextest is missing: `cargo test` runs the tests one binary at a time."
            );
            println!("*** To get it: cargo install cargo-nextest --locked");
            return cargo_test(beside, arguments);
        }
        if arguments.is_empty() {
            refuse_skips()?;
        }
        // Alone, this is the whole workspace; `--workspace` would make a `-p` mean nothing.
        let mut nextest = run::program("cargo nextest run --all-features");
        run::succeed(beside(nextest.args(arguments)))
    })
}

/// What lets a command find everything that runs beside it.
type KnownTo<'a> = &'a dyn for<'c> Fn(&'c mut Command) -> &'c mut Command;

/// One of each serves all tests: each takes a schema, or names, of its own. A second stand-in would
/// not answer sooner: one takes as many requests a second as two do side by side on two cores.
fn beside_both(work: impl FnOnce(KnownTo<'_>) -> Result<()>) -> Result<()> {
    cluster::beside(false, |cluster| {
        stand_in::beside(&Wish::default(), |stand_in| {
            work(&|command| stand_in.known_to(cluster.known_to(command)))
        })
    })
}

/// Fails if nextest would pass a test over: ignored, or left out by its configuration.
fn refuse_skips() -> Result<()> {
    let mut list =
        run::program("cargo nextest list --workspace --all-features --message-format json");
    let list = serde_json::from_str(&run::output(&mut list)?).context("the list of tests")?;
    let skipped = skipped(&list);
    if !skipped.is_empty() {
        bail!(
            "tests that do not run prove nothing; these would be skipped:\n{}",
            skipped.join("\n")
        );
    }
    Ok(())
}

fn skipped(list: &Value) -> Vec<String> {
    let suites = list["rust-suites"].as_object().into_iter().flatten();
    let tests = suites.flat_map(|(suite, content)| {
        let tests = content["testcases"].as_object().into_iter().flatten();
        tests.map(move |(test, state)| (suite, test, state))
    });
    let skipped = tests.filter(|(.., state)| state["filter-match"]["status"] != "matches");
    skipped.map(|(suite, test, _)| format!("{suite} {test}")).collect()
}

fn cargo_test(beside: KnownTo<'_>, arguments: &[String]) -> Result<()> {
    let mut command = run::program("cargo test --all-features --lib --bins --tests --no-fail-fast");
    command.args(arguments).stdout(Stdio::piped());
    let mut tests = beside(&mut command).spawn().context("cargo cannot be started")?;
    let mut ignored = 0;
    for line in BufReader::new(tests.stdout.take().context("cargo says nothing")?).lines() {
        let line = line?;
        ignored += ignored_in(&line);
        println!("{line}");
    }
    if !tests.wait()?.success() {
        bail!("tests failed");
    }
    if arguments.is_empty() && ignored > 0 {
        bail!("tests that do not run prove nothing; {ignored} were ignored");
    }
    Ok(())
}

/// How many tests `test result: ok. 3 passed; 0 failed; 1 ignored; …` passed over.
fn ignored_in(line: &str) -> u32 {
    let counts = line.strip_prefix("test result: ").unwrap_or_default().split("; ");
    let ignored = counts.filter_map(|count| count.strip_suffix(" ignored")?.parse::<u32>().ok());
    ignored.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_would_not_run_is_named() {
        let list = serde_json::json!({ "rust-suites": { "orders": { "testcases": {
            "runs": { "ignored": false, "filter-match": { "status": "matches" } },
            "rests": { "ignored": true,
                       "filter-match": { "status": "mismatch", "reason": "ignored" } },
        } } } });
        assert_eq!(skipped(&list), ["orders rests"]);
    }

    #[test]
    fn ignored_tests_are_counted_in_what_cargo_says() {
        let line = "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out";
        assert_eq!(ignored_in(line), 2);
        assert_eq!(ignored_in("test a ... ok"), 0);
    }
}
