//! What the groups of an outside issuer stand for.

use kernel::{LocationId, Role};

/// The role and the locations that `groups` give: `admin`, `manager:loc_x`, `barista:loc_x`. Names
/// that mean nothing here are passed over; who has no other is a customer.
///
/// The highest role counts, and only at the locations it was given for: whoever manages one
/// location and makes drinks at another is not a manager at the other, nor a barista there.
pub(super) fn rights<'a>(groups: impl IntoIterator<Item = &'a str>) -> (Role, Vec<LocationId>) {
    let (mut role, mut locations) = (Role::Customer, Vec::new());
    for (held, location) in groups.into_iter().filter_map(right) {
        if held > role {
            role = held;
            locations.clear();
        }
        if held == role {
            locations.extend(location);
        }
    }
    locations.sort();
    locations.dedup();
    (role, locations)
}

fn right(group: &str) -> Option<(Role, Option<LocationId>)> {
    // Keycloak writes a group as its path, unless told otherwise.
    let group = group.strip_prefix('/').unwrap_or(group);
    let (role, location) = match group.split_once(':') {
        Some((role, location)) => (role.parse().ok()?, Some(location.parse().ok()?)),
        None => (group.parse().ok()?, None),
    };
    let is_bound = matches!(role, Role::Barista | Role::Manager);
    (role > Role::Customer && is_bound == location.is_some()).then_some((role, location))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(groups: &[&str], role: Role, locations: &[&str]) {
        let (held, at) = rights(groups.iter().copied());
        let at: Vec<&str> = at.iter().map(LocationId::as_str).collect();
        assert_eq!((held, at.as_slice()), (role, locations), "{groups:?}");
    }

    #[test]
    fn a_group_gives_its_role_at_its_location() {
        check(&[], Role::Customer, &[]);
        check(&["admin"], Role::Admin, &[]);
        check(&["manager:loc_a"], Role::Manager, &["loc_a"]);
        check(&["barista:loc_b", "barista:loc_a"], Role::Barista, &["loc_a", "loc_b"]);
        check(&["/barista:loc_a", "barista:loc_a"], Role::Barista, &["loc_a"]);
    }

    #[test]
    fn a_higher_role_at_one_location_does_not_spread_to_another() {
        let orders = [["manager:loc_a", "barista:loc_b"], ["barista:loc_b", "manager:loc_a"]];
        for groups in orders {
            check(&groups, Role::Manager, &["loc_a"]);
        }
        check(&["manager:loc_a", "admin", "barista:loc_b"], Role::Admin, &[]);
    }

    #[test]
    fn a_name_that_means_nothing_gives_nothing() {
        for group in [
            "",
            "Admin",
            "admins",
            "admin:loc_a",
            "admin:",
            "/eu/admin",
            "//admin",
            "manager",
            "barista",
            "customer",
            "customer:loc_a",
            "manager:",
            "manager:a",
            "manager:loc_A",
            "manager:loc_a:loc_b",
            " manager:loc_a",
            "manager: loc_a",
            "owner:loc_a",
            "us-east-1_Abc_Google",
        ] {
            check(&[group], Role::Customer, &[]);
            check(&[group, "barista:loc_b"], Role::Barista, &["loc_b"]);
        }
    }
}
