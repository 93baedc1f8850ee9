//! The disk of the power cuts keeps what was flushed and nothing else.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Command, Stdio};

use chaos::dice::Dice;
use chaos::powerfail::{Disk, Fault, Survivors};
use rusqlite::Connection;

/// Tells this executable, started again, what to do on the disk.
const SCRIPT: &str = "CHAOS_DISK_SCRIPT";

/// Not a test of its own: the program on the disk, when another test starts it as one.
#[test]
#[expect(clippy::disallowed_methods, reason = "the only way to tell a test what to do")]
fn a_program_on_the_disk() {
    let Ok(script) = std::env::var(SCRIPT) else { return };
    let (name, folder) = script.split_once(':').expect("a name and a folder");
    let folder = Path::new(folder);
    match name {
        "files" => write_files(folder),
        "hundred" | "thousands" => {
            let database = open(folder).expect("the disk is well");
            let count = if name == "hundred" { 100 } else { 5_000 };
            write_rows(&database, count).expect("the disk is well, or lies");
            // Dies before the connection is closed, which would put all rows into the main file.
            std::process::abort();
        }
        "until-refused" => {
            let database = open(folder).expect("the disk is well");
            let error = write_rows(&database, 10_000_000).expect_err("the disk breaks");
            writeln!(std::io::stderr(), "refused: {error}").expect("standard error is open");
            std::process::abort();
        }
        other => panic!("no script {other}"),
    }
}

fn write_files(folder: &Path) {
    let flushed = File::create(folder.join("flushed")).expect("a file");
    (&flushed).write_all(b"kept").expect("written");
    flushed.sync_all().expect("flushed");
    (&flushed).write_all(b" and lost").expect("written");
    flushed.write_all_at(b"X", 0).expect("written");
    fs::write(folder.join("never-flushed"), "lost").expect("written");
    fs::create_dir(folder.join("sub")).expect("a folder");
    let renamed = File::create(folder.join("sub/new")).expect("a file");
    (&renamed).write_all(b"whole").expect("written");
    renamed.sync_data().expect("flushed");
    fs::rename(folder.join("sub/new"), folder.join("sub/name")).expect("renamed");
    fs::write(folder.join("hasty.new"), "empty afterwards").expect("written");
    fs::rename(folder.join("hasty.new"), folder.join("hasty")).expect("renamed");
    let draft = File::create(folder.join("draft")).expect("a file");
    (&draft).write_all(b"one").expect("written");
    draft.sync_all().expect("flushed");
    fs::hard_link(folder.join("draft"), folder.join("linked")).expect("linked");
    fs::remove_file(folder.join("draft")).expect("removed");
    (&draft).write_all(b" two").expect("written");
    draft.sync_all().expect("flushed");
    let shrunk = File::create(folder.join("shrunk")).expect("a file");
    (&shrunk).write_all(b"123456789").expect("written");
    shrunk.set_len(3).expect("cut");
    shrunk.set_len(5).expect("grown");
    shrunk.sync_all().expect("flushed");
    let removed = File::create(folder.join("removed")).expect("a file");
    removed.sync_all().expect("flushed");
    fs::remove_file(folder.join("removed")).expect("removed");
}

fn open(folder: &Path) -> rusqlite::Result<Connection> {
    let database = Connection::open(folder.join("rows.db"))?;
    database.pragma_update(None, "journal_mode", "wal")?;
    database.pragma_update(None, "synchronous", "full")?;
    database.execute_batch("create table if not exists rows (n integer)")?;
    Ok(database)
}

/// Commits rows one by one, each reported on standard error once it is committed, and begins one
/// that never is.
fn write_rows(database: &Connection, count: u32) -> rusqlite::Result<()> {
    for n in 0..count {
        database.execute("insert into rows values (?1)", [n])?;
        writeln!(std::io::stderr(), "row {n}").expect("standard error is open");
    }
    database.execute_batch("begin; insert into rows values (-1)")
}

/// Runs a script on the disk until it dies; `seen` is given every line of its standard error.
fn run(disk: &Disk, script: &str, mut seen: impl FnMut(&str)) {
    let folder = disk.view().display();
    let mut child = Command::new(std::env::current_exe().expect("a test has a path"))
        .args(["--exact", "a_program_on_the_disk", "--nocapture"])
        .env(SCRIPT, format!("{script}:{folder}"))
        .envs(disk.environment())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the test starts itself");
    let lines = BufReader::new(child.stderr.take().expect("it is piped"));
    lines.lines().map_while(Result::ok).for_each(|line| seen(&line));
    child.wait().expect("it ends");
}

