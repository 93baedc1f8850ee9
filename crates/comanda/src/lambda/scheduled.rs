//! `scheduled`: what the clock asks for.

use std::process::ExitCode;

use serde::Deserialize;

use super::start::{run, serve};
use super::{export, reconcile};

/// What a schedule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
enum Job {
    /// Finds what was left lying, and takes it up.
    Reconcile,
    /// Exports every table to the bucket of backups.
    ExportBackup,
}

/// The program of the function.
pub fn scheduled() -> ExitCode {
    run(async |opened| {
        let reconciler = reconcile::Reconciler::open(&opened).await?;
        let exporter = export::Exporter::open(&opened);
        serve(&opened, async |job, call| match job {
            Job::Reconcile => reconciler.reconcile(&call).await,
            Job::ExportBackup => exporter.export(&call).await,
        })
        .await
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_names_its_job() {
        let job = |text: &str| serde_json::from_str::<Job>(text);
        assert_eq!(job(r#"{"job": "reconcile"}"#).expect("a job"), Job::Reconcile);
        assert_eq!(job(r#"{"job": "export-backup"}"#).expect("a job"), Job::ExportBackup);
        assert!(job(r#"{"job": "sweep"}"#).is_err());
        assert!(job("{}").is_err());
    }
}
