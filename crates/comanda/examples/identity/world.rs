//! The program in one process, with people who have an account and a café that is open.

use std::error::Error;
use std::sync::Arc;

use api::InstanceKey;
use comanda::app::{App, Elsewhere, Parts, collections};
use comanda::config::{Payments, Server, Work};
use comanda::router;
use idp::service::{TakenUp, Visitor};
use idp::words::{Brand, Language};
use idp::{Cost, Idp};
use kernel::{OsRandom, Role, SystemClock};
use notify::mailer::Outbox;
use tokio::sync::watch;

/// What everybody's password is.
pub(crate) const PASSWORD: &str = "four croissants at dawn";
/// A café that is always open.
const MENU: &str = include_str!("../../tests/e2e/app/menu.toml");

/// What is measured.
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) app: App,
    pub(crate) router: axum::Router,
    pub(crate) cost: Cost,
    _stopping: watch::Sender<bool>,
}

impl World {
    pub(crate) async fn open(address: &str, people: usize) -> Result<Self, Box<dyn Error>> {
        let options = store::Options { address: address.parse()?, readers: 4 };
        let cost = Cost::tuned();
        let app = App::new(Parts {
            store: store::open(&options, &collections()).await?,
            clock: Arc::new(SystemClock),
            random: Arc::new(OsRandom),
            key: InstanceKey::generate(),
            issuer: "comanda".to_owned(),
            sign_in: Some(idp::ports::Settings {
                public_url: "https://cafe.example".to_owned(),
                brand: Brand { name: "Café".to_owned(), logo: None, accent: None },
                mfa_required: Vec::new(),
                cost: Some(cost),
                token_s: 600,
            }),
            step_up: std::time::Duration::from_mins(15),
            payments: Payments::default(),
            work: Work::default(),
            mailer: Arc::new(Outbox),
            push: None,
            staff_email: None,
            elsewhere: Elsewhere::default(),
            name: "bench".to_owned(),
        });
        app.products.import_menu(&MENU.replace("[\"\"]", "[]")).await?;
        let (stop, stopping) = watch::channel(false);
        let router = router::router(&app.answers(), &Server::default(), stopping)?;
        let Cost { memory_kib, passes } = cost;
        let name = format!("{address}, argon2id with {memory_kib} KiB and {passes} passes");
        let world = Self { name, app, router, cost, _stopping: stop };
        for person in 0..people {
            world.register(person).await?;
        }
        Ok(world)
    }

    pub(crate) fn idp(&self) -> &Idp {
        self.app.idp.as_ref().expect("people sign in here")
    }

    async fn register(&self, person: usize) -> Result<(), Box<dyn Error>> {
        let email = email(person);
        let invited = self.idp().invite(&email, Role::Customer, vec![], Language::En).await?;
        let (_, link) = invited.link.split_once("link=").ok_or("a link without a token")?;
        let taken = TakenUp {
            link,
            email: &email,
            name: "Anna",
            password: PASSWORD,
            language: Language::En,
        };
        self.idp().take_up(&visitor(person), taken).await?;
        Ok(())
    }

    pub(crate) async fn close(self) {
        self.app.store.close().await;
    }
}

pub(crate) fn email(person: usize) -> String {
    format!("person{person}@example.org")
}

/// Everybody comes from a network of their own.
pub(crate) fn visitor(person: usize) -> Visitor {
    Visitor { network: format!("10.0.{}.{}", person / 256, person % 256), ..Visitor::default() }
}
