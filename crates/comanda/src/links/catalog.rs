//! `orders` asks for menus and stock; `products` in the same process answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use kernel::{Coded, LocationId, OrderId, Timestamp};
use orders::Error;
use orders::domain::{
    Fulfilments, Group, Limits, Openness, Option as Choice, Product, QrRules, Shop, StockItemId,
};
use orders::ports::{Catalog, Need, Reserved};
use products::{Fulfilment, Location, Menu, MenuOption, OpenState, Ordering, Products, QrCodes};

/// What a shop was made from: the versions of location and menu, and how much of what had sold out
/// on that menu had come back.
type Made = ((i64, i64, usize), Arc<Shop>);

/// The products context as the orders context sees it.
pub(crate) struct InProcessCatalog {
    products: Products,
    /// Shops made before, by location and how long an order takes there, in minutes: orders for now
    /// and for later are asked for in turn. Each is made anew when location or menu has changed.
    shops: Mutex<HashMap<(LocationId, u32), Made>>,
}

impl InProcessCatalog {
    /// Answers with what `products` knows.
    pub(crate) fn new(products: Products) -> Self {
        Self { products, shops: Mutex::default() }
    }
}

#[async_trait]
impl Catalog for InProcessCatalog {
    async fn shop(
        &self,
        id: &LocationId,
        at: Timestamp,
    ) -> Result<Option<(Arc<Shop>, Openness)>, Error> {
        let (location, menu) =
            match (self.products.read_location(id).await, self.products.read_menu(id).await) {
                (Ok(location), Ok(menu)) => (location, menu),
                (Err(products::Error::NoSuchLocation(_)), _)
                | (_, Err(products::Error::NoSuchLocation(_))) => return Ok(None),
                (Err(error), _) | (_, Err(error)) => return Err(Error::catalog(error)),
            };
        let openness = match location.value.open_state(at) {
            OpenState::Open { .. } => Openness::Open,
            OpenState::Closed { opens_at } if location.value.is_on_break(at) => {
                Openness::Paused { until: opens_at }
            }
            OpenState::Closed { opens_at } => Openness::Closed { opens_at },
        };
        let minutes = location.value.preparation_minutes_at(at);
        let versions = (location.version, menu.version, menu.returned);
        let mut shops = self.shops.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (id.clone(), minutes);
        if let Some((made, shop)) = shops.get(&key)
            && *made == versions
        {
            return Ok(Some((shop.clone(), openness)));
        }
        let shop = Arc::new(shop(&location.value, &menu.value, minutes)?);
        shops.retain(|(other, _), (made, _)| other != id || *made == versions);
        shops.insert(key, (versions, shop.clone()));
        Ok(Some((shop, openness)))
    }

    async fn levels(&self, at: &LocationId, items: &[StockItemId]) -> Result<Vec<i64>, Error> {
        let levels = self.products.list_stock(at).await.map_err(Error::catalog)?;
        let level = |item: &StockItemId| {
            let found = levels.iter().find(|level| level.item.id.as_str() == item.as_str());
            found.map_or(0, |level| level.level)
        };
        Ok(items.iter().map(level).collect())
    }

    async fn reserve(
        &self,
        order: &OrderId,
        at: &LocationId,
        needs: &[Need],
    ) -> Result<Reserved, Error> {
        let items = needs
            .iter()
            .map(|need| Ok((same(&need.item)?, u32::try_from(need.quantity).unwrap_or(u32::MAX))))
            .collect::<Result<Vec<_>, Error>>()?;
        match self.products.reserve_stock(order, at, &items).await {
            Ok(()) => Ok(Reserved::Held),
            Err(products::Error::OutOfStock(missing)) => {
                let menu = self.products.read_menu(at).await.map_err(Error::catalog)?;
                let name = |id: &products::StockItemId| {
                    let item = menu.value.stock_item(id);
                    item.map_or_else(|| id.to_string(), |item| item.name.clone())
                };
                Ok(Reserved::OutOfStock(missing.iter().map(name).collect()))
            }
            Err(products::Error::ReservationReleased) => Ok(Reserved::Released),
            Err(error) => Err(Error::catalog(error)),
        }
    }

