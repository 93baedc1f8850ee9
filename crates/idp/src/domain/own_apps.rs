//! The café's own apps. They come with the program, so they are clients without anybody registering
//! them, and follow the public URL when it changes.

use super::{Client, Grant, Scope};

/// Their client ids, which are also the first part of their paths, and what people read.
const OWN_APPS: [(&str, &str); 3] =
    [("order", "Order"), ("counter", "Counter"), ("office", "Office")];

/// Every app of our own, for people who reach us at `public_url`.
pub fn own_apps(public_url: &str) -> Vec<Client> {
    let client = |(id, name): (&str, &str)| {
        let home = format!("{public_url}/{id}/");
        Client {
            id: id.to_owned(),
            name: name.to_owned(),
            first_party: true,
            // It runs in a browser, which keeps no secret: PKCE stands in for one.
            secret: None,
            redirect_uris: vec![format!("{home}signed-in"), format!("{home}silent.html")],
            post_logout_redirect_uris: vec![home],
            grants: vec![Grant::AuthorizationCode, Grant::RefreshToken],
            scopes: vec![Scope::Openid, Scope::Profile, Scope::Email, Scope::Api],
        }
    };
    OWN_APPS.into_iter().map(client).collect()
}

/// Whether this is the id of one of them.
pub fn is_own_app(id: &str) -> bool {
    OWN_APPS.iter().any(|(known, _)| *known == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::redirect_uri_flaw;

    #[test]
    fn each_app_of_ours_is_sent_back_to_its_own_pages_and_nowhere_else() {
        for url in ["https://cafe.example", "http://localhost:8080"] {
            for app in own_apps(url) {
                let own = |page: &str| format!("{url}/{}/{page}", app.id);
                assert!(app.first_party && app.secret.is_none());
                assert_eq!(app.redirect_uris, [own("signed-in"), own("silent.html")]);
                assert_eq!(app.post_logout_redirect_uris, [own("")]);
                assert!(app.redirect_uris.iter().all(|uri| redirect_uri_flaw(uri).is_none()));
                assert!(!app.may(Grant::DeviceCode) && !app.may(Grant::ClientCredentials));
                assert!(is_own_app(&app.id));
            }
        }
        assert!(!is_own_app("orders"));
    }
}
