use api::InstanceKey;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_kms::config::{Credentials, SharedCredentialsProvider};
use aws_sdk_kms::primitives::Blob;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kernel::{OsRandom, Random};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::secrets::{ENCRYPTION_CONTEXT, encrypted, secret};

#[expect(clippy::disallowed_methods, reason = "the test run says here where its stand-in is")]
fn stand_in() -> SdkConfig {
    config_at(&std::env::var("COMANDA_TEST_AWS").expect(
        "COMANDA_TEST_AWS names no stand-in for AWS: run `cargo xtask test`, which starts one",
    ))
}

fn config_at(endpoint: &str) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::from_static("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
            "test", "test", None, None, "the test",
        )))
        .build()
}

/// As `comanda key generate` prints it.
fn text(key: &InstanceKey) -> String {
    STANDARD.encode(key.bytes())
}

fn name() -> String {
    format!("/t/{}", OsRandom.token())
}

#[track_caller]
fn refused(read: anyhow::Result<InstanceKey>, words: &[&str]) {
    let error = format!("{:#}", read.err().expect("no key"));
    for word in words {
        assert!(error.contains(word), "{error}");
    }
}

#[tokio::test]
async fn a_key_is_read_from_a_secret() {
    let (sdk, name, made) = (stand_in(), name(), InstanceKey::generate());
    refused(secret(&name, &sdk).await, &[&name, "does not exist", "comanda key generate"]);
    let client = aws_sdk_secretsmanager::Client::new(&sdk);
    let stored = client.create_secret().name(&name).secret_string(text(&made)).send().await;
    let arn = stored.expect("is stored").arn.expect("has an ARN");
    for id in [&name, &arn] {
        assert_eq!(secret(id, &sdk).await.expect("a key").bytes(), made.bytes());
    }
    for odd in ["hunter2", "aHVudGVyMg==", "{\"key\":\"hunter2\"}"] {
        let changed = client.put_secret_value().secret_id(&name).secret_string(odd).send().await;
        changed.expect("is stored");
        let error = format!("{:?}", secret(&name, &sdk).await.err().expect("no key"));
        assert!(error.contains("holds no key"), "{error}");
        assert!(!error.contains("hunter2") && !error.contains("aHVud"), "{error}");
    }
}

#[tokio::test]
async fn a_key_is_decrypted_for_its_purpose_alone() {
    let (sdk, made) = (stand_in(), InstanceKey::generate());
    let client = aws_sdk_kms::Client::new(&sdk);
    let master = client.create_key().send().await.expect("makes a key").key_metadata;
    let master = master.expect("has a name").key_id;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("instance.key.encrypted");
    refused(encrypted(&file, &sdk).await, &["cannot be read", "instance.key.encrypted"]);
    for (purpose, fits) in [(ENCRYPTION_CONTEXT.1, true), ("something-else", false)] {
        let encrypting = client.encrypt().key_id(&master).plaintext(Blob::new(text(&made)));
        let encrypting = encrypting.encryption_context(ENCRYPTION_CONTEXT.0, purpose);
        let ciphertext = encrypting.send().await.expect("encrypts").ciphertext_blob;
        let ciphertext = ciphertext.expect("a ciphertext").into_inner();
        let base64 = STANDARD.encode(&ciphertext).into_bytes();
        for written in [ciphertext, base64] {
            std::fs::write(&file, written).expect("writes");
            let read = encrypted(&file, &sdk).await;
            if fits {
                assert_eq!(read.expect("a key").bytes(), made.bytes());
            } else {
                refused(read, &["purpose=comanda-instance-key"]);
            }
        }
    }
}

/// Answers every request with this code of an error.
async fn answering(code: &'static str) -> SdkConfig {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("bound"));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut vec![0; 64 * 1024]).await;
            let body = "{\"message\":\"hunter2\"}";
            let answer = format!(
                "HTTP/1.1 400 Oh\r\nx-amzn-errortype: {code}\r\nConnection: close\r\n\
                 Content-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    config_at(&endpoint)
}

#[tokio::test]
async fn a_right_that_is_missing_is_named() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "x").expect("writes");
    let sdk = answering("AccessDeniedException").await;
    refused(
        secret("s", &sdk).await,
        &["may not read the secret s", "secretsmanager:GetSecretValue"],
    );
    refused(encrypted(file.path(), &sdk).await, &["may not read", "kms:Decrypt"]);
    let sdk = answering("KMSInvalidStateException").await;
    let error = format!("{:?}", encrypted(file.path(), &sdk).await.err().expect("no key"));
    assert!(error.contains("answered KMSInvalidStateException"), "{error}");
    assert!(!error.contains("hunter2"), "{error}");
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_is_named() {
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("bound");
    let sdk = config_at(&format!("http://{gone}"));
    refused(secret("s", &sdk).await, &["Secrets Manager cannot be asked for the secret s"]);
}
