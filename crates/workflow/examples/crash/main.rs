//! Kills a worker again and again while thousands of executions run, then looks what came of them.
//! `cargo xtask crash` runs it.
//!
//! `crash STORE EXECUTIONS KILLS`, where STORE is `sqlite:FILE` or `postgres://…`.
#![expect(clippy::print_stdout, reason = "a command line program speaks on standard output")]

mod check;
mod definition;
mod effects;
mod worker;

use std::error::Error;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// A worker that has not come to the end by then never will.
const PATIENCE: Duration = Duration::from_mins(10);

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["work", store, executions, "hold"] => {
            worker::work(store, executions.parse()?, false).await?;
        }
        ["work", store, executions, "end"] => {
            worker::work(store, executions.parse()?, true).await?;
        }
        [store, executions, kills] => {
            let (executions, kills) = (executions.parse()?, kills.parse()?);
            let began = Instant::now();
            let killed = kill_often(store, executions, kills)?;
            let seconds = began.elapsed().as_secs();
            let wrong = check::check(store, executions).await?;
            println!("{executions} executions, {killed} kills, {seconds} s: {wrong} are wrong");
            if wrong > 0 || killed < kills / 2 {
                return Ok(ExitCode::FAILURE);
            }
        }
        _ => return Err("expected: crash STORE EXECUTIONS KILLS".into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs workers until one comes to the end; says how many were killed before. During the first half
/// of the kills nothing is answered, so that all executions run; during the second they end.
fn kill_often(store: &str, executions: usize, kills: usize) -> Result<usize, Box<dyn Error>> {
    for killed in 0..=kills {
        let until = if killed < kills / 2 { "hold" } else { "end" };
        let mut worker = Command::new(std::env::current_exe()?)
            .args(["work", store, &executions.to_string(), until])
            .spawn()?;
        // Not always after the same time, so that every step is hit some time.
        let lives = Duration::from_millis(400 + (killed as u64 * 7_919) % 900);
        let patience = if killed == kills { PATIENCE } else { lives };
        let began = Instant::now();
        loop {
            if let Some(ended) = worker.try_wait()? {
                if ended.success() {
                    return Ok(killed);
                }
                return Err(format!("a worker ended with {ended}").into());
            }
            if began.elapsed() >= patience {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        // SIGKILL: it can do nothing about it.
        worker.kill()?;
        worker.wait()?;
    }
    Err("the last worker did not come to the end".into())
}
