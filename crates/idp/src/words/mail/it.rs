//! In Italian.

use super::{Mail, role};
use crate::words::Language;

#[expect(clippy::too_many_lines, reason = "an arm is a mail")]
pub(super) fn write(cafe: &str, mail: &Mail<'_>) -> (String, String) {
    match *mail {
        Mail::VerifyCode { code, minutes } => (
            format!("{code} è il tuo codice per {cafe}"),
            format!(
                "Ciao,\n\nti diamo il benvenuto da {cafe}! Inserisci questo codice per mostrare \
                 che questo indirizzo è tuo:\n\n    {code}\n\nVale una volta sola, per {minutes} \
                 minuti.\n\nSe non hai chiesto un account, non devi fare nulla: senza il codice \
                 non ce ne sarà nessuno."
            ),
        ),
        Mail::AlreadyRegistered { sign_in, forgotten } => (
            format!("Hai già un account presso {cafe}"),
            format!(
                "Ciao,\n\nqualcuno, probabilmente tu, voleva creare un account con questo \
                 indirizzo. Ne hai già uno, ed è rimasto com’era.\n\nAccedi \
                 qui:\n{sign_in}\n\nHai dimenticato la password? Scegline una nuova \
                 qui:\n{forgotten}\n\nSe non eri tu, non devi fare nulla."
            ),
        ),
        Mail::ResetCode { code, minutes } => (
            format!("{code} è il tuo codice per una nuova password"),
            format!(
                "Ciao,\n\ncon questo codice puoi scegliere una nuova password presso \
                 {cafe}:\n\n    {code}\n\nVale una volta sola, per {minutes} minuti. Non dirlo a \
                 nessuno: noi non lo chiediamo mai.\n\nSe non l’hai chiesto, non devi fare nulla. \
                 La tua password resta com’è."
            ),
        ),
        Mail::ChangeEmailCode { code, minutes } => (
            format!("{code} è il tuo codice per {cafe}"),
            format!(
                "Ciao,\n\ninserisci questo codice, e da ora il tuo account presso {cafe} userà \
                 questo indirizzo:\n\n    {code}\n\nVale una volta sola, per {minutes} \
                 minuti.\n\nSe non l’hai chiesto, non devi fare nulla."
            ),
        ),
        Mail::EmailChanged { email } => (
            format!("Il tuo indirizzo presso {cafe} è cambiato"),
            format!(
                "Ciao,\n\nil tuo account presso {cafe} ora usa un altro indirizzo: {email}. A \
                 questo non scriveremo più.\n\nSe non eri tu, nel tuo account c’è qualcun \
                 altro. Diccelo al banco, e sistemiamo tutto insieme."
            ),
        ),
        Mail::NewDevice { device, at, account } => (
            format!("Un nuovo dispositivo presso {cafe}"),
            format!(
                "Ciao,\n\nqualcuno è entrato nel tuo account presso {cafe} con un dispositivo che \
                 non avevamo mai visto:\n\n    {device}\n    {at}\n\nEri tu? Allora va tutto \
                 bene.\n\nSe no, disconnetti il dispositivo e cambia la password qui:\n{account}"
            ),
        ),
        Mail::PasswordChanged { at, forgotten } => (
            format!("La tua password presso {cafe} è cambiata"),
            format!(
                "Ciao,\n\nla password del tuo account presso {cafe} è stata cambiata ({at}). Tutti \
                 gli altri dispositivi sono disconnessi.\n\nSe non eri tu, scegli subito una \
                 nuova password:\n{forgotten}"
            ),
        ),
        Mail::SecondFactorOff { at, account } => (
            format!("Il tuo secondo passaggio presso {cafe} è disattivato"),
            format!(
                "Ciao,\n\nd’ora in poi per accedere a {cafe} basta la tua password ({at}).\n\nSe \
                 non eri tu, cambia la password e riattiva il secondo passaggio qui:\n{account}"
            ),
        ),
        Mail::AuthenticatorAdded { at, account } => (
            format!("Un’app di autenticazione per {cafe}"),
            format!(
                "Ciao,\n\nd’ora in poi, quando accedi a {cafe}, chiediamo un codice della tua \
                 app di autenticazione ({at}). Ben fatto: adesso una password da sola non fa \
                 entrare nessuno.\n\nSe non eri tu, guarda il tuo account qui:\n{account}"
            ),
        ),
        Mail::PasskeyAdded { name, at, account } => (
            format!("Una nuova passkey per {cafe}"),
            format!(
                "Ciao,\n\nal tuo account presso {cafe} è stata aggiunta una \
                 passkey:\n\n    {name}\n    {at}\n\nSe non eri tu, rimuovila e cambia la \
                 password qui:\n{account}"
            ),
        ),
        Mail::RecoveryCodesLow { left, account } => (
            format!("I tuoi codici di recupero per {cafe} stanno finendo"),
            format!(
                "Ciao,\n\ncodici di recupero che ti restano per {cafe}: {left}.\n\nCreane di \
                 nuovi prima che ti servano:\n{account}"
            ),
        ),
        Mail::SignedOutEverywhere { at, forgotten } => (
            "Ti abbiamo disconnesso dappertutto".to_owned(),
            format!(
                "Ciao,\n\nabbiamo visto una cosa che non dovrebbe succedere ({at}): una chiave \
                 del tuo account presso {cafe} è stata usata una seconda volta, forse qualcuno \
                 l’ha copiata. Per sicurezza ti abbiamo disconnesso da tutti i \
                 dispositivi.\n\nAccedi di nuovo, per favore. Se hai qualche dubbio, scegli anche \
                 una nuova password:\n{forgotten}"
            ),
        ),
        Mail::AccountClosed => (
            format!("Il tuo account presso {cafe} è chiuso"),
            format!(
                "Ciao,\n\nil tuo account presso {cafe} è chiuso, e quello che sapevamo di te è \
                 cancellato. I tuoi ordini restano nei libri, senza il tuo nome.\n\nGrazie della \
                 fiducia. Al banco ti aspettiamo sempre volentieri."
            ),
        ),
        Mail::Invitation { role: to_be, link, expires } => {
            let role = role(to_be, Language::It);
            (
                format!("Ti diamo il benvenuto nella squadra di {cafe}"),
                format!(
                    "Ciao,\n\nhai un invito a lavorare da {cafe} come {role}. Comincia \
                     qui:\n{link}\n\nIl link vale una volta sola, fino al {expires}.\n\nSe non \
                     sai di che cosa si tratta, non devi fare nulla."
                ),
            )
        }
    }
}
