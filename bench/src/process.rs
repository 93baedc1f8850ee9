//! What a process has used, as `/proc` tells it.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::units::float;

/// A process on this machine, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Processor time it has used so far, in user and system mode, all threads together.
    ///
    /// The kernel tells it in ticks of 10 ms, so measure over seconds.
    ///
    /// # Errors
    /// When there is no such process, or the machine has no `/proc`.
    pub(crate) fn cpu(self) -> Result<Duration> {
        let ticks = cpu_ticks(&self.read("stat")?).context("/proc/PID/stat has another form")?;
        let per_second = rustix::param::clock_ticks_per_second();
        Ok(Duration::from_secs_f64(float(ticks) / float(per_second)))
    }

    /// Its resident memory in bytes.
    ///
    /// # Errors
    /// When there is no such process, or the machine has no `/proc`.
    pub(crate) fn memory(self) -> Result<u64> {
        resident(&self.read("status")?).context("/proc/PID/status tells no VmRSS")
    }

    fn read(self, file: &str) -> Result<String> {
        let path = format!("/proc/{}/{file}", self.0);
        std::fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))
    }
}

/// Fields 14 and 15, counted behind the name, which may hold spaces and brackets itself.
fn cpu_ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1_024)
}

/// Raises the limit of open files as far as this process may, for itself and for what it starts,
/// and returns it. A connection costs a file in the driver and one in the server.
pub(crate) fn raise_open_files() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let highest = Rlimit { current: limit.maximum, maximum: limit.maximum };
    match setrlimit(Resource::Nofile, highest) {
        Ok(()) => limit.maximum.unwrap_or(u64::MAX),
        Err(_) => limit.current.unwrap_or(u64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let stat = "42 (a) b) c) S 1 42 42 0 -1 4194560 1 2 3 4 70 30 5 6 20 0 8 0 100";
        assert_eq!(cpu_ticks(stat), Some(100));
    }

    #[test]
    fn resident_memory_is_told_in_bytes() {
        assert_eq!(resident("Name:\tx\nVmRSS:\t    2048 kB\n"), Some(2 * 1_024 * 1_024));
        assert_eq!(resident("Name:\tx\n"), None);
    }

    #[test]
    fn this_process_has_used_memory() {
        let this = Process(std::process::id());
        assert!(this.memory().expect("there is /proc") > 100_000);
        this.cpu().expect("there is /proc");
    }
}
