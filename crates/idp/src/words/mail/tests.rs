//! What holds for every mail in every language.

use kernel::Role;

use super::*;

const LINK: &str = "https://cafe.example/sign-in/x?code=1";

const ALL: [Mail<'_>; 14] = [
    Mail::VerifyCode { code: "4711-0815", minutes: 15 },
    Mail::AlreadyRegistered { sign_in: LINK, forgotten: LINK },
    Mail::ResetCode { code: "4711-0815", minutes: 15 },
    Mail::ChangeEmailCode { code: "4711-0815", minutes: 15 },
    Mail::EmailChanged { email: "a…@example.org" },
    Mail::NewDevice { device: "Firefox on Windows", at: "30 November, 09:12", account: LINK },
    Mail::PasswordChanged { at: "30 November, 09:12", forgotten: LINK },
    Mail::SecondFactorOff { at: "30 November, 09:12", account: LINK },
    Mail::AuthenticatorAdded { at: "30 November, 09:12", account: LINK },
    Mail::PasskeyAdded { name: "My phone", at: "30 November, 09:12", account: LINK },
    Mail::RecoveryCodesLow { left: 2, account: LINK },
    Mail::SignedOutEverywhere { at: "30 November, 09:12", forgotten: LINK },
    Mail::AccountClosed,
    Mail::Invitation { role: Role::Barista, link: LINK, expires: "7 December" },
];

fn written() -> impl Iterator<Item = (Language, Mail<'static>, String, String)> {
    let each = ALL.into_iter().flat_map(|kind| Language::ALL.map(|language| (language, kind)));
    each.map(|(language, kind)| {
        let (subject, text) = mail(language, "Café Aroma", &kind);
        (language, kind, subject, text)
    })
}

#[test]
fn every_mail_has_a_short_subject_and_the_name_of_the_cafe() {
    for (language, kind, subject, text) in written() {
        assert!(!subject.is_empty(), "{language:?} {kind:?}");
        assert!(subject.chars().count() <= 70, "{subject}");
        assert!(text.ends_with("\n-- \nCafé Aroma\n"), "{text}");
        assert!(text.contains("\n\n"), "{text}");
        assert!(!text.contains("  \n") && !text.contains('{'), "{text}");
    }
}

#[test]
fn no_mail_is_in_two_languages() {
    for (language, kind, subject, text) in written() {
        for (other, same, its_subject, its_text) in written() {
            if same == kind && other != language {
                assert_ne!((&subject, &text), (&its_subject, &its_text), "{kind:?}");
                assert_ne!(text.lines().next(), its_text.lines().next(), "the greeting");
            }
        }
    }
}

#[test]
fn a_link_stands_whole_on_a_line_of_its_own() {
    for (_, _, _, text) in written() {
        for line in text.lines().filter(|line| line.contains("://")) {
            assert_eq!(line, LINK, "{text}");
        }
    }
}

#[test]
fn what_was_given_to_a_mail_is_in_it() {
    for (_, kind, subject, text) in written() {
        let parts: &[&str] = match kind {
            Mail::VerifyCode { code, .. }
            | Mail::ResetCode { code, .. }
            | Mail::ChangeEmailCode { code, .. } => &[code, "15"],
            Mail::EmailChanged { email } => &[email],
            Mail::NewDevice { device, at, account } => &[device, at, account],
            Mail::PasskeyAdded { name, at, account } => &[name, at, account],
            Mail::RecoveryCodesLow { account, .. } => &["2", account],
            Mail::PasswordChanged { at, forgotten: link }
            | Mail::SignedOutEverywhere { at, forgotten: link }
            | Mail::SecondFactorOff { at, account: link }
            | Mail::AuthenticatorAdded { at, account: link } => &[at, link],
            Mail::AlreadyRegistered { .. } => &[LINK],
            Mail::Invitation { link, expires, .. } => &[link, expires],
            Mail::AccountClosed => &[],
        };
        for part in parts {
            assert!(text.contains(part), "{subject}: {part} is not in {text}");
        }
    }
}

#[test]
fn nothing_given_to_a_mail_can_write_a_header() {
    let code = Mail::ResetCode { code: "1\r\nBcc: all@example.org", minutes: 15 };
    let (subject, _) = mail(Language::De, "Café Aroma", &code);
    assert!(!subject.contains(['\r', '\n']), "{subject:?}");
    let (subject, text) = mail(Language::En, "Café\r\nBcc: all@example.org", &Mail::AccountClosed);
    assert!(!subject.contains(['\r', '\n']), "{subject:?}");
    assert!(!text.contains("\nBcc:"), "{text}");
}
