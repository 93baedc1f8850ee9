//! `comanda check`: everything that stands in the way of a start, and what to do about it.

use std::net::TcpListener;

use rusqlite::Connection;

use crate::program::Program;

#[test]
fn a_good_configuration_is_told_item_by_item() {
    let program = Program::new();
    let said = program.run(["check"]).succeeded();
    for item in ["configuration", "signing key", "store", "address", "log level"] {
        assert!(said.out.contains(&format!("✓ {item}: ")), "{said:?}");
    }
    assert_eq!(said.err, "");
    assert!(!program.folder().join("data").exists(), "checking makes nothing");
    program.run(["migrate"]).succeeded();
    program.run(["check"]).succeeded().says("✓ store: it answers");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let program = Program::new().with("COMANDA_SERVER__LISTEN", &address);
    program.write("data/instance.key", "no key");
    program.write("data/comanda.db", "This is no database, but it is long enough to be one.");
    let said = program.run(["check", "--log", "info,=x=y"]).failed("is not a database");
    for item in ["✗ signing key", "✗ store", "✗ address", "✗ log level", "✓ configuration"]
    {
        assert!(said.out.contains(item), "{item}: {said:?}");
    }
    for words in ["instance.key cannot be used", "--listen or server.listen", "log.level is"] {
        assert!(said.err.contains(words), "{words}: {said:?}");
    }
}

#[test]
fn an_unknown_key_is_told_with_the_one_that_was_meant() {
    let program = Program::new();
    program.write("comanda.toml", "[server]\nlisten_on = \"127.0.0.1:0\"\n");
    program.run(["check"]).failed("there is no key server.listen_on; did you mean server.listen?");
    program.write("other.toml", "[work]\nconcurrency = \"many\"\n");
    program.run(["check", "--config", "other.toml"]).failed("line 2");
    program.run(["check", "--config", "none.toml"]).failed("none.toml cannot be read");
    let program = Program::new().with("COMANDA_STORE__URI", "memory");
    program.run(["check"]).failed("COMANDA_STORE__URI").failed("did you mean store.url?");
}

#[test]
fn a_file_that_cannot_be_used_is_told_with_what_to_do() {
    let program = Program::new();
    program.run(["migrate"]).succeeded();
    let file = Connection::open(program.database()).expect("it is there");
    file.execute_batch("BEGIN EXCLUSIVE").expect("nobody else has it");
    program.run(["check"]).failed("is locked by another program. Close it there");
    file.execute_batch("COMMIT; PRAGMA user_version = 99").expect("it is ours");
    program.run(["check"]).failed("was written by a newer version of Comanda");
    program.run(["serve"]).failed("was written by a newer version of Comanda");
    file.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 7").expect("it is ours");
    program.run(["check"]).failed("is a database of another program. Name another file.");
    drop(file);
    program.write("data/comanda.db", "x".repeat(5_000));
    program.run(["check"]).failed("is not a database. Name another file.");
    program.run(["serve"]).failed("is not a database. Name another file.");
}

#[test]
fn a_password_is_never_repeated() {
    for url in [
        "mysql://root:hunter2@host/db",
        "postgres:root:hunter2@host/db",
        "postgres://root:hunter2@127.0.0.1:1/db",
        "postgres://root:hunter2@host:port/db",
        "postgres://root:hunter2@127.0.0.1:1/db?sslmode=sideways",
        "hunter2",
    ] {
        let program = Program::new();
        program.run(["check", "--store", url]).failed("store").hides("hunter2");
        program.run(["serve", "--store", url]).failed("").hides("hunter2");
        let program = Program::new().with("COMANDA_STORE__URL", url);
        program.run(["queue", "list"]).failed("").hides("hunter2");
    }
}
