//! In Italian.

use super::kinds::{Problem, wait};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "L’indirizzo e la password non corrispondono.",
        Problem::WrongPassword => "Questa non è la tua password attuale.",
        Problem::WrongCode => "Il codice non è giusto. Controlla, e scrivi quello più recente.",
        Problem::WrongRecoveryCode => "Non è nessuno dei tuoi codici di recupero. Controlla.",
        Problem::ExpiredCode => "Il codice è troppo vecchio. Chiedine uno nuovo.",
        Problem::UsedCode => "Questo codice è già stato usato. Ognuno vale una volta sola.",
        Problem::UnknownDeviceCode => {
            "Non conosciamo questo codice, o è troppo vecchio. Fanne mostrare uno nuovo al tuo \
             dispositivo."
        }
        Problem::TooManyAttempts { wait_s } => {
            let wait = wait(wait_s, ["secondo", "secondi"], ["minuto", "minuti"]);
            return format!("Sono stati troppi tentativi. Riprova tra {wait}.");
        }
        Problem::Busy => "C’è la fila alla porta in questo momento. Riprova tra un attimo.",
        Problem::EmailInvalid => "Non sembra un indirizzo e-mail.",
        Problem::EmailUnchanged => "È l’indirizzo che hai già.",
        Problem::NameMissing => "Scrivi un nome, per favore.",
        Problem::NameTooLong { characters_max } => {
            return format!("Scrivi un nome di {characters_max} caratteri al massimo.");
        }
        Problem::PasswordMissing => "Scrivi la tua password, per favore.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("Scegli una password di almeno {characters_min} caratteri.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("Scegli una password di {characters_max} caratteri al massimo.");
        }
        Problem::PasswordTooCommon => {
            "Questa password è tra le prime che si indovinano. Scegline una più rara, per esempio \
             quattro parole che non c’entrano nulla tra loro."
        }
        Problem::PasswordContainsYou => {
            "Questa password contiene il tuo nome, il tuo indirizzo o il nome del bar. \
             Scegline una che nessuno colleghi a te."
        }
        Problem::PasswordUnchanged => "È la password che hai adesso. Scegline un’altra.",
        Problem::LinkInvalid => "Questo link non vale più. Chiedine uno nuovo.",
        Problem::PasskeyFailed => {
            "Questa passkey non è stata accettata. Riprova, o accedi in un altro modo."
        }
        Problem::TooManyPasskeys => {
            "Hai tante passkey quante ne può avere un account. Prima rimuovine una."
        }
        Problem::LastAdmin => "Qui non ci sono altri titolari. Prima nomina un’altra persona.",
        Problem::SecondFactorRequired => {
            "Il tuo lavoro qui richiede un secondo passaggio all’accesso, perciò uno deve restare."
        }
        Problem::OrderUnderWay => {
            "Uno dei tuoi ordini è ancora in corso. Chiudi l’account quando lo avrai in mano."
        }
        Problem::FormExpired => {
            "Questa pagina era aperta da troppo tempo. Riprova, con i cookie consentiti."
        }
        Problem::SignedOut => "Nel frattempo la tua sessione è stata chiusa. Accedi di nuovo.",
    };
    text.to_owned()
}
