//! In French.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("{code} est votre code pour {cafe}"),
            format!(
                "Bonjour,\n\nBienvenue chez {cafe} ! Saisissez ce code pour montrer que cette \
                 adresse est la vôtre :\n\n    {code}\n\nIl sert une fois, pendant {minutes} \
                 minutes.\n\nSi vous n’avez pas demandé de compte, vous n’avez rien à faire : \
                 sans le code, il n’y en aura pas."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("Vous avez déjà un compte chez {cafe}"),
            format!(
                "Bonjour,\n\nQuelqu’un, sans doute vous, a voulu créer un compte avec cette \
                 adresse. Vous en avez déjà un, et rien n’y a changé.\n\nConnectez-vous \
                 ici :\n{sign_in}\n\nMot de passe oublié ? Choisissez-en un nouveau \
                 ici :\n{forgotten}\n\nSi ce n’était pas vous, vous n’avez rien à faire."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("{code} est votre code pour un nouveau mot de passe"),
            format!(
                "Bonjour,\n\nAvec ce code, vous pouvez choisir un nouveau mot de passe chez \
                 {cafe} :\n\n    {code}\n\nIl sert une fois, pendant {minutes} minutes. Ne le \
                 dites à personne : nous ne le demandons jamais.\n\nSi vous ne l’avez pas \
                 demandé, vous n’avez rien à faire. Votre mot de passe reste le même."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("{code} est votre code pour {cafe}"),
            format!(
                "Bonjour,\n\nSaisissez ce code, et votre compte chez {cafe} utilisera désormais \
                 cette adresse :\n\n    {code}\n\nIl sert une fois, pendant {minutes} \
                 minutes.\n\nSi vous ne l’avez pas demandé, vous n’avez rien à faire."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("Votre adresse chez {cafe} a été changée"),
            format!(
                "Bonjour,\n\nVotre compte chez {cafe} utilise maintenant une autre adresse : \
                 {email}. Nous n’écrirons plus à celle-ci.\n\nSi ce n’était pas vous, quelqu’un \
                 d’autre est dans votre compte. Dites-le-nous au comptoir, et nous arrangerons \
                 cela ensemble."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("Un nouvel appareil chez {cafe}"),
            format!(
                "Bonjour,\n\nQuelqu’un s’est connecté à votre compte chez {cafe} avec un appareil \
                 que nous n’avions encore jamais vu :\n\n    {device}\n    {at}\n\nC’était vous ? \
                 Alors tout va bien.\n\nSinon, déconnectez l’appareil et changez de mot de passe \
                 ici :\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("Votre mot de passe chez {cafe} a été changé"),
            format!(
                "Bonjour,\n\nLe mot de passe de votre compte chez {cafe} a été changé ({at}). \
                 Tous les autres appareils sont déconnectés.\n\nSi ce n’était pas vous, \
                 choisissez tout de suite un nouveau mot de passe :\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("Votre deuxième étape chez {cafe} est désactivée"),
            format!(
                "Bonjour,\n\nDésormais, votre mot de passe suffit pour se connecter chez {cafe} \
                 ({at}).\n\nSi ce n’était pas vous, changez de mot de passe et réactivez la \
                 deuxième étape ici :\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("Une application d’authentification pour {cafe}"),
            format!(
                "Bonjour,\n\nDésormais, nous demandons un code de votre application \
                 d’authentification quand vous vous connectez chez {cafe} ({at}). C’est une bonne \
                 idée : un mot de passe seul ne laisse plus entrer personne.\n\nSi ce n’était pas \
                 vous, regardez votre compte ici :\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("Une nouvelle clé d’accès pour {cafe}"),
            format!(
                "Bonjour,\n\nUne clé d’accès a été ajoutée à votre compte chez \
                 {cafe} :\n\n    {name}\n    {at}\n\nSi ce n’était pas vous, retirez-la et \
                 changez de mot de passe ici :\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("Il vous reste peu de codes de secours pour {cafe}"),
            format!(
                "Bonjour,\n\nCodes de secours qu’il vous reste pour {cafe} : {left}.\n\nCréez-en \
                 de nouveaux avant d’en avoir besoin :\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "Nous vous avons déconnecté partout".to_owned(),
            format!(
                "Bonjour,\n\nNous avons vu quelque chose qui ne devrait pas arriver ({at}) : une \
                 clé de votre compte chez {cafe} a servi une deuxième fois ; quelqu’un l’a \
                 peut-être copiée. Par précaution, nous vous avons déconnecté de tous les \
                 appareils.\n\nReconnectez-vous, s’il vous plaît. Si vous avez un doute, \
                 choisissez aussi un nouveau mot de passe :\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("Votre compte chez {cafe} est fermé"),
            format!(
                "Bonjour,\n\nVotre compte chez {cafe} est fermé, et ce que nous savions de vous \
                 est supprimé. Vos commandes restent dans les livres, sans votre nom.\n\nMerci de \
                 votre confiance. Au comptoir, nous vous accueillerons toujours avec plaisir."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::Fr);
            (
                format!("Bienvenue dans l’équipe de {cafe}"),
                format!(
                    "Bonjour,\n\nVous êtes invité à rejoindre l’équipe de {cafe}. Votre rôle : \
                     {role}.\n\nCommencez ici :\n{link}\n\nLe lien sert une fois, jusqu’au \
                     {expires}.\n\nSi vous ne savez pas de quoi il s’agit, vous n’avez rien à \
                     faire."
                ),
            )
        }
    }
}
