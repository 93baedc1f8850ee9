//! The project's own commands, run as `cargo xtask COMMAND`: what CI runs is what developers run.
#![expect(clippy::print_stdout, reason = "a command line program speaks on standard output")]

mod aws;
mod built;
mod ci;
mod clients;
mod cluster;
mod gen_contracts;
mod generate;
mod infra;
mod lambda;
mod licences;
mod measure;
mod run;
mod screens;
mod stand_in;
mod suite;
mod tidy;
mod tools;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Checks, tests and generates. What CI runs is in here.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs every check, or only the steps named
    Ci {
        /// Which steps, in this order; all of them when none is named
        #[arg(value_enum)]
        steps: Vec<ci::Step>,
    },
    /// Checks the walls between crates and layers, the shape of files, links and error pages
    Tidy,
    /// Runs the tests beside a throw-away `PostgreSQL` and a stand-in for AWS
    Test {
        /// Passed on to `cargo nextest run`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Runs a command beside a throw-away `PostgreSQL`, its URL in `COMANDA_TEST_POSTGRES`
    Db {
        /// Flush to disk as in production, for measurements; tests do without
        #[arg(long)]
        durable: bool,
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
    /// Creates the blueprints on stand-ins for AWS and plays orders through the real functions
    Aws {
        /// Only this one
        #[arg(long)]
        blueprint: Option<String>,
        /// Wait before taking it away, until standard input ends
        #[arg(long)]
        keep: bool,
    },
    /// Runs a command beside a throw-away stand-in for AWS, its URL in `COMANDA_TEST_AWS`
    StandIn {
        /// Refuse what the caller's IAM policies do not allow
        #[arg(long)]
        authorize: bool,
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
    /// Writes what is generated anew: contracts/, and parts of infra/
    Gen,
    /// Builds the apps in web/, each only if it has changed
    Web,
    /// Takes pictures of every main screen of the apps, into docs/screens
    Screens,
    /// Builds the functions of AWS Lambda as zips, in target/lambda
    Lambda(lambda::Build),
    /// Crashes the server again and again under load, on `SQLite` and on `PostgreSQL`
    Crash {
        /// How often, on each store
        #[arg(long, default_value_t = 100)]
        rounds: u32,
        /// Passed on to the chaos program: --seed, --power-loss, --faults
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measures the server beside the limits of this machine, in one run
    Bench {
        /// Passed on to the bench program: --quick, --save; `workflow` measures the engine alone,
        /// `identity` signing in
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Ci { steps } => ci::run(&steps),
        Command::Tidy => tidy::run(),
        Command::Test { arguments } => suite::run(&arguments),
        Command::Db { durable, command } => cluster::run(durable, &command),
        Command::Aws { blueprint, keep } => aws::run(blueprint.as_deref(), keep),
        Command::StandIn { authorize, command } => {
            let wish = stand_in::Wish { authorize, ..stand_in::Wish::default() };
            stand_in::run(&wish, &command)
        }
        Command::Gen => generate::write(),
        Command::Web => web::build(),
        Command::Screens => screens::take(),
        Command::Lambda(build) => lambda::run(&build),
        Command::Crash { rounds, arguments } => measure::crash(rounds, &arguments),
        Command::Bench { arguments } => measure::bench(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
