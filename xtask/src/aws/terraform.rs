//! Terraform, and where its provider for AWS comes from.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{run, stand_in, tools};

/// The provider, below the folder of a mirror.
const PROVIDER: &str = "registry.terraform.io/hashicorp/aws";
/// Where systems keep mirrors. Source: Terraform's implied local mirrors, and where packages go.
const MIRRORS: [&str; 4] =
    ["/usr/local/share/terraform/plugins", "/usr/share/terraform/plugins", "/opt", "/usr/local"];

/// A Terraform that can speak to AWS.
pub(crate) struct Terraform {
    config: PathBuf,
}

impl Terraform {
    /// Finds the program and a mirror of the provider; without a mirror, it is asked of the public
    /// registry.
    pub(crate) fn find() -> Result<Self> {
        let version = run::program("terraform version").env("CHECKPOINT_DISABLE", "1").output();
        if !version.is_ok_and(|said| said.status.success()) {
            bail!(
                "terraform is not installed: get 1.11 or newer from \
                 https://developer.hashicorp.com/terraform/install"
            );
        }
        let folder = run::root().join("target/aws");
        let cache = tools::cache()?.join("terraform-providers");
        std::fs::create_dir_all(&folder)?;
        std::fs::create_dir_all(&cache)?;
        let config = folder.join("terraform.rc");
        let installation = match mirror() {
            Some(mirror) => format!(
                "provider_installation {{\n  filesystem_mirror {{\n    path = \"{}\"\n  }}\n}}\n",
                mirror.display()
            ),
            None => format!("plugin_cache_dir = {:?}\n", cache.display().to_string()),
        };
        std::fs::write(&config, format!("disable_checkpoint = true\n{installation}"))?;
        Ok(Self { config })
    }

    /// Runs a verb with its arguments in a root module; what comes of it is kept in `data`.
    ///
    /// # Errors
    /// When it fails.
    pub(crate) fn run(&self, root: &Path, data: &Path, line: &str) -> Result<()> {
        let mut command = self.command(root, data);
        run::succeed(command.args(line.split_whitespace()))
    }

    fn command(&self, root: &Path, data: &Path) -> Command {
        let mut command = Command::new("terraform");
        stand_in::as_owner(&mut command);
        command.current_dir(root).stdin(Stdio::null());
        command.env("TF_CLI_CONFIG_FILE", &self.config).env("TF_DATA_DIR", data);
        command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1");
        command
    }
}

/// A folder in which the provider lies.
fn mirror() -> Option<PathBuf> {
    let home = std::env::home_dir().map(|home| home.join(".terraform.d/plugins"));
    let near = home.into_iter().chain(MIRRORS.iter().map(PathBuf::from));
    // A mirror may be a folder further down, as in /opt/NAME.
    let places = near.flat_map(|place| {
        let below = place.read_dir().into_iter().flatten().filter_map(Result::ok);
        let below: Vec<_> = below.map(|entry| entry.path()).collect();
        std::iter::once(place).chain(below)
    });
    places.into_iter().find(|place| place.join(PROVIDER).is_dir())
}

/// A root module, and where its state and its outputs are.
pub(super) struct Root<'a> {
    terraform: &'a Terraform,
    folder: PathBuf,
    data: PathBuf,
    backend: Option<&'a Path>,
}

impl<'a> Root<'a> {
    /// The module `name` of infra/terraform, ready to be used; what comes of it goes into `work`.
    /// Without a backend the state is a file there.
    pub(super) fn open(
        terraform: &'a Terraform,
        name: &str,
        work: &Path,
        backend: Option<&'a Path>,
    ) -> Result<Self> {
        let folder = run::root().join("infra/terraform").join(name);
        let root = Self { terraform, folder, data: work.join(name.replace('/', "-")), backend };
        let mut init = root.command("init");
        init.args(["-input=false", "-no-color"]);
        init.args(backend.map(|file| format!("-backend-config={}", file.display())));
        // It tells a newcomer at length what can be done next.
        run::succeed(init.stdout(Stdio::null()))?;
        Ok(root)
    }

    /// Creates what it describes.
    pub(super) fn apply(&self, variables: &[String]) -> Result<()> {
        self.change("apply", variables)
    }

    /// Takes away what it created. Nobody else has changed it since: it need not be read first.
    pub(super) fn destroy(&self, variables: &[String]) -> Result<()> {
        self.change("destroy", &[&["-refresh=false".to_owned()], variables].concat())
    }

    /// What it says of what it created, as JSON.
    pub(super) fn outputs(&self) -> Result<String> {
        run::output(self.command("output").arg("-json").args(self.state()))
    }

    /// What it did is written to a file, and shown when it fails: it says a line for every
    /// resource.
    fn change(&self, verb: &str, variables: &[String]) -> Result<()> {
        let log = self.data.join(format!("{verb}.log"));
        let file = File::create(&log)?;
        let mut command = self.command(verb);
        command.args(["-auto-approve", "-input=false", "-no-color", "-compact-warnings"]);
        command.args(self.state()).args(variables).stdout(file.try_clone()?).stderr(file);
        let changed = run::succeed(&mut command);
        let said = std::fs::read_to_string(&log)?;
        match &changed {
            Ok(()) => said.lines().filter(|line| line.contains("complete!")).for_each(|line| {
                println!("{line}");
            }),
            Err(_) => println!("{said}"),
        }
        changed
    }

    /// In a file of its own: `terraform.tfstate` is what Terraform keeps of a backend there.
    fn state(&self) -> Option<String> {
        let file = self.data.join("local.tfstate");
        self.backend.is_none().then(|| format!("-state={}", file.display()))
    }

    fn command(&self, verb: &str) -> Command {
        let mut command = self.terraform.command(&self.folder, &self.data);
        command.arg(verb);
        command
    }
}
