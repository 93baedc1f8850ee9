//! Mail into a folder, a file each: for trying things out, and for tests.

use async_trait::async_trait;
use lettre::{AsyncFileTransport, AsyncTransport, Tokio1Executor};

use super::compose::Composer;
use crate::error::Error;
use crate::ports::{Mail, Mailer};

/// Writes each mail into a folder, as `NAME.eml`, which mail programs open.
pub struct Folder {
    transport: AsyncFileTransport<Tokio1Executor>,
    composer: Composer,
}

impl Folder {
    /// A mailer that writes into `folder`, which has to be there.
    ///
    /// # Errors
    /// A sentence about a sender that cannot be one.
    pub fn open(folder: &str, from: &str) -> Result<Self, String> {
        if folder.is_empty() {
            return Err("say which folder mail goes to: file:FOLDER".to_owned());
        }
        Ok(Self { transport: AsyncFileTransport::new(folder), composer: Composer::new(from)? })
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, mail: &Mail) -> Result<(), Error> {
        let written = self.transport.send(self.composer.compose(mail)?).await;
        written
            .map(|_| ())
            .map_err(|_| Error::MailUnavailable("the folder for mail cannot be written to".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mailer::{Settings, open};

    fn letter() -> Mail {
        Mail {
            to: Some("anna@example.org".to_owned()),
            about: None,
            subject: "Your code".to_owned(),
            text: "12345678\n".to_owned(),
            message_id: "let_1".to_owned(),
            at: "2026-11-20T12:40:00Z".parse().expect("a time"),
        }
    }

    #[tokio::test]
    async fn a_mail_becomes_a_file_that_mail_programs_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = Some(format!("file:{}", folder.path().display()));
        let settings = Settings { url, from: "Demo Café <orders@cafe.example>".to_owned() };
        open(&settings).await.expect("good settings").send(&letter()).await.expect("is written");
        let mut files = folder.path().read_dir().expect("a folder");
        let file = files.next().expect("one file").expect("readable").path();
        let text = std::fs::read_to_string(file).expect("readable");
        let parts =
            ["To: anna@example.org", "Subject: Your code", "let_1@cafe.example", "12345678"];
        for part in parts {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(files.next().is_none());
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_tried_again_later() {
        let gone = Folder::open("/nowhere/at/all", "orders@cafe.example").expect("a sender");
        let error = gone.send(&letter()).await.expect_err("not written");
        assert!(matches!(error, Error::MailUnavailable(_)), "{error}");
    }
}
