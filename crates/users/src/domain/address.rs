//! Where somebody has things brought.

use super::country::is_country;
use super::fault::{Fault, Faults};

kernel::kinds! {
    /// Names one address of somebody: `adr_` and 26 characters.
    AddressKind => AddressId, "adr", "an address";
}

/// Most addresses of one person: enough for home, work and friends, and a list one can read.
pub const ADDRESSES_MAX: usize = 10;
/// Longest name of an address, in characters.
const LABEL_CHARS_MAX: usize = 40;
/// Most lines of an address before its town. With postcode and town it fits an order's delivery,
/// which takes six.
const LINES_MAX: usize = 4;
/// Longest line of an address and longest town, in characters: as an order's delivery takes them.
const LINE_CHARS_MAX: usize = 60;
/// Longest postcode, in characters. Source: the longest in use have 10; UPU S42 allows 16.
const POSTCODE_CHARS_MAX: usize = 16;
/// Longest note to whoever brings it, in characters: as that of an order.
const NOTE_CHARS_MAX: usize = 140;

/// Where somebody has things brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Which address.
    pub id: AddressId,
    /// What they call it: "Home".
    pub label: Option<String>,
    /// Street and number, and what comes before it: 1 to 4 lines.
    pub lines: Vec<String>,
    /// The postcode, where there are any.
    pub postcode: Option<String>,
    /// The town.
    pub city: String,
    /// The country, as ISO 3166-1 alpha-2 writes it.
    pub country: String,
    /// How to find the door.
    pub delivery_note: Option<String>,
}

/// The same as somebody writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressInput {
    /// What they call it.
    pub label: Option<String>,
    /// Street and number, and what comes before it.
    pub lines: Vec<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// The town.
    pub city: String,
    /// The country.
    pub country: String,
    /// How to find the door.
    pub delivery_note: Option<String>,
    /// Whether it is the one to be filled in unless told. That it is not, another one says.
    pub default: bool,
}

impl AddressInput {
    /// The address, if nothing is wrong with it.
    ///
    /// # Errors
    /// Every fault of the input.
    pub(super) fn read(&self, id: AddressId) -> Result<Address, Vec<Fault>> {
        let mut faults = Faults::default();
        let label = faults.optional_line("/label", self.label.as_deref(), LABEL_CHARS_MAX);
        if !(1..=LINES_MAX).contains(&self.lines.len()) {
            faults.add("/lines", format!("has {}: expected 1 to {LINES_MAX}", self.lines.len()));
        }
        let lines = self.lines.iter().take(LINES_MAX).enumerate();
        let lines = lines
            .map(|(place, line)| faults.line(&format!("/lines/{place}"), line, LINE_CHARS_MAX))
            .collect();
        let postcode =
            faults.optional_line("/postcode", self.postcode.as_deref(), POSTCODE_CHARS_MAX);
        let city = faults.line("/city", &self.city, LINE_CHARS_MAX);
        if !is_country(&self.country) {
            faults.add("/country", "is no country: expected two capitals of ISO 3166-1");
        }
        let delivery_note =
            faults.optional_line("/delivery_note", self.delivery_note.as_deref(), NOTE_CHARS_MAX);
        let country = self.country.clone();
        faults.unless_any(Address { id, label, lines, postcode, city, country, delivery_note })
    }
}

/// The addresses of one person. As soon as there is one, one is the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    list: Vec<Address>,
    default: Option<AddressId>,
}

impl Addresses {
    /// These, of which `default` is the default, or else the first.
    pub fn of(list: Vec<Address>, default: Option<AddressId>) -> Self {
        let mut addresses = Self { list, default };
        addresses.choose_default();
        addresses
    }

    /// All of them, in the order they were added.
    pub fn list(&self) -> &[Address] {
        &self.list
    }

    /// The one to be filled in unless told.
    pub fn default_id(&self) -> Option<&AddressId> {
        self.default.as_ref()
    }

    /// The one with this id.
    pub fn get(&self, id: &AddressId) -> Option<&Address> {
        self.list.iter().find(|address| address.id == *id)
    }

    /// The one that says the same as `address`, whatever its id.
    pub(super) fn same_as(&self, address: &Address) -> Option<&Address> {
        self.list.iter().find(|one| {
            let id = address.id.clone();
            Address { id, ..(*one).clone() } == *address
        })
    }

    /// Stores an address in place of the one with its id, or at the end.
    pub(super) fn put(&mut self, address: Address, is_default: bool) {
        if is_default {
            self.default = Some(address.id.clone());
        }
        match self.list.iter_mut().find(|one| one.id == address.id) {
            Some(one) => *one = address,
            None => self.list.push(address),
        }
        self.choose_default();
    }

    /// Removes one, and says whether it was there.
    pub(super) fn remove(&mut self, id: &AddressId) -> bool {
        let before = self.list.len();
        self.list.retain(|address| address.id != *id);
        self.choose_default();
        self.list.len() < before
    }

    fn choose_default(&mut self) {
        let is_there = self.default.as_ref().is_some_and(|id| self.get(id).is_some());
        if !is_there {
            self.default = self.list.first().map(|address| address.id.clone());
        }
    }
}
