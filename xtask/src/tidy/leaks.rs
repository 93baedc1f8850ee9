//! What belongs to one machine must not be committed: absolute paths, private hosts, mirrors.

use super::config::Config;
use super::finding::Finding;
use super::tree::{File, Tree};

/// Folders of somebody's machine. In halves, because this file is searched, too.
const FOLDERS: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];
/// How the names of hosts end that only a private network knows.
const PRIVATE: &[&str] = &[".internal", ".intranet", ".corp", ".lan"];
/// Where each lock file's packages may come from: the file, the mark of such a line, the source.
const LOCKS: &[(&str, &str, &str)] = &[
    ("Cargo.lock", "source = \"", "registry+https://github.com/rust-lang/crates.io-index\""),
    ("package-lock.json", "\"resolved\": \"", "https://registry.npmjs.org/"),
];
/// Settings that send a package manager to another place: the file and the word.
const MIRRORS: &[(&str, &str)] = &[
    (".cargo/config.toml", "replace-with"),
    (".cargo/config.toml", "[registries"),
    (".npmrc", "registry="),
    ("pip.conf", "index-url"),
];

pub(super) fn check(tree: &Tree, _: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        for (at, line) in file.text.lines().enumerate() {
            let leaks = [folder(line), host(line), mirror(file, line)];
            for sentence in leaks.into_iter().flatten() {
                found.push(Finding::new(&file.path, at + 1, "leaks", sentence));
            }
        }
    }
    found
}

fn folder(line: &str) -> Option<String> {
    let starts =
        |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/}".contains(c));
    let named = FOLDERS.iter().find(|name| line.match_indices(*name).any(|(at, _)| starts(at)))?;
    Some(format!("`{named}…` is a folder of one machine"))
}

fn host(line: &str) -> Option<String> {
    let mut urls = line.split("://").skip(1);
    let end = |c: char| !(c.is_alphanumeric() || ".-".contains(c));
    let hosts = urls.by_ref().map(|url| {
        let authority = url.split('/').next().unwrap_or(url);
        let host = authority.rsplit('@').next().unwrap_or(authority);
        host.split(end).next().unwrap_or_default()
    });
    let private = |host: &&str| PRIVATE.iter().any(|ending| host.ends_with(ending));
    Some(format!("`{}` is known only to one network", hosts.into_iter().find(private)?))
}

fn mirror(file: &File, line: &str) -> Option<String> {
    let is = |name: &str| file.path == name || file.path.ends_with(&format!("/{name}"));
    for (_, mark, source) in LOCKS.iter().filter(|(name, ..)| is(name)) {
        let from = line.split_once(mark).map(|(_, from)| from);
        // What has no scheme is a folder of the same workspace.
        let foreign = from.filter(|from| !from.starts_with(source) && from.contains(':'));
        if let Some(from) = foreign {
            return Some(format!("comes from `{from}`, not from the public registry"));
        }
    }
    let mirror = MIRRORS.iter().find(|(name, word)| is(name) && line.contains(word))?;
    Some(format!("`{}` sends everybody to one machine's mirror", mirror.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)]), &Config::default()).len()
    }

    #[test]
    fn folders_of_a_machine_are_found_and_parts_of_addresses_are_not() {
        for folder in FOLDERS {
            assert_eq!(found("README.md", &format!("see `{folder}me/a.txt`")), 1, "{folder}");
            let address = format!("https://example.org{folder}a and $base{folder}a");
            assert_eq!(found("README.md", &address), 0, "{folder}");
        }
    }

    #[test]
    fn hosts_of_a_private_network_are_found() {
        for ending in PRIVATE {
            assert_eq!(found("a.yml", &format!("url: http://me:pw@cache{ending}:80/x")), 1);
        }
        assert_eq!(found("a.yml", "url: https://example.org/lan.internal"), 0);
    }

    #[test]
    fn packages_come_from_the_public_registries() {
        let lock =
            |from: &str| found("Cargo.lock", &format!("name = \"a\"\nsource = \"{from}\"\n"));
        assert_eq!(lock("registry+https://github.com/rust-lang/crates.io-index"), 0);
        assert_eq!(lock("sparse+https://cache.example/index/"), 1);
        assert_eq!(lock("git+https://example.org/a"), 1);
        let npm = |from: &str| found("package-lock.json", &format!("\"resolved\": \"{from}\""));
        assert_eq!(npm("https://registry.npmjs.org/react"), 0);
        assert_eq!(npm("packages/ui"), 0);
        assert_eq!(npm("https://cache.example/react"), 1);
        assert_eq!(npm("file:../react"), 1);
        assert_eq!(found(".cargo/config.toml", "replace-with = \"near\""), 1);
        assert_eq!(found("web/.npmrc", "registry=https://cache.example/"), 1);
    }
}
