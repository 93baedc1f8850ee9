//! A disk whose power can be cut: builds `powerfail/powerfail.c`, and makes of its two directories
//! what the program finds when the power is back.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::dice::Dice;

const SOURCE: &str = include_str!("../powerfail/powerfail.c");

/// A directory as the program sees it, and as the disk holds it.
#[derive(Debug)]
pub struct Disk {
    library: PathBuf,
    view: PathBuf,
    durable: PathBuf,
    control: PathBuf,
}

/// What the disk does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// It is full.
    Full,
    /// A flush fails, and what it should have written is lost.
    FlushFails,
    /// A flush claims success and does nothing. No program can live with it: it proves that the
    /// tests would notice.
    FlushLies,
}

/// How much of what was never flushed reached the disk before the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survivors {
    /// None of it.
    Nothing,
    /// Each block of this many bytes with this chance in 8; 512 tears pages, 4096 does not.
    Some {
        /// The unit that is written whole or not at all.
        block_bytes: usize,
        /// Chance of each, in eighths.
        eighths: u64,
    },
}

impl Survivors {
    /// A random choice: often nothing, otherwise few, half or most, torn or whole.
    pub fn roll(dice: &mut Dice) -> Self {
        if dice.once_in(3) {
            return Self::Nothing;
        }
        let block_bytes = if dice.once_in(2) { 512 } else { 4096 };
        Self::Some { block_bytes, eighths: *dice.pick(&[1, 4, 7]).unwrap_or(&4) }
    }
}

impl Disk {
    /// An empty disk below `root`, which must exist.
    ///
    /// # Errors
    /// When there is no C compiler, or the directories cannot be made.
    pub fn new(root: &Path) -> anyhow::Result<Self> {
        let disk = Self {
            library: root.join("powerfail.so"),
            view: root.join("data"),
            durable: root.join("durable"),
            control: root.join("faults"),
        };
        fs::create_dir_all(&disk.view)?;
        fs::create_dir_all(&disk.durable)?;
        let source = root.join("powerfail.c");
        fs::write(&source, SOURCE)?;
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-o"])
            .args([&disk.library, &source])
            .args(["-ldl", "-lpthread"])
            .output()
            .context("a C compiler named cc is needed to cut the power")?;
        if !built.status.success() {
            bail!("powerfail.c does not compile: {}", String::from_utf8_lossy(&built.stderr));
        }
        disk.set(Fault::None)?;
        Ok(disk)
    }

    /// The directory the program shall use.
    pub fn view(&self) -> &Path {
        &self.view
    }

    /// The environment that puts a program onto this disk.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let variables = [
            ("LD_PRELOAD", &self.library),
            ("POWERFAIL_DIR", &self.view),
            ("POWERFAIL_DURABLE", &self.durable),
            ("POWERFAIL_CONTROL", &self.control),
        ];
        variables.map(|(name, path)| (name, path.into())).into()
    }

    /// Breaks the disk, or mends it. Programs that run notice with their next write or flush.
    ///
    /// # Errors
    /// When the control file cannot be replaced.
    pub fn set(&self, fault: Fault) -> io::Result<()> {
        let text = match fault {
            Fault::None => "",
            Fault::Full => "write=ENOSPC\n",
            Fault::FlushFails => "fsync=EIO\n",
            Fault::FlushLies => "fsync=lie\n",
        };
        let fresh = self.control.with_extension("new");
        fs::write(&fresh, text)?;
        fs::rename(fresh, &self.control)
    }

    /// Cuts the power. Every program on the disk must be dead; afterwards the view is what the disk
    /// holds.
    ///
    /// # Errors
    /// When the directories cannot be read or written.
    pub fn cut(&self, survivors: Survivors, dice: &mut Dice) -> io::Result<()> {
        if let Survivors::Some { block_bytes, eighths } = survivors {
            let mut chance = || dice.between(1, 8) <= eighths;
            for name in files_below(&self.view)? {
                if !name.to_string_lossy().ends_with("-shm") {
                    let (seen, held) = (self.view.join(&name), self.durable.join(&name));
                    write_back(&seen, &held, block_bytes, &mut chance)?;
                }
            }
        }
        fs::remove_dir_all(&self.view)?;
        copy_tree(&self.durable, &self.view)
    }
}

/// Lets some blocks of `seen` that differ reach `held`.
fn write_back(
    seen: &Path,
    held: &Path,
    block_bytes: usize,
    chance: &mut impl FnMut() -> bool,
) -> io::Result<()> {
    if !held.exists() && !chance() {
        return Ok(());
    }
    if let Some(parent) = held.parent() {
        fs::create_dir_all(parent)?;
    }
    let seen = File::open(seen)?;
    let held = File::options().read(true).write(true).create(true).truncate(false).open(held)?;
    let length = seen.metadata()?.len();
    if length < held.metadata()?.len() && chance() {
        held.set_len(length)?;
    }
    let (mut new, mut old) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let mut at = 0;
    loop {
        let got = read_at(&seen, &mut new, at)?;
        if got == 0 {
            return Ok(());
        }
        let had = read_at(&held, &mut old, at)?;
        for start in (0..got).step_by(block_bytes) {
            let end = got.min(start + block_bytes);
            let same = end <= had && new[start..end] == old[start..end];
            if !same && chance() {
                held.write_all_at(&new[start..end], at + start as u64)?;
            }
        }
        at += got as u64;
    }
}

/// Fills the buffer unless the file ends before.
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read_at(&mut buffer[filled..], at + filled as u64)? {
            0 => break,
            got => filled += got,
        }
    }
    Ok(filled)
}

/// The regular files below a directory, by their paths in it.
fn files_below(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
