//! Signing out at a client's request (OpenID Connect RP-Initiated Logout).

use webauthn_rs::prelude::Url;

use crate::error::Error;
use crate::service::{Idp, SignedIn};

/// What a client sends a browser with.
#[derive(Debug, Clone, Default)]
pub struct EndRequest {
    /// `id_token_hint`.
    pub id_token_hint: Option<String>,
    /// `client_id`.
    pub client_id: Option<String>,
    /// `post_logout_redirect_uri`.
    pub post_logout_redirect_uri: Option<String>,
    /// `state`.
    pub state: Option<String>,
    /// The person has agreed on our page.
    pub agreed: bool,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The person is asked: the request does not show that it comes from a client of theirs.
    Ask,
    /// They are signed out, and the browser goes there.
    Redirect(String),
    /// They are signed out, and stay here.
    Stay,
}

/// What an id token says of its session.
struct Hint {
    aud: String,
    sid: String,
}

impl Idp {
    /// Signs a person out, if they are asked by a client that has signed them in, or agree.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn end(&self, request: &EndRequest, who: Option<&SignedIn>) -> Result<End, Error> {
        let hint = match &request.id_token_hint {
            Some(token) => self.hint(token).await?,
            None => None,
        };
        let ours = |hint: &Hint| who.is_none_or(|who| who.id() == hint.sid);
        let known = hint.as_ref().is_some_and(ours);
        if who.is_some() && !known && !request.agreed {
            return Ok(End::Ask);
        }
        if let Some(who) = who {
            self.end_session(who.id()).await?;
        }
        let named = hint.map(|hint| hint.aud).or_else(|| request.client_id.clone());
        let client = match (&named, &request.client_id) {
            // The two must name the same client.
            (Some(named), Some(asked)) if named != asked => None,
            (Some(named), _) => self.client(named).await?,
            (None, _) => None,
        };
        let uri = request.post_logout_redirect_uri.as_deref();
        let uri = uri.filter(|uri| client.as_ref().is_some_and(|client| client.returns_to(uri)));
        let Some(Ok(mut url)) = uri.map(Url::parse) else { return Ok(End::Stay) };
        if let Some(state) = request.state.as_deref().filter(|state| state.len() <= 512) {
            url.query_pairs_mut().append_pair("state", state);
        }
        Ok(End::Redirect(url.into()))
    }

    /// An id token of ours, however old: it only says which session is meant.
    async fn hint(&self, token: &str) -> Result<Option<Hint>, Error> {
        let claims = self.read_ours(token).await?.filter(|claims| claims["token_use"] == "id");
        let text = |claim: &str| claims.as_ref()?[claim].as_str().map(ToOwned::to_owned);
        Ok(text("aud").zip(text("sid")).map(|(aud, sid)| Hint { aud, sid }))
    }
}
