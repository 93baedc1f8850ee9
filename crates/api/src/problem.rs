//! Errors as RFC 9457 problem documents.

use std::error::Error as StdError;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use kernel::{Class, Coded};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Error;

/// What a caller is told when a request was not done (RFC 9457, `application/problem+json`).
///
/// Every error of every context becomes one through `?`, because they all are [`Coded`].
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem and is the address of a page about it.
    #[serde(rename = "type")]
    #[schema(example = "/problems/orders.out-of-stock")]
    pub kind: String,
    /// The kind of problem in words; the same for every occurrence.
    #[schema(example = "Out of stock")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 409)]
    pub status: u16,
    /// The code alone, for programs.
    #[schema(example = "orders.out-of-stock")]
    pub code: String,
    /// What happened this time, and what to do.
    pub detail: String,
    /// The address that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Quote this when asking for help; the server's log has the same number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The places in the body that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    #[serde(skip)]
    class: Option<Class>,
    #[serde(skip)]
    cause: Option<Arc<dyn StdError + Send + Sync>>,
}

/// One place in the body that is wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// A JSON pointer (RFC 6901) into the body.
    #[schema(example = "/lines/0/quantity")]
    pub pointer: String,
    /// The code of this one mistake.
    #[schema(example = "orders.bad-quantity")]
    pub code: String,
    /// What is wrong with it.
    pub detail: String,
}

impl<E: Coded> From<E> for Problem {
    fn from(error: E) -> Self {
        let class = error.class();
        let detail = if class.is_public() {
            error.to_string()
        } else if class == Class::Unavailable {
            "This cannot be done at the moment; nothing was changed that you were not told of. \
             Try again."
                .to_owned()
        } else {
            "Something went wrong on our side. Please tell us the request id.".to_owned()
        };
        let errors = error.fields().into_iter().map(|field| FieldProblem {
            pointer: field.pointer,
            code: field.code.to_owned(),
            detail: field.detail,
        });
        Self {
            kind: format!("/problems/{}", error.code()),
            title: title(error.code()),
            status: class.status(),
            code: error.code().to_owned(),
            detail,
            instance: None,
            request_id: None,
            errors: errors.collect(),
            class: Some(class),
            cause: Some(Arc::new(error)),
        }
    }
}

impl Problem {
    /// Writes the failure to the log, with everything that caused it. Called once, by
    /// [`observe`](crate::observe).
    pub(crate) fn log(&self) {
        let mut chain = String::new();
        let mut cause = self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static));
        while let Some(error) = cause {
            if !chain.is_empty() {
                chain.push_str(": ");
            }
            chain.push_str(&error.to_string());
            cause = error.source();
        }
        let (code, status) = (&self.code, self.status);
        if self.class.is_none_or(Class::is_public) {
            tracing::debug!(code, status, "request refused: {chain}");
        } else {
            tracing::error!(code, status, "request failed: {chain}");
        }
    }

    /// What a 401 asks for.
    fn challenge(&self) -> HeaderValue {
        let ours = self.cause.as_deref().and_then(|cause| cause.downcast_ref::<Error>());
        let challenge = ours.unwrap_or(&Error::Unauthenticated).challenge();
        HeaderValue::from_str(&challenge).unwrap_or(HeaderValue::from_static("Bearer"))
    }

    /// The document as a response, without leaving a copy for [`observe`](crate::observe).
    pub(crate) fn render(&self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        let problem_json = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, problem_json);
        match self.class {
            Some(Class::Unauthenticated) => {
                headers.insert(header::WWW_AUTHENTICATE, self.challenge());
            }
            Some(Class::Unavailable | Class::TooMany) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.render();
        response.extensions_mut().insert(self);
        response
    }
}

/// `orders.out-of-stock` in words: `Out of stock`.
fn title(code: &str) -> String {
    let words = code.rsplit('.').next().unwrap_or(code).replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_its_kind_in_words() {
        let problem = Problem::from(Error::MethodNotAllowed);
        assert_eq!(problem.title, "Method not allowed");
        assert_eq!(problem.kind, "/problems/api.method-not-allowed");
        assert_eq!(problem.status, 405);
    }

    #[test]
    fn a_401_says_what_it_asks_for() {
        let asked = |error: Error| {
            let response = Problem::from(error).render();
            response.headers()[header::WWW_AUTHENTICATE].to_str().expect("ASCII").to_owned()
        };
        assert_eq!(asked(Error::Unauthenticated), "Bearer realm=\"comanda\"");
        assert!(asked(Error::ExpiredToken).contains("error=\"invalid_token\""));
        let step_up = Error::StepUpNeeded { mfa: true, max_age_s: 900 };
        assert!(asked(step_up).contains("max_age=\"900\""));
    }

    #[derive(Debug, thiserror::Error)]
    #[error("the password is hunter2")]
    struct Secret;

    impl Coded for Secret {
        fn code(&self) -> &'static str {
            "api.internal"
        }
        fn class(&self) -> Class {
            Class::Bug
        }
    }

    #[test]
    fn a_failure_of_ours_is_not_shown_to_the_caller() {
        let text = serde_json::to_string(&Problem::from(Secret)).expect("serialises");
        assert!(!text.contains("hunter2"), "{text}");
    }
}
