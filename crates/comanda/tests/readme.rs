//! The README's walk-through, run line by line against the real server.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What the README writes where this test has another port.
const DOCUMENTED: &str = "http://127.0.0.1:8080";

/// A server that ends with the test.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_comanda"))
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--log", "warn"])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = process.stdout.take().expect("it is piped");
        let line = BufReader::new(output).lines().next().expect("a line").expect("text");
        let url = line.rsplit(' ').next().expect("an address").to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{line}");
        Self { process, url }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The shell blocks between the mark of the walk-through and the next heading.
fn walk_through() -> String {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("<!-- walk-through -->").expect("the README has a mark");
    let (text, _) = rest.split_once("\n## ").expect("a heading follows");
    let blocks = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_walk_through_of_the_readme_leads_to_a_collected_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let script = walk_through();
    assert!(script.contains(DOCUMENTED), "the walk-through names the server");
    let script = script.replace(DOCUMENTED, &server.url);
    let programs = Path::new(env!("CARGO_BIN_EXE_comanda")).parent().expect("a folder");
    let script = format!("set -eu\nexport PATH=\"{}:$PATH\"\n{script}", programs.display());
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .expect("bash runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complaints}");
    for step in ["placed", "confirmed", "claimed", "started", "ready", "collected"] {
        assert!(said.contains(&format!("event: {step}")), "no {step} in\n{said}\n{complaints}");
    }
    assert!(said.contains("\"status\":\"collected\""), "{said}");
    assert!(said.contains("\"total_minor\""), "the quote has a price\n{said}");
}
