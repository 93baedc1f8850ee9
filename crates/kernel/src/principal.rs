//! Who is calling, and in which role.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{LocationId, PrincipalId};

/// What a caller may be. Ordered: each role may do what the ones before it may, at its locations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Orders for themselves.
    Customer,
    /// Makes drinks at their locations.
    Barista,
    /// Runs their locations.
    Manager,
    /// Owns all locations.
    Admin,
}

impl Role {
    /// Every role, least first.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Barista, Self::Manager, Self::Admin];

    /// The word used in tokens, in the command line and in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Barista => "barista",
            Self::Manager => "manager",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or_else(|| {
            format!("\"{word}\" is not a role: expected customer, barista, manager or admin")
        })
    }
}

/// Who is calling: an id, a role, and for baristas and managers the locations they work at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Who they are to the identity provider.
    pub id: PrincipalId,
    /// The highest role they hold.
    pub role: Role,
    /// Where they hold it. Meaningless for customers and admins.
    pub locations: Vec<LocationId>,
}

impl Principal {
    /// Whether they hold `role`, or a higher one, at `location`.
    pub fn is_at_least(&self, role: Role, location: &LocationId) -> bool {
        let everywhere = matches!(self.role, Role::Admin);
        self.role >= role && (everywhere || self.locations.contains(location))
    }

    /// Whether they work here in any role.
    pub fn is_staff_of(&self, location: &LocationId) -> bool {
        self.is_at_least(Role::Barista, location)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn principal(role: Role, locations: &[&str]) -> Principal {
        let locations = locations.iter().map(|l| l.parse().expect("a location id")).collect();
        Principal { id: PrincipalId::new("anna"), role, locations }
    }

    #[test]
    fn staff_rights_end_at_their_own_locations() {
        let here = "loc_here".parse().expect("id");
        let there = "loc_there".parse().expect("id");
        let barista = principal(Role::Barista, &["loc_here"]);
        assert!(barista.is_staff_of(&here));
        assert!(!barista.is_staff_of(&there));
        assert!(!barista.is_at_least(Role::Manager, &here));
    }

    #[test]
    fn an_admin_is_staff_everywhere_and_a_customer_nowhere() {
        let here = "loc_here".parse().expect("id");
        assert!(principal(Role::Admin, &[]).is_at_least(Role::Manager, &here));
        assert!(!principal(Role::Customer, &["loc_here"]).is_staff_of(&here));
    }
}
