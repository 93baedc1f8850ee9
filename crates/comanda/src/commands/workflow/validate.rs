//! `comanda workflow validate`

use std::path::PathBuf;
use std::process::ExitCode;

use super::{files, say};
use crate::commands::complain;

/// Says everything that is wrong with definitions.
pub(super) fn validate(files: &[PathBuf]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match files::definition(file) {
            Ok(_) => say(format_args!("{} is a sound definition.", file.display())),
            Err(error) => {
                complain(&error);
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