    async fn release(&self, order: &OrderId, _: &LocationId) -> Result<(), Error> {
        self.products.release_stock(order).await.map_err(Error::catalog)
    }

    async fn use_up(&self, order: &OrderId, _: &LocationId) -> Result<(), Error> {
        self.products.use_up_stock(order).await.map_err(Error::catalog)
    }
}

fn shop(location: &Location, menu: &Menu, minutes: u32) -> Result<Shop, Error> {
    let mut products = HashMap::with_capacity(menu.products.len());
    for product in &menu.products {
        let groups = menu.groups_of(product).map(|group| {
            Ok(Group {
                name: group.name.clone(),
                min: group.min,
                max: group.max,
                options: group.options.iter().map(choice).collect::<Result<_, Error>>()?,
            })
        });
        let offered = Product {
            name: product.name.clone(),
            station: product.station.clone(),
            price_minor: product.price_minor,
            tax_basis_points: location.tax_rates.get(&product.tax_class).copied().unwrap_or(0),
            available: product.available,
            stock_item: product.stock_item.as_ref().map(same).transpose()?,
            groups: groups.collect::<Result<_, Error>>()?,
        };
        products.insert(same(&product.id)?, offered);
    }
    Ok(Shop {
        location: location.id.clone(),
        currency: menu.currency,
        zone: location.time_zone.clone(),
        prices_include_tax: location.prices_include_tax,
        preparation: Duration::from_mins(u64::from(minutes)),
        fulfilments: fulfilments(&location.ordering),
        limits: limits(&location.ordering),
        products,
    })
}

fn fulfilments(ordering: &Ordering) -> Fulfilments {
    let has = |one: Fulfilment| ordering.fulfilments.contains(&one);
    Fulfilments {
        pickup: has(Fulfilment::Pickup),
        dine_in: has(Fulfilment::DineIn),
        delivery: has(Fulfilment::Delivery),
    }
}

fn limits(ordering: &Ordering) -> Limits {
    let seconds = |seconds: u32| Duration::from_secs(u64::from(seconds));
    let codes = |codes: QrCodes| QrRules {
        tokens: codes.tokens,
        lasts: Duration::from_mins(u64::from(codes.minutes)),
    };
    Limits {
        open_orders_max: ordering.open_orders_max,
        open_orders_per_customer_max: ordering.open_orders_per_customer_max,
        order_wait: seconds(ordering.order_wait_s),
        barista_wait: seconds(ordering.barista_wait_s),
        handover_wait: seconds(ordering.handover_wait_s),
        qr_codes: ordering.qr_codes.map(codes),
    }
}

fn choice(option: &MenuOption) -> Result<Choice, Error> {
    Ok(Choice {
        id: same(&option.id)?,
        name: option.name.clone(),
        price_difference_minor: option.price_difference_minor,
        available: option.available,
        default: option.default,
        max_quantity: option.max_quantity,
        stock_item: option.stock_item.as_ref().map(same).transpose()?,
    })
}

/// The same id as the other context's type of it.
fn same<A: kernel::IdKind, B: kernel::IdKind>(id: &kernel::Id<A>) -> Result<kernel::Id<B>, Error> {
    id.as_str().parse().map_err(|error| Error::catalog(Mismatch(error)))
}

/// Two contexts disagree about the form of an id.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue names things in a way orders does not know")]
struct Mismatch(#[source] kernel::InvalidId);

impl Coded for Mismatch {
    fn code(&self) -> &'static str {
        "api.internal"
    }

    fn class(&self) -> kernel::Class {
        kernel::Class::Bug
    }
}
