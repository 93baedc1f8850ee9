//! Everything that must hold before a change is taken in, step by step.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{aws, clients, generate, infra, licences, run, suite, tidy, web};

/// A step. They run in this order: what fails fast first, the tests last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// The code is formatted
    Fmt,
    /// The walls of the house stand
    Tidy,
    /// Every dependency's licence, source and name is allowed by deny.toml
    Licences,
    /// No lint warns
    Clippy,
    /// The documentation builds without a warning, and its examples run
    Doc,
    /// What is generated is committed
    Gen,
    /// The web apps follow the API, no lint warns, their rules hold, and they build
    Web,
    /// What describes infrastructure is valid, tested, and without a finding of its linters
    Infra,
    /// Every test passes and none is skipped
    Test,
    /// Clients that others wrote sign in, attacks fail, and pages and apps work in a browser
    Clients,
    /// Each blueprint on AWS is created on a stand-in, orders go through it, and nothing is left
    Aws,
}

/// Runs `steps`, or all of them when there are none. The rest still runs when one fails.
///
/// # Errors
/// When a step failed, naming which.
pub(crate) fn run(steps: &[Step]) -> Result<()> {
    let steps = if steps.is_empty() { Step::value_variants() } else { steps };
    let mut failed = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        println!("── {} ({} of {})", step.name(), at + 1, steps.len());
        let started = Instant::now();
        let done = step.run();
        let took_s = started.elapsed().as_secs_f64();
        match done {
            Ok(()) => println!("── {}: passed in {took_s:.1} s", step.name()),
            Err(error) => {
                println!("{error:#}\n── {}: FAILED after {took_s:.1} s", step.name());
                failed.push(step.name());
            }
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}; a step runs alone with `cargo xtask ci STEP`", failed.join(", "));
    }
    println!(
        "── all passed: {}",
        steps.iter().map(|step| step.name()).collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self) -> Result<()> {
        match self {
            Self::Fmt => run::succeed(&mut run::program("cargo fmt --all --check")),
            Self::Tidy => tidy::run(),
            Self::Licences => licences::run(),
            Self::Clippy => {
                let line = "cargo clippy --workspace --all-features --all-targets -- -D warnings";
                run::succeed(&mut run::program(line))
            }
            Self::Doc => {
                let mut doc = run::program("cargo doc --workspace --all-features --no-deps");
                run::succeed(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
                run::succeed(&mut run::program(
                    "cargo test --workspace --all-features --doc --quiet",
                ))
            }
            Self::Gen => generate::check(),
            Self::Web => web::check(),
            Self::Infra => infra::check(),
            Self::Test => suite::run(&[]),
            Self::Clients => clients::check(),
            Self::Aws => aws::run(None, false),
        }
    }
}
