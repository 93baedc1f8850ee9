//! What the report says about where it was made.

use std::path::Path;
use std::process::Command;

use super::figures::Machine;

/// This machine, as `/proc` tells it; what it does not tell stays empty.
pub(crate) fn machine() -> Machine {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let processors = read("/proc/cpuinfo");
    let memory = read("/proc/meminfo");
    let kibibytes = field(&memory, "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0_u64);
    Machine {
        processor: field(&processors, "model name").to_owned(),
        cores: std::thread::available_parallelism().map_or(0, usize::from),
        memory_bytes: kibibytes * 1_024,
        load_before: first_number(&read("/proc/loadavg")),
        kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
    }
}

fn first_number(text: &str) -> f64 {
    text.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0.0)
}

fn field<'a>(text: &'a str, name: &str) -> &'a str {
    let values = text.lines().filter_map(|line| line.strip_prefix(name)?.trim().strip_prefix(':'));
    values.map(str::trim).next().unwrap_or_default()
}

/// The commit of the sources in `dir`, with a `+` when they were changed since.
pub(crate) fn commit(dir: &Path) -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(dir).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain"]).is_some_and(|changes| !changes.is_empty());
    Some(if changed { commit + "+" } else { commit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_name_and_without_its_padding() {
        assert_eq!(field("model\t: 7\nmodel name\t: A B\n", "model name"), "A B");
        assert_eq!(field("MemTotal:  12 kB\n", "MemTotal"), "12 kB");
        assert_eq!(field("", "MemTotal"), "");
    }

    #[test]
    fn the_load_is_that_of_the_last_minute() {
        assert!((first_number("3.41 4.83 4.66 2/210 999") - 3.41).abs() < 1e-9);
    }
}
