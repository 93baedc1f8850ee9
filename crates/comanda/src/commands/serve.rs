//! `comanda serve` and `comanda work`.

use anyhow::bail;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{open, say};
use crate::app::App;
use crate::cli::{ServeArgs, ServerRole};
use crate::config::{Config, is_shared};
use crate::work::Workers;
use crate::{apps, links, router, telemetry};

/// The demo café and the demo bakery.
const DEMOS: [&str; 2] =
    [include_str!("../../../../demo/cafe.toml"), include_str!("../../../../demo/bakery.toml")];

/// Answers requests until told to stop.
pub(crate) async fn serve(config: &Config, args: &ServeArgs) -> anyhow::Result<()> {
    telemetry::start(&config.log)?;
    let answers = args.roles.contains(&ServerRole::Api);
    // Before the rest, because the port can be part of where people sign in.
    let listener = if answers { Some(crate::serve::listen(&config.server).await?) } else { None };
    let address = listener.as_ref().map(TcpListener::local_addr).transpose()?;
    let app = open::server(config, address.map(|address| address.port())).await?;
    let alone = open::alone(config)?;
    if args.demo {
        import_demos(&app).await?;
    }
    let works = args.roles.contains(&ServerRole::Work);
    let mut workers = Workers::new();
    install(&app).await?;
    if works {
        if alone.is_some() {
            go_on(&app).await?;
        }
        workers.carry(&app);
    }
    if is_shared(&config.store()?) {
        workers.follow(&app);
    }
    let stopping = stopping()?;
    if let (Some(listener), Some(address)) = (listener, address) {
        let push_key = app.notify.push_key().map(ToOwned::to_owned);
        let told = config.apps(Some(address.port()), push_key)?;
        let provider = match told.signs_in_elsewhere() {
            Some(issuer) => links::issuer_origins(issuer).await,
            None => apps::Origins::default(),
        };
        let beside = apps::router(&told, provider);
        let router = router::with(&app.answers(), &config.server, stopping.clone(), beside)?;
        say(format_args!("Comanda is listening on http://{address}"));
        introduce(&told.public_url);
        tracing::info!(%address, "ready");
        invite_first_admin(&app).await?;
        if let Some(idp) = app.idp.clone() {
            tokio::spawn(async move { idp.warm_up().await });
        }
        // Streams never end by themselves, so they are ended when the server is to stop.
        let (live, mut stop) = (app.orders.live().clone(), stopping.clone());
        tokio::spawn(async move {
            let _ = stop.wait_for(|stop| *stop).await;
            live.close();
        });
        crate::serve::serve(listener, router, &config.server, stopping).await;
    } else {
        wait_for(stopping).await;
    }
    app.orders.live().close();
    workers.stop().await;
    app.store.close().await;
    tracing::info!("stopped; nothing was lost");
    Ok(())
}

/// Says where the apps are, or that they are not there.
fn introduce(public_url: &str) {
    let missing = apps::missing();
    if missing.is_empty() {
        say(format_args!("Order at {public_url}/order/, work at /counter/ and /office/"));
    } else {
        tracing::warn!(
            apps = missing.join(", "),
            "these apps are not in this program: build them with `cargo xtask web`, then the \
             program anew; the API answers without them"
        );
    }
}

/// As long as nobody runs the place, prints the link by which somebody becomes its admin.
async fn invite_first_admin(app: &App) -> anyhow::Result<()> {
    let Some(idp) = &app.idp else { return Ok(()) };
    if let Some(link) = idp.first_admin().await? {
        say(format_args!(
            "There is no admin yet. Whoever opens this link within three days becomes it; it works \
             once:\n  {link}"
        ));
    }
    Ok(())
}

/// Works on messages until told to stop.
pub(crate) async fn work(config: &Config) -> anyhow::Result<()> {
    telemetry::start(&config.log)?;
    if !is_shared(&config.store()?) {
        bail!(
            "work runs beside servers on one PostgreSQL or DynamoDB, but store.url names a store \
             for one process; `comanda serve` does this work by itself there"
        );
    }
    let app = open::app(config).await?;
    install(&app).await?;
    let mut workers = Workers::new();
    workers.carry(&app);
    tracing::info!("working");
    wait_for(stopping()?).await;
    workers.stop().await;
    app.store.close().await;
    tracing::info!("stopped; nothing was lost");
    Ok(())
}

/// Stores the definitions of our workflows, where they run here.
async fn install(app: &App) -> anyhow::Result<()> {
    if let Some(engine) = &app.engine {
        engine.install().await?;
    }
    Ok(())
}

/// Takes up what a server that was killed had in hand, without waiting until its time is over.
async fn go_on(app: &App) -> anyhow::Result<()> {
    let groups = match &app.stored {
        Some(queue) => queue.reclaim().await?,
        None => 0,
    };
    let executions = match &app.engine {
        Some(engine) => engine.reclaim().await?,
        None => 0,
    };
    if groups + executions > 0 {
        tracing::info!(groups, executions, "the last server did not end by itself; it goes on");
    }
    Ok(())
}

async fn import_demos(app: &App) -> anyhow::Result<()> {
    for demo in DEMOS {
        let imported = app.products.import_menu(demo).await?;
        if imported.created {
            let (location, products) = (&imported.location, imported.products);
            tracing::info!(%location, products, "demo made");
        }
    }
    Ok(())
}

/// Turns true when the process is told to stop (SIGTERM, or Ctrl-C).
fn stopping() -> anyhow::Result<watch::Receiver<bool>> {
    let (stop, stopping) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: requests under way are finished first");
        stop.send_replace(true);
        stop.closed().await;
    });
    Ok(stopping)
}

async fn wait_for(mut stopping: watch::Receiver<bool>) {
    // An error means that nobody can tell us to stop any more, which is a reason to stop.
    let _ = stopping.wait_for(|stop| *stop).await;
}