fn rows(disk: &Disk) -> Vec<i64> {
    let database = Connection::open(disk.view().join("rows.db")).expect("it opens");
    let mut select = database.prepare("select n from rows order by n").expect("a table");
    let rows = select.query_map([], |row| row.get(0)).expect("it reads");
    rows.collect::<Result<_, _>>().expect("whole rows")
}

#[test]
fn what_was_flushed_stays_and_the_rest_is_gone() {
    let root = tempfile::tempdir().expect("a folder");
    let disk = Disk::new(root.path()).expect("a disk");
    run(&disk, "files", |_| ());
    disk.cut(Survivors::Nothing, &mut Dice::new(1)).expect("a cut");
    let read = |name: &str| fs::read(disk.view().join(name));
    assert_eq!(read("flushed").expect("flushed"), b"kept");
    assert!(read("never-flushed").is_err(), "nobody flushed it");
    assert_eq!(read("sub/name").expect("flushed, then renamed"), b"whole");
    assert_eq!(read("hasty").expect("a name is durable at once"), b"");
    assert_eq!(read("linked").expect("flushed before and after"), b"one two");
    assert!(read("draft").is_err(), "it was removed");
    assert_eq!(read("shrunk").expect("flushed"), b"123\0\0");
    assert!(read("removed").is_err(), "it was removed");
}

#[test]
fn everything_may_have_reached_the_disk_by_itself() {
    let root = tempfile::tempdir().expect("a folder");
    let disk = Disk::new(root.path()).expect("a disk");
    run(&disk, "files", |_| ());
    let all = Survivors::Some { block_bytes: 512, eighths: 8 };
    disk.cut(all, &mut Dice::new(1)).expect("a cut");
    let read = |name: &str| fs::read(disk.view().join(name)).expect("it reached the disk");
    assert_eq!(read("flushed"), b"Xept and lost");
    assert_eq!(read("never-flushed"), b"lost");
}

#[test]
fn committed_rows_survive_whatever_else_reached_the_disk() {
    for seed in 0..6 {
        let root = tempfile::tempdir().expect("a folder");
        let disk = Disk::new(root.path()).expect("a disk");
        run(&disk, "hundred", |_| ());
        let mut dice = Dice::new(seed);
        disk.cut(Survivors::roll(&mut dice), &mut dice).expect("a cut");
        assert_eq!(rows(&disk), (0..100).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[test]
fn a_lying_flush_loses_committed_rows() {
    let root = tempfile::tempdir().expect("a folder");
    let disk = Disk::new(root.path()).expect("a disk");
    run(&disk, "thousands", |line| {
        if line == "row 49" {
            disk.set(Fault::FlushLies).expect("the control file is ours");
        }
    });
    disk.cut(Survivors::Nothing, &mut Dice::new(1)).expect("a cut");
    let kept = rows(&disk);
    assert!(kept.len() >= 50 && kept.len() < 5_000, "{} rows", kept.len());
}

#[test]
fn a_full_disk_and_a_failing_flush_are_told_and_lose_nothing_acknowledged() {
    for (fault, word) in [(Fault::Full, "full"), (Fault::FlushFails, "I/O")] {
        let root = tempfile::tempdir().expect("a folder");
        let disk = Disk::new(root.path()).expect("a disk");
        let (mut acknowledged, mut refusal) = (0, String::new());
        run(&disk, "until-refused", |line| {
            if let Some(row) = line.strip_prefix("row ") {
                acknowledged = row.parse::<usize>().expect("a number") + 1;
                if acknowledged == 20 {
                    disk.set(fault).expect("the control file is ours");
                }
            } else if line.starts_with("refused") {
                line.clone_into(&mut refusal);
            }
        });
        assert!(refusal.contains(word), "{fault:?}: {refusal:?}");
        disk.set(Fault::None).expect("the control file is ours");
        disk.cut(Survivors::Nothing, &mut Dice::new(1)).expect("a cut");
        assert_eq!(rows(&disk).len(), acknowledged, "{fault:?}");
    }
}
