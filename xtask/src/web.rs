//! The apps people hold in their hands, built where the server finds them: `web/apps/NAME/dist`.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::{run, tools};

/// The workspace of npm that all of it is in.
pub(crate) const FOLDER: &str = "web";
/// The apps.
const APPS: [&str; 3] = ["order", "counter", "office"];
/// What every app is made of besides its own folder.
const SHARED: [&str; 4] = ["packages", "package.json", "package-lock.json", "tsconfig.json"];
/// What is no source: it is made from it, or installed.
const MADE: [&str; 2] = ["dist", "node_modules"];

/// Tries all that needs no server: the types of the API are those of its document, no lint warns,
/// the compiler finds nothing, what has rules is tested, and the apps build.
///
/// # Errors
/// At the first that fails; what it said stands above.
pub(crate) fn check() -> Result<()> {
    tools::node_packages(Path::new(FOLDER))?;
    for script in ["drift", "lint", "check", "test"] {
        let mut npm = run::program("npm run --silent --prefix");
        run::succeed(npm.arg(FOLDER).arg(script))
            .with_context(|| format!("npm run {script}, in {FOLDER}"))?;
    }
    build()
}

/// Installs what the lock file pins, if it has changed, and builds each app that has changed.
///
/// # Errors
/// When Node.js is missing or an app does not build; what npm said stands above.
pub(crate) fn build() -> Result<()> {
    let web = run::root().join(FOLDER);
    install(&web)?;
    let shared = SHARED.map(|name| web.join(name));
    for app in APPS {
        let folder = web.join("apps").join(app);
        let sources: Vec<&Path> =
            shared.iter().chain([&folder]).map(std::path::PathBuf::as_path).collect();
        if is_built(&folder.join("dist/index.html"), &sources)? {
            continue;
        }
        println!("Building the app {app}");
        let mut build = run::program("npm run build --silent --prefix");
        build.arg(FOLDER).arg(format!("--workspace=apps/{app}"));
        run::succeed(build.args(["--", "--logLevel=warn"]))?;
    }
    Ok(())
}

/// Installs the packages, without letting any of them run a program while that happens.
fn install(web: &Path) -> Result<()> {
    if tools::node_packages(Path::new(FOLDER)).is_ok() {
        return Ok(());
    }
    println!("Installing the packages of {FOLDER}");
    let mut install = run::program("npm ci --ignore-scripts --no-audit --no-fund --prefix");
    run::succeed(install.arg(FOLDER))
        .context("Node.js 20.19 or newer with npm builds the apps: https://nodejs.org")?;
    let (lock, installed) = ("package-lock.json", "node_modules/installed.json");
    fs::copy(web.join(lock), web.join(installed)).context("what was installed is noted")?;
    Ok(())
}

/// Whether `page` is newer than everything in `sources`. A file that is taken away changes its
/// folder, so folders count, too.
fn is_built(page: &Path, sources: &[&Path]) -> Result<bool> {
    let Ok(page) = fs::metadata(page) else { return Ok(false) };
    let built = page.modified()?;
    for source in sources {
        if newest(source)? > built {
            return Ok(false);
        }
    }
    Ok(true)
}

/// When something in here was last changed.
fn newest(path: &Path) -> Result<SystemTime> {
    let about = fs::metadata(path).with_context(|| format!("{}", path.display()))?;
    let mut newest = about.modified()?;
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            if !MADE.iter().any(|made| name == *made) {
                newest = newest.max(self::newest(&entry.path())?);
            }
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn changed(path: &Path, at: u64) {
        let file = fs::File::open(path).expect("it is there");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at)).expect("sets");
    }

    #[test]
    fn an_app_is_built_anew_when_anything_it_is_made_of_has_changed() {
        let made = run::output(&mut run::program("mktemp -d -t comanda-web.XXXXXX"));
        let folder = std::path::PathBuf::from(made.expect("a folder").trim());
        let (src, dist) = (folder.join("src"), folder.join("dist"));
        fs::create_dir_all(&src).expect("makes");
        let (page, source) = (dist.join("index.html"), src.join("main.tsx"));
        fs::write(&source, "x").expect("writes");
        assert!(!is_built(&page, &[&folder]).expect("reads"), "it never was");

        fs::create_dir_all(&dist).expect("makes");
        fs::write(&page, "x").expect("writes");
        for path in [&source, &src, &folder] {
            changed(path, 100);
        }
        changed(&page, 200);
        changed(&dist, 300);
        assert!(is_built(&page, &[&folder]).expect("reads"), "what is made is no source");

        changed(&source, 250);
        assert!(!is_built(&page, &[&folder]).expect("reads"), "a file has changed");
        changed(&source, 100);
        changed(&src, 250);
        assert!(!is_built(&page, &[&folder]).expect("reads"), "a file was taken away");
        fs::remove_dir_all(&folder).expect("removes");
    }
}
