//! The URL, and what every session is told before its first statement.

use std::str::FromStr;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Connection, NoTls, Socket, tls::NoTlsStream};

use super::failure::{Cause, NoAnswer};
use crate::error::Error;

/// How long making a connection may take, with everything up to the first statement.
const CONNECT_LIMIT: Duration = Duration::from_secs(3);
/// How long the server works for one statement.
const STATEMENT_LIMIT: Duration = Duration::from_secs(5);
/// How long it waits for a lock. We hold ours for the time of a commit; somebody at a console may
/// hold one for hours.
const LOCK_LIMIT: Duration = Duration::from_secs(2);
/// How long one answer of the server is waited for. A little more than the server allows itself,
/// so that it is normally the server that gives up, and says why.
pub(super) const ANSWER_LIMIT: Duration = Duration::from_secs(6);

/// Reads the URL and adds our limits; what the URL sets itself stays.
pub(super) fn configure(url: &str) -> Result<Config, Error> {
    let no_tls = || {
        Error::Refused(
            "the store URL asks for TLS (sslmode), which this version does not speak to \
             PostgreSQL: where the network between them is trusted write sslmode=disable, \
             elsewhere go through a TLS tunnel on this machine"
                .to_owned(),
        )
    };
    // The driver knows neither word of libpq and would call them a typing mistake.
    if url.contains("sslmode=verify-ca") || url.contains("sslmode=verify-full") {
        return Err(no_tls());
    }
    // The driver's own words may quote the URL, and with it a password.
    let mut config = Config::from_str(url).map_err(|_| {
        Error::Refused(
            "the store URL cannot be read: expected postgres://USER:PASSWORD@HOST:PORT/DATABASE, \
             with signs such as @ : / % in the password written as %40 %3A %2F %25"
                .to_owned(),
        )
    })?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(no_tls());
    }
    config.ssl_mode(SslMode::Disable);
    if config.get_application_name().is_none() {
        config.application_name("comanda");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_LIMIT);
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(ANSWER_LIMIT);
    }
    config.keepalives_idle(Duration::from_secs(10));
    config.keepalives_interval(Duration::from_secs(5));
    config.keepalives_retries(3);
    let limit = STATEMENT_LIMIT.as_millis();
    let theirs = config.get_options().unwrap_or_default();
    let options = format!(
        "-c statement_timeout={limit} -c lock_timeout={} \
         -c idle_in_transaction_session_timeout={} {theirs}",
        LOCK_LIMIT.as_millis(),
        2 * limit
    );
    config.options(options);
    Ok(config)
}

/// A connection that ends when this is dropped, whatever the server is doing.
pub(super) struct Connected {
    pub(super) client: Client,
    task: JoinHandle<()>,
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Makes a connection and drives it.
pub(super) async fn connect(config: &Config) -> Result<Connected, Cause> {
    let (client, connection) = dial(config).await?;
    // How it ends is told to whoever waits for an answer.
    let task = tokio::spawn(async move { drop(connection.await) });
    Ok(Connected { client, task })
}

/// Makes a connection that the caller drives.
pub(super) async fn dial(
    config: &Config,
) -> Result<(Client, Connection<Socket, NoTlsStream>), Cause> {
    match tokio::time::timeout(CONNECT_LIMIT, config.connect(NoTls)).await {
        Ok(connected) => connected.map_err(Cause::from),
        Err(_) => Err(Cause::from(NoAnswer(CONNECT_LIMIT))),
    }
}

/// Why the first connection could not be made, as a sentence for whoever wrote the URL.
pub(super) fn refusal(config: &Config, cause: &Cause) -> Error {
    let user = config.get_user().unwrap_or("the system's user");
    let database = config.get_dbname().unwrap_or(user);
    let place = place(config);
    let Some(error) = cause.said() else {
        return Error::Refused(format!(
            "no PostgreSQL server answers at {place} ({cause}): start it, or correct the store URL"
        ));
    };
    let code = error.code();
    if *code == SqlState::INVALID_PASSWORD || *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION
    {
        return Error::Refused(format!(
            "PostgreSQL at {place} does not let the user \"{user}\" in: correct the user or the \
             password in the store URL, or allow it in pg_hba.conf"
        ));
    }
    if *code == SqlState::INVALID_CATALOG_NAME {
        return Error::Refused(format!(
            "PostgreSQL at {place} has no database \"{database}\": create it, or correct the store \
             URL"
        ));
    }
    let advice = if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        format!(": let the user \"{user}\" use the schema and create tables in it")
    } else if *code == SqlState::DUPLICATE_TABLE {
        ", and is not ours: give the store a schema or database of its own".to_owned()
    } else {
        String::new()
    };
    Error::Refused(format!("PostgreSQL at {place} cannot be used: {}{advice}", error.message()))
}

fn place(config: &Config) -> String {
    let ports = config.get_ports();
    let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(5432);
    let named = config.get_hosts().iter().enumerate().map(|(at, host)| match host {
        Host::Tcp(name) => format!("{name}:{}", port(at)),
        Host::Unix(path) => path.display().to_string(),
    });
    let numbers = config.get_hostaddrs().iter().map(ToString::to_string);
    named.chain(numbers).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        configure(url).expect_err("refused").to_string()
    }

    #[test]
    fn tls_is_refused_rather_than_left_out() {
        for mode in ["require", "verify-ca", "verify-full"] {
            let text = refused(&format!("postgres://anna:hunter2@db/cafe?sslmode={mode}"));
            assert!(text.contains("TLS") && !text.contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn a_url_that_cannot_be_read_is_not_repeated() {
        let text = refused("postgres://anna:hunter2@db:port/cafe");
        assert!(!text.contains("hunter2"), "{text}");
    }

    #[test]
    fn what_the_url_sets_for_the_session_wins_over_our_limits() {
        let url = "postgres://anna@db/cafe?options=-c%20statement_timeout%3D9";
        let config = configure(url).expect("a URL");
        let options = config.get_options().expect("options");
        assert!(options.ends_with("-c statement_timeout=9"), "{options}");
    }
}
