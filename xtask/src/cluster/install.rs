//! Which `PostgreSQL` there is on this machine, and as whom it runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::run;

/// The programs of a `PostgreSQL`, and how they are started.
pub(super) struct Install {
    folder: PathBuf,
    /// What stands in front of each command to run it as somebody `PostgreSQL` accepts.
    prefix: Vec<&'static str>,
    /// For example `17.2`.
    pub version: String,
}

const MISSING: &str = "the tests need PostgreSQL, and initdb is neither in \
    /usr/lib/postgresql/*/bin nor in the PATH; on Debian and Ubuntu: apt-get install postgresql";

impl Install {
    /// Finds the newest one.
    pub(super) fn find() -> Result<Self> {
        let folder = debian().or_else(in_path).context(MISSING)?;
        let root = run::output(&mut run::program("id -u"))?.trim() == "0";
        let prefix = if root { as_postgres()? } else { Vec::new() };
        let said = run::output(Command::new(folder.join("postgres")).arg("--version"))?;
        let version = said.split_whitespace().nth(2).unwrap_or("of unknown version").to_owned();
        Ok(Self { folder, prefix, version })
    }

    /// One of its programs.
    pub(super) fn program(&self, name: &str) -> Command {
        self.command(self.folder.join(name).as_os_str().to_string_lossy().as_ref())
    }

    /// Any program, run as the same user. The root folder is one that every user may stand in.
    pub(super) fn command(&self, name: &str) -> Command {
        let mut words = self.prefix.iter().copied().chain([name]);
        let mut command = Command::new(words.next().unwrap_or(name));
        command.args(words).current_dir("/").stdin(Stdio::null());
        command
    }
}

/// Where Debian keeps them: a folder for each major version, none of them in the `PATH`.
fn debian() -> Option<PathBuf> {
    let versions = Path::new("/usr/lib/postgresql").read_dir().ok()?.filter_map(Result::ok);
    let numbered = versions.filter_map(|entry| {
        let major: u32 = entry.file_name().to_str()?.parse().ok()?;
        let folder = entry.path().join("bin");
        folder.join("initdb").exists().then_some((major, folder))
    });
    numbered.max().map(|(_, folder)| folder)
}

fn in_path() -> Option<PathBuf> {
    let mut which = Command::new("sh");
    let found = which.args(["-c", "command -v initdb"]).output().ok()?;
    let path = PathBuf::from(String::from_utf8(found.stdout).ok()?.trim());
    // Other systems have links in the PATH, and the programs look for each other beside themselves.
    Some(path.canonicalize().ok()?.parent()?.to_owned())
}

/// `PostgreSQL` refuses to run as root, so root runs it as the user its package makes.
fn as_postgres() -> Result<Vec<&'static str>> {
    let ways: [&[&str]; 2] = [
        &["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"],
        &["runuser", "-u", "postgres", "--"],
    ];
    let works = |way: &&&[&str]| {
        let mut probe = Command::new(way[0]);
        probe.args(&way[1..]).arg("true").current_dir("/");
        probe.stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    };
    let way = ways.iter().find(works).context(
        "PostgreSQL refuses to run as root, and neither setpriv nor runuser can run it as the user \
         `postgres`: create that user, or run the tests as another one",
    )?;
    Ok(way.to_vec())
}
