//! A push service on this machine, and a browser that decrypts what it was sent, step by step as
//! RFC 8291 says, with nothing of what encrypts.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hmac;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::{HeaderMap, StatusCode, header};
use kernel::Timestamp;

use crate::domain::Subscription;

/// What the push service was sent.
pub(crate) type Sent = (HeaderMap, Bytes);

/// A push service that takes everything, except where it was told to answer otherwise.
#[derive(Clone, Default)]
pub(crate) struct PushService {
    sent: Arc<Mutex<Vec<Sent>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
    origin: String,
}

impl PushService {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let service = Self { origin, ..Self::default() };
        let router = Router::new().route("/{*browser}", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    /// What the next pushes are answered.
    pub(crate) fn answer(&self, statuses: impl IntoIterator<Item = u16>) {
        self.answers.lock().expect("whole").extend(statuses);
    }

    /// Everything it was sent.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().expect("whole").clone()
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

async fn take(
    State(service): State<PushService>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, [(header::HeaderName, String); 1]) {
    service.sent.lock().expect("whole").push((headers, body));
    let answer = service.answers.lock().expect("whole").pop_front().unwrap_or(201);
    // Where a redirect leads, nobody must go.
    let elsewhere = [(header::LOCATION, format!("{}/elsewhere", service.origin))];
    (StatusCode::from_u16(answer).expect("a status"), elsewhere)
}

/// A browser with a subscription.
pub(crate) struct TestBrowser {
    key: PrivateKey,
    public: Vec<u8>,
    secret: [u8; 16],
    endpoint: String,
}

impl TestBrowser {
    /// One that takes pushes under this name.
    pub(crate) fn at(service: &PushService, name: &str) -> Self {
        let key = PrivateKey::generate(&ECDH_P256).expect("a key");
        let public = key.compute_public_key().expect("a point").as_ref().to_vec();
        let endpoint = format!("{}/{name}", service.origin());
        Self { key, public, secret: [9; 16], endpoint }
    }

    pub(crate) fn subscription(&self) -> Subscription {
        Subscription {
            endpoint: self.endpoint.clone(),
            public_key: BASE64_URL_SAFE_NO_PAD.encode(&self.public),
            secret: BASE64_URL_SAFE_NO_PAD.encode(self.secret),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    /// What a push says; `None` when it is not for this browser.
    pub(crate) fn read(&self, body: &[u8]) -> Option<String> {
        let (salt, rest) = body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert_eq!(size, 4_096_u32.to_be_bytes(), "the record size");
        let (length, rest) = rest.split_at(1);
        let (theirs, record) = rest.split_at(usize::from(length[0]));
        let peer = UnparsedPublicKey::new(&ECDH_P256, theirs);
        let shared = agree(&self.key, peer, (), |shared| Ok(shared.to_vec())).ok()?;
        let first = hmac(&self.secret, &[&shared]);
        let input = hmac(&first, &[b"WebPush: info\0", &self.public, theirs, &[1]]);
        let prk = hmac(salt, &[&input]);
        let key = hmac(&prk, &[b"Content-Encoding: aes128gcm\0", &[1]]);
        let nonce = hmac(&prk, &[b"Content-Encoding: nonce\0", &[1]]);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).ok()?);
        let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).ok()?;
        let mut record = record.to_vec();
        let plain = key.open_in_place(nonce, Aad::empty(), &mut record).ok()?;
        let (mark, message) = plain.split_last()?;
        assert_eq!(*mark, 2, "the last record, without padding");
        String::from_utf8(message.to_vec()).ok()
    }
}

/// HMAC-SHA-256 over parts: the two steps of HKDF for up to 32 bytes (RFC 5869).
fn hmac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    hmac::sign(&key, &parts.concat()).as_ref().to_vec()
}
