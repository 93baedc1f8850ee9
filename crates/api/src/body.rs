//! JSON bodies, with a pointer to the field that is wrong.

use axum::extract::{FromRequest, Request, rejection::BytesRejection};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{StatusCode, header};
use kernel::{Coded, Field};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::error::Error;
use crate::problem::Problem;

/// A JSON body, in and out. Coming in it must be sent as `application/json`; what does not fit `T`
/// is answered with a pointer to the field.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_json(&request) {
            return Err(Error::NotJson.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if too_large(&rejection) { Error::BodyTooLarge } else { Error::BodyIncomplete }
        })?;
        Ok(Self(parse(&bytes)?))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
            Err(_) => Problem::from(Error::Internal).into_response(),
        }
    }
}

/// Reads `T`; only when that fails it reads again, slower, to find out where.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|first| {
        if !first.is_data() {
            return Error::MalformedJson(first.to_string());
        }
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            Err(error) => invalid(error.path(), &error.inner().to_string()),
            Ok(_) => Error::MalformedJson(first.to_string()),
        }
    })
}

fn invalid(path: &serde_path_to_error::Path, message: &str) -> Error {
    let mut pointer = String::new();
    let mut push = |step: &str| {
        pointer.push('/');
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    };
    for segment in path {
        match segment {
            Segment::Seq { index } => push(&index.to_string()),
            Segment::Map { key } => push(key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    // serde reports these at the object; the field's own name makes the better pointer.
    let (sentence, _) = message.rsplit_once(" at line ").unwrap_or((message, ""));
    let named = ["unknown field `", "missing field `", "duplicate field `"];
    let field = named.iter().find_map(|start| sentence.strip_prefix(start)?.split('`').next());
    if let Some(field) = field
        && !pointer.ends_with(&format!("/{field}"))
    {
        pointer.push('/');
        pointer.push_str(field);
    }
    let code = Error::InvalidBody(empty_field()).code();
    Error::InvalidBody(Field { pointer, code, detail: sentence.to_owned() })
}

fn empty_field() -> Field {
    Field { pointer: String::new(), code: "", detail: String::new() }
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = kind.and_then(|kind| kind.split(';').next()).unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn too_large(rejection: &BytesRejection) -> bool {
    rejection.status() == StatusCode::PAYLOAD_TOO_LARGE
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cup {
        #[expect(dead_code, reason = "read only by serde")]
        sizes: Vec<Size>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Size {
        #[expect(dead_code, reason = "read only by serde")]
        ml: u16,
    }

    #[track_caller]
    fn check(body: &str, pointer: &str) {
        match parse::<Cup>(body.as_bytes()) {
            Err(Error::InvalidBody(field)) => assert_eq!(field.pointer, pointer, "{body}"),
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn a_wrong_field_is_pointed_at() {
        check(r#"{"sizes":[{"ml":1},{"ml":"x"}]}"#, "/sizes/1/ml");
        check(r#"{"sizes":[{"ml":70000}]}"#, "/sizes/0/ml");
        check(r#"{"sizes":[{"ml":1,"oz":2}]}"#, "/sizes/0/oz");
        check(r#"{"sizes":[{}]}"#, "/sizes/0/ml");
        check(r#"{"sizes":[],"sizes":[]}"#, "/sizes");
        check("[]", "");
    }

    #[test]
    fn what_is_no_json_is_malformed() {
        for body in [b"".as_slice(), b"{", b"{\"sizes\":[]} x", b"{\"sizes\":\"\xff\"}"] {
            let error = parse::<Cup>(body).expect_err("not JSON");
            assert!(matches!(error, Error::MalformedJson(_)), "{body:?}: {error:?}");
        }
    }
}
