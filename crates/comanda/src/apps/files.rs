//! Where the built apps are: in the program itself where it is a release, and on disk while it is
//! worked on, so that building an app anew needs no other program.

use std::borrow::Cow;
use std::path::PathBuf;

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bytes::Bytes;
use rust_embed::EmbeddedFile;

use super::negotiate::Encoding;

/// How much of a file's SHA-256 is in its entity tag, in bytes: enough that no two are alike.
const TAG_BYTES: usize = 15;

/// A folder of files.
#[derive(Debug, Clone)]
pub(super) enum Files {
    /// In the program.
    #[cfg_attr(debug_assertions, expect(dead_code, reason = "only a release embeds them"))]
    Embedded(fn(&str) -> Option<EmbeddedFile>),
    /// On disk.
    #[cfg_attr(
        not(any(debug_assertions, test)),
        expect(dead_code, reason = "a release has them in itself")
    )]
    Folder(PathBuf),
}

/// A file in one of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) encoding: Encoding,
    /// Strong: another form of the same file has another.
    pub(super) etag: HeaderValue,
}

impl Files {
    /// The file at `path`, in the first of the forms that there is.
    pub(super) fn find(&self, path: &str, forms: &[Encoding]) -> Option<File> {
        // Nobody asks for the compressed copy by its own name.
        let is_copy = [Encoding::Brotli, Encoding::Gzip].map(|form| path.ends_with(form.suffix()));
        if !is_plain(path) || is_copy.contains(&true) {
            return None;
        }
        let found = |encoding: &Encoding| {
            let file = self.read(&format!("{path}{}", encoding.suffix()))?;
            Some(File::new(file, *encoding))
        };
        // Whoever refuses the plain form and gets no other is better served by it than by nothing.
        forms.iter().find_map(found).or_else(|| found(&Encoding::Identity))
    }

    /// Whether there is a file at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.read(path).is_some()
    }

    fn read(&self, path: &str) -> Option<EmbeddedFile> {
        match self {
            Self::Embedded(get) => get(path),
            Self::Folder(folder) => rust_embed::utils::read_file_from_fs(&folder.join(path)).ok(),
        }
    }
}

impl File {
    fn new(file: EmbeddedFile, encoding: Encoding) -> Self {
        let digest = file.metadata.sha256_hash();
        let tag = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(&digest[..TAG_BYTES]));
        let etag = HeaderValue::try_from(tag).expect("base64 between quotation marks is ASCII");
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Self { bytes, encoding, etag }
    }
}

/// Whether a path stays in its folder and names nothing hidden: of names as builds give them.
fn is_plain(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_name =
        |name: &str| !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain);
    path.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["index.html", "assets/index-CUe1uFa8.js", "a/b/c_d.svg"] {
            assert!(is_plain(path), "{path}");
        }
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../Cargo.toml",
            "assets/../../x",
            "assets//x",
            ".env",
            "assets/.x",
            "a\\b",
            "%2e%2e/x",
            "a%00",
            "c:x",
            "a b",
            "é",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn a_form_that_is_not_there_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("writes");
        };
        write("a.js", "plain");
        write("a.js.gz", "small");
        let files = Files::Folder(folder.path().to_owned());
        let of = |forms: &[Encoding]| files.find("a.js", forms).expect("there").encoding;
        assert_eq!(of(&Encoding::ALL), Encoding::Gzip);
        assert_eq!(of(&[Encoding::Identity, Encoding::Gzip]), Encoding::Identity);
        assert_eq!(of(&[Encoding::Brotli]), Encoding::Identity);
        let tag = |forms: &[Encoding]| files.find("a.js", forms).expect("there").etag;
        assert_ne!(tag(&[Encoding::Gzip]), tag(&[Encoding::Identity]));
        assert_eq!(files.find("a.js.gz", &Encoding::ALL), None);
        assert_eq!(files.find("b.js", &Encoding::ALL), None);
    }
}
