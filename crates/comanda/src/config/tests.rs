use super::*;

fn with(environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> anyhow::Result<Config> {
    let environment =
        environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let flags = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    load(&Sources { file: None, environment, flags })
}

fn from_file(text: &str) -> anyhow::Result<Config> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), text).expect("writes");
    load(&Sources { file: Some(file.path().to_owned()), ..Sources::default() })
}

#[track_caller]
fn refused(loaded: anyhow::Result<Config>, words: &str) {
    let error = format!("{:#}", loaded.expect_err("it is refused"));
    assert!(error.contains(words), "{error}");
}

#[test]
fn the_documented_file_holds_every_key_with_its_default() {
    let text = include_str!("../../../../config/comanda.toml");
    let written: toml::Table = text.parse().expect("it is TOML");
    let defaults = toml::Table::try_from(Config::default()).expect("plain data");
    assert_eq!(written, defaults);
}

#[test]
fn later_sources_win() {
    let config = with(&[("COMANDA_SERVER__LISTEN", "0.0.0.0:1")], &[]).expect("loads");
    assert_eq!(config.server.listen, "0.0.0.0:1");
    let both = with(&[("COMANDA_SERVER__LISTEN", "a:1")], &[("server.listen", "b:2")]);
    assert_eq!(both.expect("loads").server.listen, "b:2");
    let file = from_file("[work]\nconcurrency = 3").expect("loads");
    assert_eq!(file.work.concurrency, 3);
    assert_eq!(file.server, Server::default());
}

#[test]
fn an_unknown_key_is_refused_with_a_suggestion() {
    refused(from_file("[server]\nlisten_on = \"x\""), "did you mean server.listen?");
    refused(from_file("[sever]\nlisten = \"x\""), "did you mean server?");
    refused(with(&[("COMANDA_STORE__URI", "x")], &[]), "did you mean store.url?");
    refused(with(&[("COMANDA_ZZZ", "x")], &[]), "known here are");
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_with_its_place() {
    refused(from_file("[work]\nconcurrency = \"many\""), "line 2");
    refused(with(&[("COMANDA_WORK__CONCURRENCY", "many")], &[]), "is a number");
    refused(with(&[("COMANDA_LOG__FORMAT", "xml")], &[]), "xml");
    refused(with(&[("COMANDA_SERVER", "x")], &[]), "a group of keys");
}

#[test]
fn variables_of_the_projects_tests_are_not_configuration() {
    assert!(with(&[("COMANDA_TEST_POSTGRES", "postgres://x")], &[]).is_ok());
}
