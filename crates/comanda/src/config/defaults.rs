//! The default of every key. `config/comanda.toml` shows them; a test compares the two.

use std::path::PathBuf;

use super::keys::{
    Brand, Config, Identity, Log, LogFormat, Notify, Payments, Queue, Server, Store, Work, Workflow,
};
use super::{Apps, Backup};

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            server: Server::default(),
            store: Store::default(),
            identity: Identity::default(),
            brand: Brand::default(),
            apps: Apps::default(),
            payments: Payments::default(),
            queue: Queue::default(),
            workflow: Workflow::default(),
            work: Work::default(),
            notify: Notify::default(),
            backup: Backup::default(),
            log: Log::default(),
        }
    }
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            public_url: String::new(),
            proxies: 0,
            body_bytes_max: 64 * 1024,
            request_timeout_s: 30,
            shutdown_timeout_s: 20,
            connections_max: 20_000,
        }
    }
}

impl Default for Store {
    fn default() -> Self {
        Self { url: "sqlite:comanda.db".to_owned(), readers: 4 }
    }
}

impl Default for Identity {
    fn default() -> Self {
        Self {
            issuer: "comanda".to_owned(),
            clients: Vec::new(),
            jwks_url: String::new(),
            key_file: String::new(),
            mfa_required: vec!["manager".to_owned(), "admin".to_owned()],
            step_up_s: 15 * 60,
            mfa_by_issuer: false,
        }
    }
}

impl Default for Brand {
    fn default() -> Self {
        let (logo, accent) = (String::new(), String::new());
        Self { name: "Comanda".to_owned(), logo, accent }
    }
}

impl Default for Payments {
    fn default() -> Self {
        Self { sandbox: true }
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self { url: "store".to_owned(), events: String::new() }
    }
}

impl Default for Workflow {
    fn default() -> Self {
        Self { engine: "embedded".to_owned() }
    }
}

impl Default for Work {
    fn default() -> Self {
        Self { concurrency: 8, visibility_timeout_s: 10, receives_max: queue::MAX_RECEIVES }
    }
}

impl Default for Notify {
    fn default() -> Self {
        Self {
            mail_url: String::new(),
            from: "comanda@localhost".to_owned(),
            staff_email: String::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Auto }
    }
}
