//! Somebody who works here, on the wire.

use kernel::{LocationId, Role, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::service::AccountLine;

/// Somebody who works here, or was invited to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StaffMember)]
pub(super) struct StaffMemberBody {
    /// Who.
    #[schema(example = "usr_0123456789abcdef0123456789abcdef")]
    id: String,
    /// What they sign in with.
    #[schema(example = "ben@cafe.example")]
    email: String,
    /// What they are called; absent until they have taken up their invitation.
    #[schema(example = "Ben")]
    name: Option<String>,
    /// `barista`, `manager` or `admin`; `customer` for whoever has just ceased to work here.
    #[schema(example = "barista")]
    role: &'static str,
    /// Where, for baristas and managers; admins are so everywhere.
    #[schema(value_type = Vec<String>, example = json!(["loc_demo-cafe"]))]
    locations: Vec<LocationId>,
    /// `active`, `invited` or `disabled`.
    #[schema(example = "active")]
    status: &'static str,
    /// Whether they have a second factor.
    second_factor: bool,
    /// When they last signed in; absent as long as they have not.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_signed_in_at: Option<Timestamp>,
}

/// A role, and where it holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StaffRoleInput)]
pub(super) struct RoleInput {
    /// `barista`, `manager` or `admin`; `customer` for whoever is not to work here any more.
    #[schema(example = "barista")]
    pub(super) role: String,
    /// Where, 1 to 20 for baristas and managers; none for the others.
    #[schema(value_type = Vec<String>, example = json!(["loc_demo-cafe"]))]
    #[serde(default)]
    pub(super) locations: Vec<LocationId>,
}

impl From<AccountLine> for StaffMemberBody {
    fn from(line: AccountLine) -> Self {
        let AccountLine { user, email, name, role, locations, mfa, state, last_signed_in_at } =
            line;
        let name = Some(name).filter(|name| !name.is_empty());
        let (role, status) = (role.as_str(), state);
        Self {
            id: user,
            email,
            name,
            role,
            locations,
            status,
            second_factor: mfa,
            last_signed_in_at,
        }
    }
}

/// A role by its word.
pub(super) fn role(word: &str) -> Result<Role, Error> {
    word.parse().map_err(Error::BadRole)
}
