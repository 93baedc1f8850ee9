//! What has just been done, said at the top of the account's overview.

use super::Language;

/// Something that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// There is an account now.
    Welcome,
    /// Mail goes to another address now.
    EmailChanged,
    /// There is another password, or a first one.
    PasswordChanged,
    /// The authenticator app is asked at sign-in.
    AuthenticatorAdded,
    /// No second step is asked for.
    SecondFactorOff,
    /// There is another passkey.
    PasskeyAdded,
    /// There is one passkey less.
    PasskeyRemoved,
    /// There are new recovery codes, and the old ones are gone.
    RecoveryCodesRenewed,
    /// A device was signed out.
    SessionEnded,
    /// All other devices were signed out.
    OtherSessionsEnded,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 10] = [
        Self::Welcome,
        Self::EmailChanged,
        Self::PasswordChanged,
        Self::AuthenticatorAdded,
        Self::SecondFactorOff,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::RecoveryCodesRenewed,
        Self::SessionEnded,
        Self::OtherSessionsEnded,
    ];

    /// The word for it in an address: `password-changed`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::EmailChanged => "email-changed",
            Self::PasswordChanged => "password-changed",
            Self::AuthenticatorAdded => "authenticator-added",
            Self::SecondFactorOff => "second-factor-off",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::RecoveryCodesRenewed => "recovery-codes-renewed",
            Self::SessionEnded => "session-ended",
            Self::OtherSessionsEnded => "other-sessions-ended",
        }
    }

    /// The notice of a word in an address.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.word() == word)
    }

    /// The sentence that says it.
    pub const fn text(self, language: Language) -> &'static str {
        let [en, de, fr, es, it, ar] = self.texts();
        match language {
            Language::En => en,
            Language::De => de,
            Language::Fr => fr,
            Language::Es => es,
            Language::It => it,
            Language::Ar => ar,
        }
    }

    const fn texts(self) -> [&'static str; 6] {
        match self {
            Self::Welcome => [
                "Welcome! Your account is ready.",
                "Willkommen! Dein Konto ist bereit.",
                "Bienvenue ! Votre compte est prêt.",
                "¡Te damos la bienvenida! Tu cuenta está lista.",
                "Ti diamo il benvenuto! Il tuo account è pronto.",
                "أهلًا بك! حسابك جاهز.",
            ],
            Self::EmailChanged => [
                "Your e-mail has been changed.",
                "Deine E-Mail-Adresse ist geändert.",
                "Votre adresse e-mail a été changée.",
                "Tu correo se ha cambiado.",
                "Il tuo indirizzo e-mail è stato cambiato.",
                "تم تغيير بريدك الإلكتروني.",
            ],
            Self::PasswordChanged => [
                "Your password has been changed.",
                "Dein Passwort ist geändert.",
                "Votre mot de passe a été changé.",
                "Tu contraseña se ha cambiado.",
                "La tua password è stata cambiata.",
                "تم تغيير كلمة المرور.",
            ],
            Self::AuthenticatorAdded => [
                "From now on we ask for a code of your authenticator app.",
                "Ab jetzt fragen wir nach einem Code deiner Authenticator-App.",
                "Désormais, nous demanderons un code de votre application d’authentification.",
                "A partir de ahora pediremos un código de tu aplicación de autenticación.",
                "D’ora in poi chiederemo un codice della tua app di autenticazione.",
                "من الآن فصاعدًا سنطلب رمزًا من تطبيق المصادقة.",
            ],
            Self::SecondFactorOff => [
                "The second step is turned off.",
                "Der zweite Schritt ist ausgeschaltet.",
                "La deuxième étape est désactivée.",
                "El segundo paso está desactivado.",
                "Il secondo passaggio è disattivato.",
                "تم إيقاف الخطوة الثانية.",
            ],
            Self::PasskeyAdded => [
                "Your passkey has been added.",
                "Dein Passkey ist hinzugefügt.",
                "Votre clé d’accès a été ajoutée.",
                "Tu clave de acceso se ha añadido.",
                "La tua passkey è stata aggiunta.",
                "تمت إضافة مفتاح المرور.",
            ],
            Self::PasskeyRemoved => [
                "The passkey has been removed. Delete it on your device, too.",
                "Der Passkey ist entfernt. Lösche ihn auch auf deinem Gerät.",
                "La clé d’accès a été retirée. Supprimez-la aussi sur votre appareil.",
                "La clave de acceso se ha quitado. Bórrala también en tu dispositivo.",
                "La passkey è stata rimossa. Eliminala anche dal tuo dispositivo.",
                "تمت إزالة مفتاح المرور. احذفه من جهازك أيضًا.",
            ],
            Self::RecoveryCodesRenewed => [
                "You have new recovery codes. The old ones no longer work.",
                "Du hast neue Wiederherstellungscodes. Die alten gelten nicht mehr.",
                "Vous avez de nouveaux codes de secours. Les anciens ne marchent plus.",
                "Tienes códigos de recuperación nuevos. Los anteriores ya no sirven.",
                "Hai nuovi codici di recupero. Quelli vecchi non valgono più.",
                "لديك رموز استرداد جديدة. الرموز القديمة لم تعد صالحة.",
            ],
            Self::SessionEnded => [
                "That device has been signed out.",
                "Das Gerät ist abgemeldet.",
                "Cet appareil a été déconnecté.",
                "La sesión de ese dispositivo se ha cerrado.",
                "Quel dispositivo è stato disconnesso.",
                "تم تسجيل خروج ذلك الجهاز.",
            ],
            Self::OtherSessionsEnded => [
                "All other devices have been signed out.",
                "Alle anderen Geräte sind abgemeldet.",
                "Tous les autres appareils ont été déconnectés.",
                "Las sesiones de todos los demás dispositivos se han cerrado.",
                "Tutti gli altri dispositivi sono stati disconnessi.",
                "تم تسجيل خروج كل الأجهزة الأخرى.",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_found_by_its_word_and_by_no_other() {
        for notice in Notice::ALL {
            assert_eq!(Notice::parse(notice.word()), Some(notice));
        }
        assert_eq!(Notice::parse("<b>won a prize</b>"), None);
    }
}
