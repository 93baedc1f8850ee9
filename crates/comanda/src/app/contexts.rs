//! The contexts, each introduced to those it asks. Every role of the program is made of them: a
//! server has all that stands on them, a function on AWS only what it needs.

use std::sync::Arc;

use kernel::{Clock, Random};
use notify::Notify;
use notify::ports::{Mailer, Push};
use orders::ports::{Catalog, Parts};
use orders::sandbox::{Delays, Sandbox};
use orders::{Live, Orders};
use products::Products;
use store::Store;
use users::Users;
use users::ports::{Accounts, GuestTokens};

use crate::config::Payments;
use crate::links::{InProcessCatalog, InProcessHoldings, InProcessOrders, NoAccounts, OwnAccounts};

/// What is decided here, and what it stands on. Cheap to clone.
#[derive(Clone)]
pub struct Contexts {
    /// Where records are.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// Locations, menus, stock.
    pub products: Products,
    /// What orders ask of products.
    pub catalog: Arc<dyn Catalog>,
    /// Orders.
    pub orders: Orders,
}

impl Contexts {
    /// Puts them on a store that was opened with their [`collections`](super::collections). `live`
    /// says whether connections can be held open here, `payments` what orders can be paid with.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        live: Live,
        payments: Payments,
    ) -> Self {
        let products = Products::new(store.clone(), clock.clone());
        let catalog: Arc<dyn Catalog> = Arc::new(InProcessCatalog::new(products.clone()));
        let parts = Parts {
            store: store.clone(),
            catalog: catalog.clone(),
            // Also where it takes nothing new: what it holds has to go back some day.
            payments: Arc::new(Sandbox::new(store.clone(), Delays::default())),
            pays_ahead: payments.sandbox,
            clock: clock.clone(),
            random: random.clone(),
        };
        let orders = Orders::new(parts, live);
        Self { store, clock, random, products, catalog, orders }
    }

    /// Messages to people. `push` carries those to their browsers, where any are sent;
    /// `staff_email` is where the people of every location read mail.
    pub fn notify(
        &self,
        mailer: Arc<dyn Mailer>,
        push: Option<Arc<dyn Push>>,
        staff_email: Option<String>,
    ) -> Notify {
        let (orders, products) = (self.orders.clone(), self.products.clone());
        let orders = InProcessOrders::new(self.store.clone(), orders, products, staff_email);
        Notify::new(notify::ports::Parts {
            store: self.store.clone(),
            clock: self.clock.clone(),
            mailer,
            push,
            orders: Arc::new(orders),
        })
    }

    /// People. `guests` are the tokens that let in those without an account; `signs_in` says
    /// whether accounts are kept here, too.
    pub fn users(&self, notify: &Notify, guests: Arc<dyn GuestTokens>, signs_in: bool) -> Users {
        let (store, orders) = (self.store.clone(), self.orders.clone());
        let own = OwnAccounts { store: store.clone(), clock: self.clock.clone() };
        let accounts: Arc<dyn Accounts> =
            if signs_in { Arc::new(own) } else { Arc::new(NoAccounts) };
        Users::new(users::ports::Parts {
            store: self.store.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            accounts,
            holdings: Arc::new(InProcessHoldings::new(store, orders, notify.clone(), signs_in)),
            guests,
        })
    }
}
