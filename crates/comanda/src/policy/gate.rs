//! The layer before every operation: finds the rule, finds out who is calling, decides, and says
//! what is to be written down.

use std::sync::Arc;
use std::time::Duration;

use api::{Error, Problem, RequestId, Verified, Verifier, bearer, must_be, must_be_admin};
use axum::extract::{FromRequestParts, MatchedPath, RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{Method, header};
use kernel::{Clock, LocationId, Role};

use super::Rules;
use super::rules::{Asks, Rule};
use crate::audit::{Begun, Trail};

/// What the layer decides by.
pub(crate) struct Gate {
    pub(crate) rules: Rules,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) clock: Arc<dyn Clock>,
    /// How old a sign-in may be where it must be strong.
    pub(crate) step_up: Duration,
    /// Where it is written down what staff do.
    pub(crate) trail: Trail,
}

/// Lets only those requests through that the policy allows, and tells the operation who is calling.
/// Use with `axum::middleware::from_fn_with_state`, as a layer of routes.
pub(crate) async fn gate(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match gate.admit(&mut parts).await {
        Ok(None) => next.run(Request::from_parts(parts, body)).await,
        Ok(Some(begun)) => {
            gate.trail.witness(begun, next.run(Request::from_parts(parts, body))).await
        }
        Err(refused) => refused,
    }
}

impl Gate {
    /// Lets a request through or not; says what is to be written down of it.
    async fn admit(&self, parts: &mut Parts) -> Result<Option<Begun>, Response> {
        let served = parts.extensions.get::<MatchedPath>();
        let served = served.and_then(|path| self.rules.of_path(path.as_str()));
        // A route that is not documented cannot stand in the policy. It is not there.
        let served = served.ok_or_else(|| refused(Error::NotFound))?;
        let Some((rule, operation)) = served.rule(&parts.method) else {
            let allow = [(header::ALLOW, served.allow.clone())];
            return Err((allow, Problem::from(Error::MethodNotAllowed)).into_response());
        };
        if rule.asks == Asks::Nothing {
            return Ok(None);
        }
        let caller = self.caller(parts).await.map_err(refused)?;
        let at = location(parts).await;
        self.decide(rule, &caller, at.as_ref()).map_err(refused)?;
        let begun = begun(operation, rule, &caller, at, parts);
        parts.extensions.insert(caller);
        Ok(begun)
    }

    /// Who is calling: found out once, for the operation too.
    async fn caller(&self, parts: &Parts) -> Result<Arc<Verified>, Error> {
        let token = bearer(&parts.headers)?.ok_or(Error::Unauthenticated)?;
        self.verifier.verify(token).await
    }

    fn decide(&self, rule: Rule, by: &Verified, at: Option<&LocationId>) -> Result<(), Error> {
        let who = &by.principal;
        match rule.asks {
            Asks::RoleHere(least) => must_be(who, least, at.ok_or(Error::NotFound)?)?,
            // Who is not even that anywhere is refused by the operation, which knows whether to say
            // so: to them, somebody else's order is not there. Nobody has to sign in again for it.
            Asks::RoleSomewhere(least) if who.role < least => return Ok(()),
            Asks::Admin => must_be_admin(who)?,
            Asks::RoleSomewhere(_) | Asks::SignIn | Asks::Nothing => {}
        }
        let (now, max_age_s) = (self.clock.now(), self.step_up.as_secs());
        if rule.strong && !by.sign_in.is_strong(now, self.step_up) {
            return Err(Error::StepUpNeeded { mfa: true, max_age_s });
        }
        if rule.recent && !by.sign_in.is_recent(now, self.step_up) {
            return Err(Error::StepUpNeeded { mfa: false, max_age_s });
        }
        Ok(())
    }
}

/// What is to be written down of a request: what staff change, and what they may only do with a
/// strong sign-in, such as taking somebody's data along. What baristas do to an order is told by
/// its timeline, and what they do as customers is nobody's business.
fn begun(
    operation: &str,
    rule: Rule,
    by: &Verified,
    at: Option<LocationId>,
    parts: &Parts,
) -> Option<Begun> {
    let who = &by.principal;
    let matched = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let is_theirs = match who.role {
        Role::Customer => false,
        Role::Barista => matched.starts_with("/v1/locations/"),
        Role::Manager | Role::Admin => true,
    };
    let is_read = [Method::GET, Method::HEAD].contains(&parts.method);
    if !is_theirs || (is_read && !rule.strong) {
        return None;
    }
    let path = if is_to_be_kept(matched, parts.uri.path()) { parts.uri.path() } else { matched };
    let request_id = parts.extensions.get::<RequestId>();
    Some(Begun {
        by: who.id.clone(),
        role: who.role,
        operation: operation.to_owned(),
        method: parts.method.to_string(),
        path: path.to_owned(),
        location: at,
        request_id: request_id.map_or_else(String::new, |id| id.0.to_string()),
    })
}

/// Whether a path may be written down as it was sent. A code on a screen lets people in as long as
/// it is shown there; and an address of mail is not to outlive the wish to be forgotten.
fn is_to_be_kept(matched: &str, path: &str) -> bool {
    !matched.contains("{code}") && !path.contains('@') && !path.contains("%40")
}

/// The location in the path, if it names one, in whichever way of writing it.
async fn location(parts: &mut Parts) -> Option<LocationId> {
    let named = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let (_, id) = named.iter().find(|(name, _)| *name == "location")?;
    id.parse().ok()
}

fn refused(error: Error) -> Response {
    Problem::from(error).into_response()
}
