//! What the apps are told of this server: who signs people in, and how the café shows itself.

use super::choices::Trust;
use super::keys::Config;
use crate::apps::{Brand, NAMES, Settings};

/// What an app asks of our own provider. The last word is ours: to act at the API.
const SCOPE: &str = "openid profile email api";
/// What it asks of one elsewhere, which knows no other words.
const SCOPE_ELSEWHERE: &str = "openid profile email";

impl Config {
    /// What the apps are told. `port` is the one that the server listens on; `push_key` the key
    /// that browsers take pushes for, where any are sent.
    ///
    /// # Errors
    /// A sentence that says which key is wrong and how it should be.
    pub(crate) fn apps(
        &self,
        port: Option<u16>,
        push_key: Option<String>,
    ) -> anyhow::Result<Settings> {
        let public_url = self.public_url(port);
        let (issuer, clients, scope) = match self.trust()? {
            Trust::Own(_) => (public_url.clone(), NAMES.map(|name| Some(name.to_owned())), SCOPE),
            Trust::Provider { issuer, .. } => {
                let ids = self.client_ids().map(|(_, id)| some(id));
                (issuer, ids, SCOPE_ELSEWHERE)
            }
        };
        let brand = self.brand()?;
        let brand = Brand { name: brand.name, logo: brand.logo, accent: some(&self.brand.accent) };
        let ahead = self.payments.sandbox.then_some("sandbox");
        let payments = ["counter"].into_iter().chain(ahead).collect();
        Ok(Settings { public_url, issuer, clients, scope, brand, payments, push_key })
    }

    /// What does not go together in what the apps are told; a sentence each.
    pub(super) fn flaws_of_apps(&self, trust: Option<&Trust>) -> Vec<String> {
        let set = self.client_ids().into_iter().filter(|(_, id)| !id.is_empty());
        set.filter_map(|(name, id)| match trust? {
            Trust::Own(_) => Some(format!(
                "apps.client_ids.{name} is for an OpenID provider elsewhere: here the apps are \
                 known by themselves, so leave it out"
            )),
            Trust::Provider { clients, .. } if !clients.iter().any(|known| known == id) => {
                Some(format!(
                    "apps.client_ids.{name} is \"{id}\", whose tokens would be refused: add it to \
                     identity.clients"
                ))
            }
            Trust::Provider { .. } => None,
        })
        .collect()
    }

    fn client_ids(&self) -> [(&'static str, &str); 3] {
        let ids = &self.apps.client_ids;
        let [order, counter, office] = NAMES;
        [(order, &ids.order), (counter, &ids.counter), (office, &ids.office)]
    }
}

/// An empty text stands for none.
fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Sources, load};

    fn with(pairs: &[(&str, &str)]) -> Config {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        load(&Sources { environment: pairs.collect(), ..Sources::default() }).expect("loads")
    }

    const ELSEWHERE: [(&str, &str); 3] = [
        ("COMANDA_IDENTITY__ISSUER", "https://login.example"),
        ("COMANDA_IDENTITY__CLIENTS", "abc"),
        ("COMANDA_APPS__CLIENT_IDS__ORDER", "abc"),
    ];

    #[test]
    fn the_apps_are_known_here_by_themselves() {
        let told = with(&[]).apps(Some(7), None).expect("sound");
        assert_eq!(told.issuer, "http://localhost:7");
        assert_eq!(told.clients, NAMES.map(|name| Some(name.to_owned())));
    }

    #[test]
    fn the_apps_offer_to_pay_with_what_is_taken() {
        let told = |config: &Config| config.apps(None, None).expect("sound").payments;
        assert_eq!(told(&with(&[])), ["counter", "sandbox"]);
        assert_eq!(told(&with(&[("COMANDA_PAYMENTS__SANDBOX", "false")])), ["counter"]);
    }

    #[test]
    fn at_a_provider_elsewhere_each_app_has_the_id_it_was_given() {
        let config = with(&ELSEWHERE);
        let told = config.apps(None, None).expect("sound");
        assert_eq!(told.issuer, "https://login.example");
        assert_eq!(told.clients, [Some("abc".to_owned()), None, None]);
        assert!(!told.scope.contains("api"));
        assert_eq!(config.flaws(), [""; 0]);
    }

    #[test]
    fn a_client_id_that_would_not_do_is_told_before_the_start() {
        let mut own = with(&[]);
        own.apps.client_ids.office = "x".to_owned();
        let flaws = own.flaws();
        assert!(flaws[0].contains("apps.client_ids.office") && flaws[0].contains("leave it out"));
        let mut elsewhere = with(&ELSEWHERE);
        elsewhere.apps.client_ids.counter = "other".to_owned();
        assert!(elsewhere.flaws()[0].contains("add it to identity.clients"));
    }
}
