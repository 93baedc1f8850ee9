//! Pictures of products: add, read, remove.

use api::{Caller, IfNoneMatch, Json, Path, Problem};
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use kernel::{LocationId, Role};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Picture, PictureId, Products};

/// How a picture is answered: it never changes, is never taken for anything else, and runs nothing,
/// whoever opens it by itself.
const AS_A_PICTURE: [(header::HeaderName, &str); 3] = [
    (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
];

/// The bytes of a picture, at most 262,144.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary, example = "@flat-white.webp")]
pub(super) struct PictureBytes(#[expect(dead_code, reason = "read only by utoipa")] Vec<u8>);

/// A picture that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PictureAnswer {
    #[schema(value_type = String, example = "pic_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    id: PictureId,
    /// Where it is read, and what a product says as its `image`.
    #[schema(example = "/v1/pictures/pic_0h5kz3v8w2m4n6p8q0r2s4t6v8")]
    image: String,
}

/// Add a picture for products to show. The same picture again is the same.
#[utoipa::path(
    post, path = "/v1/locations/{location}/pictures", tag = "menu", operation_id = "addPicture",
    params(("location" = String, Path, example = "loc_demo-cafe")),
    request_body(
        content(
            (PictureBytes = "image/webp"), (PictureBytes = "image/jpeg"),
            (PictureBytes = "image/png"),
        ),
        description = "The picture itself. Its first bytes must be what its type says.",
    ),
    security(("bearer" = [])),
    responses((status = 201, description = "It is there.", body = PictureAnswer)),
)]
pub(super) async fn add(
    State(products): State<Products>,
    Path(location): Path<LocationId>,
    caller: Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    caller.must_be(Role::Manager, &location)?;
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => api::Error::BodyTooLarge,
        _ => api::Error::BodyIncomplete,
    })?;
    let said = headers.get(header::CONTENT_TYPE).and_then(|said| said.to_str().ok());
    let said = said.and_then(|said| said.split(';').next()).unwrap_or_default().trim();
    let id = products.add_picture(&location, said, &body).await?;
    let image = Picture::path(&id);
    let address = [(header::LOCATION, image.clone())];
    Ok((StatusCode::CREATED, address, Json(PictureAnswer { id, image })).into_response())
}

/// Read a picture.
#[utoipa::path(
    get, path = "/v1/pictures/{picture}", tag = "menu", operation_id = "readPicture",
    params(
        ("picture" = String, Path, example = "pic_0h5kz3v8w2m4n6p8q0r2s4t6v8"),
        (
            "If-None-Match" = Option<String>, Header,
            description = "The `ETag` of the picture you have.",
        ),
    ),
    responses(
        (
            status = 200, description = "The picture. It never changes.",
            content(
                (PictureBytes = "image/webp"), (PictureBytes = "image/jpeg"),
                (PictureBytes = "image/png"),
            ),
        ),
        (status = 304, description = "It is the picture you have."),
    ),
)]
pub(super) async fn read(
    State(products): State<Products>,
    Path(id): Path<PictureId>,
    known: IfNoneMatch,
) -> Result<Response, Problem> {
    // Anybody.
    let picture = products.read_picture(&id).await?;
    let tag = format!("\"{id}\"");
    if known.has(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)], AS_A_PICTURE).into_response());
    }
    let headers =
        [(header::ETAG, tag), (header::CONTENT_TYPE, picture.media_type.as_str().to_owned())];
    Ok((headers, AS_A_PICTURE, picture.bytes).into_response())
}

/// Remove a picture that no product shows.
#[utoipa::path(
    delete, path = "/v1/locations/{location}/pictures/{picture}", tag = "menu",
    operation_id = "removePicture",
    params(
        ("location" = String, Path, example = "loc_demo-cafe"),
        ("picture" = String, Path, example = "pic_0h5kz3v8w2m4n6p8q0r2s4t6v8"),
    ),
    security(("bearer" = [])),
    responses((status = 204, description = "It is gone.")),
)]
pub(super) async fn remove(
    State(products): State<Products>,
    Path((location, id)): Path<(LocationId, PictureId)>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    caller.must_be(Role::Manager, &location)?;
    products.remove_picture(&location, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
