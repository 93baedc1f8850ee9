//! What the program says of itself.

use crate::program::Program;

/// The subcommands that a help text lists, with what it says of them.
fn commands(help: &str) -> Vec<(String, String)> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    let parted = lines.map(|line| line.trim().split_once(' ').unwrap_or((line.trim(), "")));
    parted.map(|(name, about)| (name.to_owned(), about.trim().to_owned())).collect()
}

fn check_help(program: &Program, path: &[String]) {
    let arguments = path.iter().map(String::as_str).chain(["--help"]);
    let said = program.run(arguments).succeeded();
    let help = &said.out;
    assert_eq!(said.err, "");
    let about = help.lines().next().expect("a first line");
    assert!(
        about.len() > 10 && !about.starts_with("Usage"),
        "{path:?} does not say what it is for"
    );
    assert!(help.contains("\nUsage: comanda"), "{help}");
    for rough in ["TODO", "FIXME", "```", "`]", "[`", "crate", "clap"] {
        assert!(!help.contains(rough), "{path:?} says {rough:?}: {help}");
    }
    let lines: Vec<_> = help.lines().collect();
    for (place, line) in lines.iter().enumerate() {
        assert!(line.chars().count() <= 100, "{path:?}: {line}");
        let option = line.trim_start();
        if line.starts_with("  ") && option.starts_with("--") || option.starts_with("-h,") {
            // Beside it, or on the line below.
            let beside = option.split_once("  ").is_some_and(|(_, words)| !words.trim().is_empty());
            let below = lines.get(place + 1).is_some_and(|next| next.starts_with("          "));
            assert!(beside || below, "{path:?} does not explain {line}");
        }
    }
    for (name, about) in commands(help) {
        assert!(about.len() > 10, "{path:?} does not say what {name} is for");
        if name != "help" {
            check_help(program, &[path, &[name]].concat());
        }
    }
}

#[test]
fn every_command_explains_itself() {
    let program = Program::new();
    check_help(&program, &[]);
    let said = program.run(["--help"]).succeeded().says("serve").says("menu").says("queue");
    said.says("comanda serve --demo").hides("contracts");
    program.run(["--version"]).succeeded().says("comanda ");
}

#[test]
fn completions_know_the_commands() {
    let said = Program::new().run(["completions", "bash"]).succeeded();
    for words in ["_comanda()", "complete -F _comanda", "serve", "redrive", "--location"] {
        assert!(said.out.contains(words), "{words}");
    }
    assert_eq!(said.err, "");
}

#[test]
fn a_token_is_printed_alone_and_says_where_it_holds() {
    let program = Program::new();
    for role in ["customer", "admin"] {
        let said = program.run(["token", "--role", role]).succeeded();
        assert_eq!(said.out.trim_end().split('.').count(), 3, "{said:?}");
        assert_eq!((said.out.lines().count(), &*said.err), (1, ""));
        let said = program.run(["token", "--role", role, "--location", "loc_x"]);
        said.failed("leave out --location");
    }
    for role in ["barista", "manager"] {
        program.run(["token", "--role", role]).failed("add --location loc_");
        program.run(["token", "--role", role, "--location", "loc_x"]).succeeded();
    }
    program.run(["token", "--subject", ""]).failed("--subject");
    program.run(["token", "--subject", &"x".repeat(129)]).failed("--subject");
}

#[test]
fn a_token_that_cannot_be_made_is_a_mistake_on_the_command_line() {
    let program = Program::new();
    for (arguments, words) in [
        (["--role", "boss"], "expected customer, barista, manager or admin"),
        (["--hours", "0"], "--hours"),
        (["--location", "demo"], "is not a location id"),
    ] {
        let said = program.run(["token"].into_iter().chain(arguments));
        assert!(said.err.contains(words) && said.out.is_empty(), "{said:?}");
    }
    assert!(!program.folder().join("data").exists(), "no key was made for nothing");
}

#[test]
fn the_key_is_for_this_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new();
    program.token("customer", None);
    let key = program.folder().join("data/instance.key");
    let mode = std::fs::metadata(&key).expect("it was made").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = std::fs::read(&key).expect("it reads");
    program.token("customer", None);
    assert_eq!(std::fs::read(&key).expect("it reads"), before);
}

#[test]
fn a_key_for_elsewhere_is_printed_alone_and_kept_nowhere() {
    let program = Program::new();
    let said = [(); 2].map(|()| program.run(["key", "generate"]).succeeded());
    for said in &said {
        assert_eq!((said.out.lines().count(), &*said.err), (1, ""));
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
        assert!(said.out.trim_end().len() > 150 && said.out.trim_end().chars().all(is_base64));
    }
    assert_ne!(said[0].out, said[1].out);
    assert!(!program.folder().join("data").exists());
}
