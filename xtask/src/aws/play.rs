//! A run: from an empty stand-in to an empty stand-in.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::between::Between;
use super::programs::Programs;
use super::terraform::{Root, Terraform};
use crate::stand_in::{self, StandIn, Wish};
use crate::{lambda, run, web};

/// The blueprints that are played, in this order.
const BLUEPRINTS: [&str; 2] = ["serverless-orders", "serverless-espresso"];
/// Where the hosted sign-in sends people back to; nobody listens there, and nobody needs to.
const BACK_TO: &str = "http://localhost:8080/";

/// Plays the blueprint that is named, or all. With `keep`, the stand-in stays until its input ends,
/// so that somebody can look around.
///
/// # Errors
/// When a blueprint is not created, an order does not go its way, or something is left.
pub(crate) fn run(blueprint: Option<&str>, keep: bool) -> Result<()> {
    let chosen: Vec<_> = match blueprint {
        Some(name) if BLUEPRINTS.contains(&name) => vec![name],
        Some(name) => bail!("there is no blueprint {name}; there are {}", BLUEPRINTS.join(", ")),
        None => BLUEPRINTS.to_vec(),
    };
    let terraform = Terraform::find()?;
    web::build()?;
    let programs = Programs::build()?;
    // Held until what stands between takes it: the stand-in looks for a port of its own.
    let held = TcpListener::bind("127.0.0.1:0").context("there is no free port")?;
    let port = held.local_addr()?.port();
    let address = format!("http://127.0.0.1:{port}");
    let wish = Wish { authorize: true, functions_call: Some(address.clone()) };
    stand_in::beside(&wish, |stand_in| {
        drop(held);
        let between = Between::start(&programs, port, stand_in)?;
        let house = House { terraform: &terraform, programs: &programs, address: &address };
        let done = house.all(&chosen, keep);
        between.stop().and(done)
    })?;
    match blueprint {
        Some(_) => Ok(()),
        None => stand_in::beside(&Wish::default(), stack),
    }
}

/// Creates the stack of `CloudFormation` and deletes it. What is in it was played: the same
/// functions and the same workflow.
fn stack(stand_in: &StandIn) -> Result<()> {
    ["create", "delete"].into_iter().try_for_each(|verb| {
        timed(&format!("serverless-espresso by CloudFormation: {verb}"), || {
            let mut script = run::program("sh infra/cloudformation/on-a-stand-in.sh");
            run::succeed(script.args([verb, &stand_in.url(), lambda::FOR_TESTS]))
        })
    })
}

/// A stand-in, and all that is needed to build on it.
struct House<'a> {
    terraform: &'a Terraform,
    programs: &'a Programs,
    /// Where AWS is, for everybody: what stands between.
    address: &'a str,
}

impl House<'_> {
    /// One blueprint after another. Their state goes where it goes on AWS: into the bucket that the
    /// bootstrap makes.
    fn all(&self, chosen: &[&str], keep: bool) -> Result<()> {
        let folder = work_in("bootstrap")?;
        let bootstrap = Root::open(self.terraform, "bootstrap", &folder, None)?;
        let variables = self.bootstrap_variables();
        timed("bootstrap: apply", || bootstrap.apply(&variables))?;
        let made = bootstrap.outputs()?;
        for name in chosen {
            self.play(name, &made, keep)?;
        }
        timed("bootstrap: destroy", || bootstrap.destroy(&variables))?;
        self.programs.nothing_left(self.address, false)
    }

    fn play(&self, name: &str, bootstrap: &str, keep: bool) -> Result<()> {
        let folder = work_in(name)?;
        let backend = self.backend(name, bootstrap, &folder)?;
        let root = format!("blueprints/{name}");
        let root = Root::open(self.terraform, &root, &folder, Some(&backend))?;
        let variables = self.variables(name);
        timed(&format!("{name}: apply"), || root.apply(&variables))?;
        let (said, outputs) = (root.outputs()?, folder.join("outputs.json"));
        std::fs::write(&outputs, &said)?;

        let played = timed(&format!("{name}: play"), || {
            self.programs.prepare(&outputs, self.address)?;
            self.programs.import(name, &folder, &said, self.address)?;
            self.programs.play(&outputs, self.address, BACK_TO)
        });
        if keep {
            if let Err(error) = &played {
                println!("{error:#}");
            }
            println!("{name} is at {}; close standard input to go on", self.address);
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
        }
        played?;
        timed(&format!("{name}: destroy"), || {
            root.destroy(&variables)?;
            self.programs.nothing_left(self.address, true)
        })
    }

    fn bootstrap_variables(&self) -> Vec<String> {
        let stand_in = format!("-var=stand_in={}", self.address);
        vec!["-var=region=us-east-1".into(), "-var=bucket=comanda-test-state".into(), stand_in]
    }

    fn variables(&self, name: &str) -> Vec<String> {
        let file = |name: &str| {
            let file = run::root().join(format!("infra/terraform/stand-ins/{name}.tfvars"));
            format!("-var-file={}", file.display())
        };
        let zips = run::root().join(lambda::FOR_TESTS);
        let mut variables = vec![
            file("ministack"),
            file(name),
            format!("-var=stand_in={}", self.address),
            format!("-var=zips={}", zips.display()),
        ];
        // Amplify, where the other blueprint has them, is on no stand-in.
        if name == "serverless-orders" {
            variables.push(format!("-var=apps={}", run::root().join(web::FOLDER).display()));
        }
        variables
    }

    /// A file that says where the state is, as whoever deploys writes one.
    fn backend(&self, name: &str, bootstrap: &str, folder: &Path) -> Result<PathBuf> {
        let outputs: serde_json::Value = serde_json::from_str(bootstrap)?;
        let backend = &outputs["backend"]["value"];
        let text =
            |field: &str| backend[field].as_str().context("the bootstrap says where state is");
        let address = self.address;
        let file = folder.join("backend.tfbackend");
        std::fs::write(
            &file,
            format!(
                "bucket = {:?}\nkey = \"{}/terraform.tfstate\"\nregion = {:?}\nkms_key_id = {:?}\n\
                 endpoints = {{ s3 = {address:?}, iam = {address:?}, sts = {address:?} }}\n\
                 use_path_style = true\nskip_credentials_validation = true\n\
                 skip_metadata_api_check = true\nskip_requesting_account_id = true\n\
                 skip_s3_checksum = true\n",
                text("bucket")?,
                name,
                text("region")?,
                text("kms_key_id")?,
            ),
        )?;
        Ok(file)
    }
}

/// A folder for what comes of a root module, empty.
fn work_in(name: &str) -> Result<PathBuf> {
    let folder = run::root().join("target/aws").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn timed(what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("── {what}");
    let started = Instant::now();
    work().with_context(|| what.to_owned())?;
    println!("── {what}: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}
