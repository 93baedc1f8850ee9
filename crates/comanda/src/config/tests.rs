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

const TOPIC: &str = "arn:aws:sns:eu-central-1:123456789012:cafe-events.fifo";
const MACHINE: &str = "arn:aws:states:eu-central-1:123456789012:stateMachine:cafe-order-fulfilment";

/// What single choices come to, with nothing else set.
#[track_caller]
fn contradicts(flags: &[(&'static str, &str)], words: &str) {
    refused(with(&[], flags), words);
}

#[test]
fn a_list_is_parted_at_its_commas() {
    let issuer = ("COMANDA_IDENTITY__ISSUER", "https://cognito-idp.example/pool");
    let clients = ("COMANDA_IDENTITY__CLIENTS", "web, counter,");
    let config = with(&[issuer, clients], &[]).expect("loads");
    assert_eq!(config.identity.clients, ["web", "counter"]);
    let trust = Trust::Provider {
        issuer: "https://cognito-idp.example/pool".to_owned(),
        clients: vec!["web".to_owned(), "counter".to_owned()],
        jwks_url: None,
    };
    assert_eq!(config.trust().expect("a provider"), trust);
}

#[test]
fn a_provider_is_believed_only_for_clients_that_are_named() {
    contradicts(&[("identity.issuer", "https://cognito-idp.example/pool")], "identity.clients");
    contradicts(&[("identity.clients", "web")], "set identity.issuer to its URL");
    contradicts(&[("identity.jwks_url", "https://x/jwks")], "set identity.issuer to its URL");
}

#[test]
fn a_strong_sign_in_is_one_of_some_minutes() {
    for seconds in ["0", "59", "86401"] {
        contradicts(&[("identity.step_up_s", seconds)], "expected 60 to 86400 seconds");
    }
    let config = with(&[("COMANDA_IDENTITY__STEP_UP_S", "60")], &[]).expect("loads");
    assert_eq!(config.step_up(), std::time::Duration::from_mins(1));
}

#[test]
fn only_a_provider_elsewhere_is_trusted_with_a_second_factor() {
    contradicts(&[("identity.mfa_by_issuer", "true")], "set identity.issuer to its URL");
    contradicts(&[("identity.mfa_by_issuer", "yes")], "is true or false, not \"yes\"");
    let issuer = ("COMANDA_IDENTITY__ISSUER", "https://cognito-idp.example/pool");
    let clients = ("COMANDA_IDENTITY__CLIENTS", "web");
    let mfa = ("COMANDA_IDENTITY__MFA_BY_ISSUER", "true");
    assert!(with(&[issuer, clients, mfa], &[]).expect("loads").identity.mfa_by_issuer);
}

#[test]
fn queues_of_sqs_need_the_topic_that_fills_them() {
    contradicts(&[("queue.url", "sqs:cafe")], "cafe-events.fifo");
    contradicts(&[("queue.url", "sqs:cafe"), ("queue.events", "events")], "queue.events is");
    contradicts(&[("queue.url", "sqs:")], "expected \"store\" or \"sqs:PREFIX\"");
    contradicts(&[("queue.url", "rabbit:cafe")], "expected \"store\" or \"sqs:PREFIX\"");
    contradicts(&[("queue.events", TOPIC)], "set queue.url to sqs:PREFIX");
}

#[test]
fn dynamodb_holds_neither_queues_nor_executions() {
    let store = ("store.url", "dynamodb:cafe");
    let queues = [("queue.url", "sqs:cafe"), ("queue.events", TOPIC)];
    contradicts(&[store], "set queue.url to sqs:PREFIX");
    contradicts(&[store], "set workflow.engine to the ARN");
    contradicts(&[store, queues[0], queues[1]], "set workflow.engine to the ARN");
    contradicts(&[store, ("workflow.engine", MACHINE)], "set queue.url to sqs:PREFIX");
}

#[test]
fn step_functions_need_records_and_queues_that_they_reach() {
    let (machine, topic) = (("workflow.engine", MACHINE), ("queue.events", TOPIC));
    contradicts(&[machine], "Step Functions sends messages to SQS");
    contradicts(&[machine, ("queue.url", "sqs:cafe"), topic], "must see the same records");
    contradicts(&[("workflow.engine", "temporal")], "expected \"embedded\", or the ARN");
    contradicts(&[("workflow.engine", TOPIC)], "expected \"embedded\", or the ARN");
}

#[test]
fn backups_are_of_dynamodb() {
    contradicts(&[("backup.bucket", "cafe-backups")], "tables of DynamoDB");
    contradicts(&[("backup.prefix", "exports/")], "set backup.bucket");
}

#[cfg(feature = "aws")]
#[test]
fn what_a_deployment_on_aws_sets_goes_together() {
    let flags = [
        ("store.url", "dynamodb:cafe"),
        ("queue.url", "sqs:cafe"),
        ("queue.events", TOPIC),
        ("workflow.engine", MACHINE),
        ("notify.mail_url", "ses:"),
        ("identity.key_file", "secretsmanager:cafe/key"),
        ("backup.bucket", "cafe-backups"),
    ];
    let config = with(&[], &flags).expect("loads");
    let queues = Queues::Sqs { prefix: "cafe".to_owned(), events: TOPIC.to_owned() };
    assert_eq!(config.queues().expect("SQS"), queues);
    assert_eq!(config.engine().expect("an ARN"), Engine::States { machine: MACHINE.to_owned() });
    assert_eq!(config.key(), KeySource::Secret("cafe/key".to_owned()));
}

#[cfg(not(feature = "aws"))]
#[test]
fn a_program_without_aws_says_so() {
    contradicts(&[("queue.url", "sqs:cafe"), ("queue.events", TOPIC)], "--features aws");
    contradicts(&[("identity.key_file", "secretsmanager:cafe/key")], "--features aws");
}

#[test]
fn the_key_is_where_its_text_says() {
    let key = |text: &str| {
        Config {
            identity: Identity { key_file: text.to_owned(), ..Identity::default() },
            ..Config::default()
        }
        .key()
    };
    assert_eq!(key(""), KeySource::File("data/instance.key".into()));
    assert_eq!(key("/etc/comanda/key"), KeySource::File("/etc/comanda/key".into()));
    assert_eq!(key("secretsmanager:cafe/key"), KeySource::Secret("cafe/key".to_owned()));
    assert_eq!(key("kms:key.bin"), KeySource::Encrypted("key.bin".into()));
}
