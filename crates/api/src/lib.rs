#![doc = include_str!("../README.md")]

mod body;
mod caller;
mod error;
mod headers;
mod observe;
mod openapi;
mod params;
mod peer;
mod problem;
mod token;

pub use body::Json;
pub use caller::{Caller, MaybeCaller, bearer, must_be, must_be_admin};
pub use error::Error;
pub use headers::{IdempotencyKey, IfMatch, IfNoneMatch, Prefer, TimeLimit, etag, unless_known};
pub use observe::{OwnWords, RequestId, observe};
pub use openapi::{document_problems, secured};
pub use params::{Path, Query};
pub use peer::PeerAddress;
pub use problem::{FieldProblem, Problem};
pub use token::{Claims, InstanceKey, Issuer, JwksSource, SignIn, Signer, Verified, Verifier};
