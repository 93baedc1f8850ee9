//! Plays what `cargo xtask aws` has created.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser};
use proof::aws::Caller;
use proof::between::Control;
use proof::outputs::Outputs;
use proof::stage::Stage;
use proof::{between, cold, crash, diagnose, leftovers, lent_rights, rights, scenes};
use tokio::task::spawn_blocking;

/// Plays orders through a blueprint that was created on a stand-in for AWS.
#[derive(Debug, Parser)]
enum Command {
    /// Stands between everybody and AWS, until standard input ends
    Between {
        /// Where it listens
        #[arg(long)]
        port: u16,
        /// Where AWS is
        #[arg(long)]
        to: SocketAddr,
    },
    /// Lends the rights that a stand-in asks for and AWS does not
    Prepare(Created),
    /// Plays all scenes
    Play {
        #[command(flatten)]
        created: Created,
        /// Where the hosted sign-in may send people back to
        #[arg(long)]
        back_to: String,
    },
    /// Tries what no function may do, with the credentials of each function's role
    Rights {
        #[command(flatten)]
        created: Created,
        /// The list of calls that must be refused
        #[arg(long)]
        forbidden: PathBuf,
    },
    /// Measures from the start of a function to its first answer
    Cold {
        /// Where AWS is
        #[arg(long)]
        aws: SocketAddr,
        /// Where the programs `lambda-ROLE` are
        #[arg(long)]
        programs: PathBuf,
        /// The program that only says hello
        #[arg(long)]
        hello: PathBuf,
        /// How often each is started
        #[arg(long, default_value_t = 30)]
        runs: usize,
    },
    /// Fails when something is left of what was created
    NothingLeft {
        /// Where AWS is
        #[arg(long)]
        aws: SocketAddr,
        /// What the bootstrap has made may be there
        #[arg(long)]
        but_bootstrap: bool,
    },
}

/// What was created, and where.
#[derive(Debug, Args)]
struct Created {
    /// Where AWS is
    #[arg(long)]
    aws: SocketAddr,
    /// What `terraform output -json` wrote
    #[arg(long)]
    outputs: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Command::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("FAILED: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Between { port, to } => tokio::select! {
            ended = between::run(port, to) => ended,
            ended = all_of_stdin() => ended.map(drop),
        },
        Command::Prepare(created) => {
            let outputs = Outputs::read(&created.outputs)?;
            lent_rights::lend(&Caller::owner(created.aws), &outputs).await
        }
        Command::Rights { created, forbidden } => {
            let (owner, outputs) = (Caller::owner(created.aws), Outputs::read(&created.outputs)?);
            lent_rights::take_back(&owner, &outputs).await?;
            let denied = rights::forbidden_calls_are_denied(&owner, &outputs, &forbidden).await?;
            say(&format!("{denied} forbidden calls were denied"));
            Ok(())
        }
        Command::Play { created, back_to } => {
            let outputs = Outputs::read(&created.outputs)?;
            let played = play(&created, &outputs, &back_to).await;
            if played.is_err() {
                say(&diagnose::logs(&Caller::owner(created.aws), &outputs).await);
            }
            played
        }
        Command::Cold { aws, programs, hello, runs } => {
            let figures = cold::measure(aws, &programs, hello, runs).await?;
            say(&cold::table(&figures));
            Ok(())
        }
        Command::NothingLeft { aws, but_bootstrap } => {
            leftovers::none(&Caller::owner(aws), but_bootstrap).await?;
            say("nothing is left");
            Ok(())
        }
    }
}

async fn play(created: &Created, outputs: &Outputs, back_to: &str) -> anyhow::Result<()> {
    let stage = Stage::set(outputs.clone(), created.aws, back_to).await?;
    say("everybody is signed in on the hosted page, by code and verifier");
    scenes::strangers(&stage).await?;
    say("strangers are refused");
    if let Some(files) = scenes::apps_are_there(&stage).await? {
        say(&format!("{files} files of the apps are there, and the sign-in leads back into them"));
    }
    let control = Control::new(created.aws);
    control.forget_calls().await?;
    let order = scenes::one_order(&stage).await?;
    say(&format!("{order} was collected, and nothing is left to do"));
    say(&scenes::calls_of_an_order(&control.told().await?.calls, outputs.prefix()?)?);
    scenes::ends_among_the_dead(&stage).await?;
    say("poison ends among the dead letters, and an alarm counts them");
    // Where orders begin with a code, they begin at the same place and end at the same: once is
    // enough.
    if stage.scan().await?.is_none() {
        let broken = crash::run(&stage, control, say).await?;
        say(&format!("{broken} times something broke, and every order ended once"));
    }
    Ok(())
}

async fn all_of_stdin() -> anyhow::Result<String> {
    let read = spawn_blocking(|| std::io::read_to_string(std::io::stdin()));
    read.await?.context("standard input is text")
}

fn say(line: &str) {
    // Whoever reads this may have gone; the exit code still says it.
    let _ = writeln!(std::io::stdout(), "   {line}");
}
