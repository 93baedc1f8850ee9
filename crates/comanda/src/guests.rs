//! How many guests one network may become: each is a token that lasts for a month.

use api::{PeerAddress, Problem};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::Method;
use idp::Idp;

/// Where somebody becomes a guest.
const BECOMING: &str = "/v1/guests";

/// Counts who becomes a guest, and makes whoever does so too often wait.
pub(crate) async fn count(State(idp): State<Idp>, request: Request, next: Next) -> Response {
    if request.method() == Method::POST && request.uri().path() == BECOMING {
        let address = request.extensions().get::<PeerAddress>().copied();
        // Without an address all count together, which only makes them wait sooner.
        let network =
            address.map_or_else(|| "unknown".to_owned(), |peer| idp::service::network(peer.0));
        if let Err(error) = idp.count_guest(&network).await {
            return Problem::from(error).into_response();
        }
    }
    next.run(request).await
}
