//! In French.

use super::kinds::{Problem, wait};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "Cette adresse et ce mot de passe ne vont pas ensemble.",
        Problem::WrongPassword => "Ce n’est pas votre mot de passe actuel.",
        Problem::WrongCode => "Ce code n’est pas le bon. Vérifiez, et saisissez le plus récent.",
        Problem::WrongRecoveryCode => "Ce n’est pas l’un de vos codes de secours. Vérifiez.",
        Problem::ExpiredCode => "Ce code est trop ancien. Demandez-en un nouveau.",
        Problem::UsedCode => "Ce code a déjà servi. Chacun ne sert qu’une fois.",
        Problem::UnknownDeviceCode => {
            "Nous ne connaissons pas ce code, ou il est trop ancien. Faites-en afficher un \
             nouveau par votre appareil."
        }
        Problem::TooManyAttempts { wait_s } => {
            let wait = wait(wait_s, ["seconde", "secondes"], ["minute", "minutes"]);
            return format!("Cela fait trop d’essais. Réessayez dans {wait}.");
        }
        Problem::Busy => "Il y a la queue à la porte en ce moment. Réessayez dans un instant.",
        Problem::EmailInvalid => "Cela ne ressemble pas à une adresse e-mail.",
        Problem::EmailUnchanged => "C’est l’adresse que vous avez déjà.",
        Problem::NameMissing => "Indiquez un nom, s’il vous plaît.",
        Problem::NameTooLong { characters_max } => {
            return format!("Indiquez un nom de {characters_max} caractères au plus.");
        }
        Problem::PasswordMissing => "Saisissez votre mot de passe, s’il vous plaît.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("Choisissez un mot de passe d’au moins {characters_min} caractères.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("Choisissez un mot de passe de {characters_max} caractères au plus.");
        }
        Problem::PasswordTooCommon => {
            "Ce mot de passe est de ceux que l’on devine en premier. Choisissez-en un plus rare, \
             par exemple quatre mots qui n’ont rien à voir entre eux."
        }
        Problem::PasswordContainsYou => {
            "Ce mot de passe contient votre nom, votre adresse ou le nom du café. Choisissez-en \
             un que personne n’associerait à vous."
        }
        Problem::PasswordUnchanged => "C’est votre mot de passe actuel. Choisissez-en un autre.",
        Problem::LinkInvalid => "Ce lien ne marche plus. Demandez-en un nouveau.",
        Problem::PasskeyFailed => {
            "Cette clé d’accès n’a pas été acceptée. Réessayez, ou connectez-vous autrement."
        }
        Problem::TooManyPasskeys => {
            "Vous avez autant de clés d’accès qu’un compte peut en avoir. Retirez-en une d’abord."
        }
        Problem::LastAdmin => {
            "Vous êtes la dernière personne à la direction ici. Nommez-en d’abord une autre."
        }
        Problem::SecondFactorRequired => {
            "Votre travail ici exige une deuxième étape à la connexion ; il doit donc en rester \
             une."
        }
        Problem::OrderUnderWay => {
            "L’une de vos commandes est encore en cours. Fermez votre compte une fois qu’elle est \
             entre vos mains."
        }
        Problem::FormExpired => {
            "Cette page était ouverte depuis trop longtemps. Réessayez, en autorisant les cookies."
        }
        Problem::SignedOut => "Vous avez été déconnecté entre-temps. Reconnectez-vous.",
    };
    text.to_owned()
}
