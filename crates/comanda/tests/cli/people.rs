//! `comanda user` and `comanda client`: who may sign in, and to what.

use crate::program::Program;

#[test]
fn staff_are_invited_listed_and_given_another_role() {
    let program = Program::new();
    program.run(["user", "list"]).succeeded().says_beside("There is nobody yet");
    let bare = program.run(["user", "invite", "ben@cafe.example", "--role", "barista"]);
    bare.failed("a barista works somewhere");
    let at = ["--role", "barista", "--location", "loc_here"];
    let invite = ["user", "invite", "Ben@Cafe.example"].into_iter().chain(at);
    let said = program.run(invite).succeeded();
    let said = said.says("ben@cafe.example is invited as barista").says("/invited?link=");
    said.says_beside("pass this link on yourself");
    program.run(["user", "list"]).succeeded().says("ben@cafe.example").says("invited");
    let role = ["user", "role", "ben@cafe.example", "--role", "manager", "--location", "loc_there"];
    program.run(role).succeeded().says("manager").says("loc_there").hides("loc_here");
    program.run(["user", "list", "--role", "barista"]).succeeded().hides("ben@cafe.example");
    program.run(["user", "disable", "ben@cafe.example"]).succeeded().says("disabled");
    program.run(["user", "disable", "ben@cafe.example", "--undo"]).succeeded().says("invited");
    program.run(["user", "sign-out", "ben@cafe.example"]).succeeded().says("ben@cafe.example");
    program.run(["user", "reset-mfa", "ben@cafe.example"]).succeeded().says("no second factor");
    program
        .run(["user", "disable", "nobody@cafe.example"])
        .failed("no account nobody@cafe.example");
    program.run(["user", "invite", "ben"]).failed("not a mail address");
}

#[test]
fn an_invitation_can_be_mailed_and_the_mail_holds_the_link() {
    let program = Program::new().with("COMANDA_NOTIFY__MAIL_URL", "file:mail");
    let said = program.run(["user", "invite", "eva@cafe.example", "--role", "admin"]).succeeded();
    let link = said.out.lines().find_map(|line| line.trim().strip_prefix("http://localhost"));
    let token = link.expect("a link").split_once("link=").expect("a token").1;
    let mut mails = program.folder().join("data/mail").read_dir().expect("a folder");
    let mail = mails.next().expect("one mail").expect("readable").path();
    let text = std::fs::read_to_string(mail).expect("readable").replace("=\r\n", "");
    assert!(text.contains(token), "{text}");
}

#[test]
fn a_program_is_registered_with_the_addresses_it_may_send_people_to() {
    let program = Program::new();
    // The café's own apps are there by themselves.
    program
        .run(["client", "list"])
        .succeeded()
        .says("/order/signed-in")
        .says("/office/silent.html");
    program
        .run(["client", "add", "order", "--redirect-uri", "https://app.example/"])
        .failed("one of the café's own apps");
    let add = ["client", "add", "app", "--redirect-uri", "https://app.example/back"];
    program.run(add).succeeded().says("app is registered");
    program.run(["client", "list"]).succeeded().says("https://app.example/back").says("public");
    for (uri, why) in [
        ("http://app.example/back", "begins with https://"),
        ("https://*.example/", "one whole address"),
        ("https://app.example/#x", "no fragment"),
    ] {
        program.run(["client", "add", "bad", "--redirect-uri", uri]).failed(why);
    }
    program.run(["client", "add", "bare"]).failed("no way to get tokens");
    let service = program.run(["client", "add", "sync", "--service", "--confidential"]).succeeded();
    assert_eq!(service.out.trim().len(), 43, "the secret alone, so that it can be piped");
    program.run(["client", "remove", "app"]).succeeded().says("app is removed");
    program.run(["client", "remove", "app"]).failed("no client app");
}

#[test]
fn where_people_sign_in_elsewhere_they_are_not_looked_after_here() {
    let program = Program::new()
        .with("COMANDA_IDENTITY__ISSUER", "https://login.example")
        .with("COMANDA_IDENTITY__CLIENTS", "app");
    program.run(["user", "list"]).failed("look after them there");
}

#[test]
fn a_public_url_that_cannot_be_signed_in_at_stops_the_start() {
    let program = Program::new().with("COMANDA_SERVER__PUBLIC_URL", "http://cafe.example");
    program.run(["check"]).failed("is not https");
    program.run(["user", "list"]).failed("server.public_url");
}
