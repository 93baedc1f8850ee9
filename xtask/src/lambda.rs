//! The functions of AWS Lambda, each a zip that can be deployed.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::run;

/// The functions, as infrastructure names them.
const ROLES: [&str; 5] = ["api", "relay", "scheduled", "tasks", "worker"];
/// The newest C library that Amazon Linux 2023 offers. Source: its release notes.
const GLIBC_MAX: (u32, u32) = (2, 34);
/// Where functions for tests are, apart from those that are deployed.
pub(crate) const FOR_TESTS: &str = "target/lambda/tests";
/// A graviton's target.
const ARM64: &str = "aarch64-unknown-linux-gnu";

/// How functions are built.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// `lambda` is what is deployed; `dev` builds sooner, for tests
    #[arg(long, value_enum, default_value_t = Profile::Lambda)]
    profile: Profile,
    /// For Graviton; needs the Rust target and a C compiler for it
    #[arg(long)]
    arm64: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Profile {
    Lambda,
    Dev,
}

/// Builds the functions and writes `target/lambda/x86-64/ROLE.zip` (or `arm64/…`). The same
/// programs make the same zips, so that a deployment without a change changes nothing.
///
/// # Errors
/// When they do not build, or would not run on AWS.
pub(crate) fn run(build: &Build) -> Result<()> {
    if build.arm64 {
        can_build_arm64()?;
    }
    let (mut cargo, folder) = match build.profile {
        Profile::Lambda => {
            let mut cargo = run::program("cargo build --profile lambda -p comanda --features aws");
            cargo.args(ROLES.iter().flat_map(|role| ["--bin".into(), format!("lambda-{role}")]));
            (cargo, "lambda")
        }
        // As the tests are built: what they have compiled is not compiled again.
        Profile::Dev => {
            (run::program("cargo build --workspace --all-features --all-targets"), "debug")
        }
    };
    let mut made = run::target_dir()?;
    if build.arm64 {
        cargo.args(["--target", ARM64]);
        made.push(ARM64);
    }
    run::succeed(&mut cargo)?;
    made.push(folder);

    let out = run::root().join(match build.profile {
        Profile::Lambda if build.arm64 => "target/lambda/arm64",
        Profile::Lambda => "target/lambda/x86-64",
        Profile::Dev => FOR_TESTS,
    });
    std::fs::create_dir_all(&out)?;
    for role in ROLES {
        let stripped = strip(&made.join(format!("lambda-{role}")), &out.join(role), build)?;
        let program = std::fs::read(&stripped)?;
        std::fs::remove_file(&stripped)?;
        fits_glibc(&program).with_context(|| format!("lambda-{role}"))?;
        let file = out.join(format!("{role}.zip"));
        pack(&program, &file)?;
        let (bytes, packed) = (program.len(), std::fs::metadata(&file)?.len());
        println!("{:<10} {:>6.1} MB, zipped {:>5.1} MB", role, mb(bytes as u64), mb(packed));
    }
    println!("written to {}", out.display());
    Ok(())
}

/// Builds the functions as tests need them: soon, not small; and every other program with them.
///
/// # Errors
/// As [`run()`].
pub(crate) fn build_for_tests() -> Result<()> {
    run(&Build { profile: Profile::Dev, arm64: false })
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// A copy of a program without names of functions and lines, which are most of it.
fn strip(program: &Path, to: &Path, build: &Build) -> Result<PathBuf> {
    let tool = if build.arm64 { "aarch64-linux-gnu-strip" } else { "strip" };
    run::succeed(run::program(tool).arg("-o").arg(to).arg(program))?;
    Ok(to.to_owned())
}

/// Puts a program into a zip under the name that Lambda starts. No time and no owner goes in.
fn pack(program: &[u8], file: &Path) -> Result<()> {
    let mut zip = ZipWriter::new(File::create(file)?);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o755);
    zip.start_file("bootstrap", options)?;
    std::io::Write::write_all(&mut zip, program)?;
    zip.finish()?;
    Ok(())
}

/// Whether this machine can build for Graviton.
fn can_build_arm64() -> Result<()> {
    let libraries = format!("rustc --print target-libdir --target {ARM64}");
    let libraries = run::output(&mut run::program(&libraries))?;
    if !Path::new(libraries.trim()).exists() {
        bail!(
            "the Rust target {ARM64} is not installed: run `rustup target add {ARM64}`, or leave \
             out --arm64"
        );
    }
    let compiler = run::program("aarch64-linux-gnu-gcc --version").output();
    if !compiler.is_ok_and(|said| said.status.success()) {
        bail!(
            "there is no C compiler for arm64: install gcc-aarch64-linux-gnu and set \
             CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc, or leave out \
             --arm64"
        );
    }
    Ok(())
}

/// Refuses a program that wants a newer C library than Lambda has: it would not start there.
fn fits_glibc(program: &[u8]) -> Result<()> {
    let (major, minor) = glibc_of(program);
    let (has_major, has_minor) = GLIBC_MAX;
    if (major, minor) > GLIBC_MAX {
        bail!(
            "it wants GLIBC {major}.{minor}, but Lambda has {has_major}.{has_minor}: build it on a \
             system as old as Amazon Linux 2023, such as its container image"
        );
    }
    Ok(())
}

/// The newest version of the C library whose symbols a program names.
fn glibc_of(program: &[u8]) -> (u32, u32) {
    const NAME: &[u8] = b"GLIBC_";
    let found = program.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    let versions = found.filter_map(|(at, _)| {
        let rest = &program[at + NAME.len()..];
        let end = rest.iter().position(|byte| !(byte.is_ascii_digit() || *byte == b'.'))?;
        let mut parts = std::str::from_utf8(&rest[..end]).ok()?.split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    });
    versions.max().unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_program_makes_the_same_zip_which_lambda_can_start() {
        let folder = run::root().join("target/lambda/packing");
        std::fs::create_dir_all(&folder).expect("a folder");
        let (one, other) = (folder.join("one.zip"), folder.join("other.zip"));
        pack(b"program", &one).expect("packed");
        pack(b"program", &other).expect("packed");
        assert_eq!(std::fs::read(&one).expect("a zip"), std::fs::read(&other).expect("a zip"));
        let mut zip = zip::ZipArchive::new(File::open(&one).expect("a zip")).expect("a zip");
        let entry = zip.by_name("bootstrap").expect("the name Lambda starts");
        assert_eq!(entry.unix_mode().map(|mode| mode & 0o777), Some(0o755));
    }

    #[test]
    fn a_program_for_a_newer_system_is_refused() {
        let of = |text: &str| fits_glibc(text.as_bytes());
        of("\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_PRIVATE\0").expect("it runs there");
        let error = of("\0GLIBC_2.9\0GLIBC_2.39\0").expect_err("it does not run there");
        assert!(error.to_string().contains("GLIBC 2.39"), "{error}");
    }
}
