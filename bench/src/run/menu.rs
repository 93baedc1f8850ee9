//! The menu, beside a web server that has nothing to do but send the same bytes.

use std::path::Path;

use anyhow::{Context, Result};

use super::figures::{Beside, Menu};
use super::plan::Pace;
use super::server::{Parts, Setting};
use super::store;
use crate::drive::{Span, Target, What, drive};
use crate::http::{self, Request};
use crate::limits::BareServer;

/// Connections that read, as many as the peers were measured with.
const READERS: usize = 16;

/// Measures the server and the bare one in turn.
///
/// # Errors
/// When one of them does not start or does not answer.
pub(super) fn measure(setting: &Setting, dir: &Path, pace: Pace) -> Result<Menu> {
    let server = setting.start(Parts::All)?;
    let target = setting.target(&server)?;
    let menu = http::body(server.address()?, &target.menu(&[]), 200)?;
    let file = dir.join("menu.json");
    std::fs::write(&file, &menu).context("the menu cannot be kept")?;
    let bare = BareServer::start(&file)?;
    let bare_target = Target { url: bare.url.clone(), ..target.clone() };
    let span = |server| Span { warm_up: pace.warm_up, counted: pace.counted, server: Some(server) };
    let mut rounds = Vec::new();
    for _ in 0..pace.rounds {
        rounds.push(Beside {
            connections: READERS,
            server: drive(&target, &What::Menu, READERS, span(server.process()))?,
            limit: drive(&bare_target, &What::Menu, READERS, span(bare.process()))?,
        });
    }
    let unchanged = drive(&target, &What::MenuUnchanged, READERS, span(server.process()))?;
    server.stop()?;
    let whole = store::middle(rounds).context("no round was measured")?;
    Ok(Menu { bytes: menu.len(), whole, unchanged })
}

/// Where a web app may begin, and what only a built one has.
const FRONT_PAGES: [&str; 2] = ["/", "/order/"];
const MODULE: &str = "type=\"module\"";

/// Whether the server's file has a web app inside: a page of it loads one.
///
/// # Errors
/// When the server does not start or does not answer.
pub(super) fn serves_web_app(setting: &Setting) -> Result<bool> {
    let server = setting.start(Parts::All)?;
    let authority = http::authority(&server.url)?.to_owned();
    let mut inside = false;
    for path in FRONT_PAGES {
        let mut page = http::exchange(server.address()?, &Request::get(&authority, path, &[]))?;
        inside |= String::from_utf8_lossy(page.body()).contains(MODULE);
    }
    server.stop()?;
    Ok(inside)
}
