//! Programs that `script/test` keeps for us in the user's cache, each in a folder of its own.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::run;

/// The program `name`, out of the virtual environment made from `script/lib/name.txt`.
///
/// # Errors
/// When it is not installed, or from another list than this checkout's. The sentence says what
/// helps.
pub(crate) fn python(name: &str) -> Result<PathBuf> {
    python_in(name, name)
}

/// The same for a library: the Python that finds it.
pub(crate) fn python_with(library: &str) -> Result<PathBuf> {
    python_in(library, "python")
}

fn python_in(name: &str, program: &str) -> Result<PathBuf> {
    let folder = cache()?.join("tools").join(name);
    let wanted = run::root().join(format!("script/lib/{name}.txt"));
    check(name, &wanted, &folder.join("installed.txt"))?;
    Ok(folder.join("bin").join(program))
}

/// Makes sure that the npm packages of `folder` are those that its lock file names.
///
/// # Errors
/// When they are not, with what helps.
pub(crate) fn node_packages(folder: &Path) -> Result<()> {
    let wanted = folder.join("package-lock.json");
    let name = format!("what {} pins", wanted.display());
    let installed = run::root().join(folder).join("node_modules/installed.json");
    check(&name, &run::root().join(wanted), &installed)
}

/// Makes sure that there is a browser to try pages in. The tests look for the same.
///
/// # Errors
/// When there is none, with what helps.
pub(crate) fn browser() -> Result<()> {
    let works = |name: &str| {
        let version = run::program(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    };
    if !["chromium", "chromium-browser", "google-chrome"].into_iter().any(works) {
        bail!("there is no Chromium to try pages in: `script/test` installs it");
    }
    Ok(())
}

/// Where all that can be made again is kept.
///
/// # Errors
/// When the surroundings name no home.
#[expect(
    clippy::disallowed_methods,
    reason = "where a user keeps things is the surroundings' to say"
)]
pub(crate) fn cache() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    Ok(cache
        .context("neither HOME nor XDG_CACHE_HOME says where programs are kept")?
        .join("comanda"))
}

fn check(name: &str, wanted: &Path, installed: &Path) -> Result<()> {
    let wanted = std::fs::read(wanted).with_context(|| format!("{}", wanted.display()))?;
    match std::fs::read(installed) {
        Ok(installed) if installed == wanted => Ok(()),
        Ok(_) => bail!(
            "{name} is installed in another version than this checkout needs: `script/test` \
             renews it"
        ),
        Err(_) => bail!("{name} is not installed: run `script/test` once, which installs it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_of_another_list_is_refused() {
        let root = run::root();
        let (one, other) = (root.join("Cargo.toml"), root.join("LICENSE"));
        check("it", &one, &one).expect("the same list");
        let error = check("it", &one, &other).expect_err("another list").to_string();
        assert!(error.contains("another version"), "{error}");
        let error = check("it", &one, &root.join("no-such-file")).expect_err("none").to_string();
        assert!(error.contains("script/test"), "{error}");
    }
}
