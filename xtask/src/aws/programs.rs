//! The programs of ours that a run needs: the functions, the command line, and who plays.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{lambda, run, stand_in};

/// What a menu says where orders begin with a scanned code.
const WITH_CODES: &str = "\n[location.ordering.qr_codes]\nminutes = 60\n";

/// Where they are.
pub(super) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Builds them all, the functions as zips. Not as small as for AWS: that would take minutes.
    pub(super) fn build() -> Result<Self> {
        lambda::build_for_tests()?;
        // Copies: somebody may build without AWS while this runs.
        let folder = run::root().join("target/aws/programs");
        std::fs::create_dir_all(&folder)?;
        for name in ["comanda", "proof"] {
            std::fs::copy(run::target_dir()?.join("debug").join(name), folder.join(name))?;
        }
        Ok(Self { folder })
    }

    /// Who plays.
    pub(super) fn proof(&self) -> Command {
        let mut command = Command::new(self.folder.join("proof"));
        command.stdin(Stdio::null());
        command
    }

    /// Makes ready what differs from AWS.
    pub(super) fn prepare(&self, outputs: &Path, address: &str) -> Result<()> {
        let mut prepare = self.proof();
        run::succeed(prepare.args(["prepare", "--aws", plain(address), "--outputs"]).arg(outputs))
    }

    /// Imports the demo's café, as an owner does.
    pub(super) fn import(
        &self,
        blueprint: &str,
        work: &Path,
        outputs: &str,
        address: &str,
    ) -> Result<()> {
        let mut menu = std::fs::read_to_string(run::root().join("demo/cafe.toml"))?;
        if blueprint == "serverless-espresso" {
            menu.push_str(WITH_CODES);
        }
        let file = work.join("cafe.toml");
        std::fs::write(&file, menu)?;
        let outputs: Value = serde_json::from_str(outputs)?;
        let arn = |output: &Value| output.as_str().map(str::to_owned).context("outputs have ARNs");
        let mut import = self.comanda(address);
        import.env("COMANDA_STORE__URL", "dynamodb:comanda-test");
        import.env("COMANDA_QUEUE__URL", "sqs:comanda-test");
        import.env("COMANDA_QUEUE__EVENTS", arn(&outputs["topics"]["value"]["events"])?);
        import.env("COMANDA_WORKFLOW__ENGINE", arn(&outputs["state_machine_arn"]["value"])?);
        run::succeed(import.args(["menu", "import"]).arg(file))
    }

    /// Plays, and then tries what nobody may do.
    pub(super) fn play(&self, outputs: &Path, address: &str, back_to: &str) -> Result<()> {
        let mut play = self.proof();
        play.args(["play", "--aws", plain(address), "--back-to", back_to]);
        run::succeed(play.arg("--outputs").arg(outputs))?;
        let mut rights = self.proof();
        rights.args(["rights", "--aws", plain(address), "--forbidden"]);
        rights.arg(run::root().join("infra/forbidden.toml"));
        run::succeed(rights.arg("--outputs").arg(outputs))
    }

    /// Sees that nothing is left, but for what the bootstrap has made where that is still there.
    pub(super) fn nothing_left(&self, address: &str, but_bootstrap: bool) -> Result<()> {
        let mut look = self.proof();
        look.args(["nothing-left", "--aws", plain(address)]);
        if but_bootstrap {
            look.arg("--but-bootstrap");
        }
        run::succeed(&mut look)
    }

    fn comanda(&self, address: &str) -> Command {
        let mut command = Command::new(self.folder.join("comanda"));
        stand_in::as_owner(&mut command).env("AWS_ENDPOINT_URL", address);
        command.stdin(Stdio::null());
        command
    }
}

fn plain(address: &str) -> &str {
    address.trim_start_matches("http://")
}
