//! `comanda key`

use api::InstanceKey;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::say;
use crate::cli::KeyCommand;

/// Makes a key and prints it, and nothing else.
pub(crate) fn key(command: &KeyCommand) {
    match command {
        KeyCommand::Generate => say(STANDARD.encode(InstanceKey::generate().bytes())),
    }
}
