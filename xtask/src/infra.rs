//! What describes infrastructure: it is formatted and valid, its tests pass against a provider that
//! is mocked, and no linter has anything to say.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::aws::Terraform;
use crate::{run, tools};

/// Everything here, from the root of the checkout.
const TERRAFORM: &str = "infra/terraform";
/// The function that runs at the edge, tried as `CloudFront` calls it.
const ADDRESSES: &str = "infra/terraform/tests/addresses.test.mjs";
/// Templates, and what is looked at in them.
const CLOUDFORMATION: &str = "infra/cloudformation";

/// Runs every check of infrastructure.
///
/// # Errors
/// At the first that fails, or that cannot be run on this machine; the sentence says what is
/// missing.
pub(crate) fn check() -> Result<()> {
    let terraform = Terraform::find()?;
    let (checkov, cfn_lint) = (tools::python("checkov")?, tools::python("cfn-lint")?);
    run::succeed(&mut run::program(&format!("terraform fmt -check -diff -recursive {TERRAFORM}")))?;
    for root in roots()? {
        println!("{}", root.display());
        let name = root.file_name().unwrap_or_default();
        let data = run::root().join("target/aws/checks").join(name);
        let in_root = |line: &str| terraform.run(&run::root().join(&root), &data, line);
        in_root("init -backend=false -input=false -no-color")?;
        // What is tested is validated by it.
        let tested = !files(&root, "tftest.hcl")?.is_empty();
        in_root(if tested { "test -no-color" } else { "validate -no-color" })?;
    }
    println!("node --test {ADDRESSES}");
    run::succeed(run::program("node --test").arg(ADDRESSES))
        .context("Node.js 20.19 or newer plays CloudFront: https://nodejs.org")?;
    for folder in [TERRAFORM, CLOUDFORMATION] {
        println!("checkov {folder}");
        let mut look = run::program(&checkov.display().to_string());
        look.args(["--config-file", &format!("{folder}/.checkov.yaml"), "-d", folder]);
        // Without these it asks its makers for a list, and takes a busy machine for a broken file.
        run::succeed(look.env("BC_SKIP_MAPPING", "TRUE").env("HCL_PARSE_TIMEOUT_SEC", "120"))?;
    }
    println!("cfn-lint {CLOUDFORMATION}");
    let mut lint = run::program(&cfn_lint.display().to_string());
    run::succeed(lint.args(files(Path::new(CLOUDFORMATION), "yaml")?))
}

/// The folders that Terraform starts in: blueprints, what comes before them, and tests.
fn roots() -> Result<Vec<PathBuf>> {
    let mut roots =
        vec![Path::new(TERRAFORM).join("bootstrap"), Path::new(TERRAFORM).join("tests")];
    let blueprints = Path::new(TERRAFORM).join("blueprints");
    for entry in run::root().join(&blueprints).read_dir()? {
        roots.push(blueprints.join(entry?.file_name()));
    }
    roots.sort();
    Ok(roots)
}

/// The files of a folder whose names end so, in order; and those of the folders in it.
fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in run::root().join(folder).read_dir()? {
        let name = entry?.file_name();
        let path = folder.join(&name);
        if run::root().join(&path).is_dir() {
            found.extend(files(&path, end)?);
        } else if name.to_string_lossy().ends_with(&format!(".{end}"))
            && !name.to_string_lossy().starts_with('.')
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
