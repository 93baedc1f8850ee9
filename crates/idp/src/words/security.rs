//! Texts of the pages for a second step: authenticator app, recovery codes, passkeys.

#[derive(Debug)]
pub(crate) struct Security {
    pub(crate) app_title: &'static str,
    pub(crate) app_get: &'static str,
    pub(crate) app_scan: &'static str,
    /// What the picture is called to who cannot see it.
    pub(crate) app_picture: &'static str,
    pub(crate) app_open: &'static str,
    pub(crate) app_type: &'static str,
    pub(crate) app_key: &'static str,
    pub(crate) app_enter: &'static str,
    pub(crate) app_submit: &'static str,

    pub(crate) codes_title: &'static str,
    pub(crate) codes_lead: &'static str,
    pub(crate) codes_keep: &'static str,
    /// What the list of codes is called to who cannot see it.
    pub(crate) codes_list: &'static str,
    pub(crate) codes_submit: &'static str,
    /// On paper, with the café's name.
    pub(crate) codes_paper: fn(&str) -> String,

    pub(crate) passkey_title: &'static str,
    pub(crate) passkey_lead: &'static str,
    pub(crate) passkey_name: &'static str,
    pub(crate) passkey_name_hint: &'static str,
    pub(crate) passkey_submit: &'static str,

    pub(crate) off_title: &'static str,
    pub(crate) off_lead: &'static str,
    pub(crate) off_codes: &'static str,
    pub(crate) off_submit: &'static str,
    pub(crate) off_cancel: &'static str,
}

pub(super) const EN: Security = Security {
    app_title: "Set up an authenticator app",
    app_get: "Open an authenticator app on your phone, or a password manager that can make \
              codes. Any will do.",
    app_scan: "Scan this picture with it.",
    app_picture: "QR code for your authenticator app",
    app_open: "Open in an app on this device",
    app_type: "You cannot scan it?",
    app_key: "Type this key into the app:",
    app_enter: "Enter the six digits that the app shows now.",
    app_submit: "Turn on",
    codes_title: "Your recovery codes",
    codes_lead: "If you lose your phone, each of these codes lets you in once.",
    codes_keep: "We show them only now. Print them, or keep them in a password manager.",
    codes_list: "Recovery codes",
    codes_submit: "I have kept them",
    codes_paper: |cafe| format!("Recovery codes for signing in to {cafe}. Each works once."),
    passkey_title: "Add a passkey",
    passkey_lead: "Your device will ask for your fingerprint, your face or the lock of its \
                   screen. None of it is sent to us.",
    passkey_name: "Name of the passkey",
    passkey_name_hint: "So that you know it again, such as “My phone”.",
    passkey_submit: "Add the passkey",
    off_title: "Turn off the second step?",
    off_lead: "After that, whoever knows your password can sign in as you.",
    off_codes: "Your authenticator app and your recovery codes will no longer work here.",
    off_submit: "Turn off",
    off_cancel: "Leave it on",
};

pub(super) const DE: Security = Security {
    app_title: "Authenticator-App einrichten",
    app_get: "Öffne auf deinem Telefon eine Authenticator-App oder einen Passwortmanager, der \
              Codes erzeugt. Jede App ist recht.",
    app_scan: "Scanne damit dieses Bild.",
    app_picture: "QR-Code für deine Authenticator-App",
    app_open: "In einer App auf diesem Gerät öffnen",
    app_type: "Du kannst es nicht scannen?",
    app_key: "Tippe diesen Schlüssel in die App:",
    app_enter: "Gib die sechs Ziffern ein, die die App jetzt zeigt.",
    app_submit: "Einschalten",
    // Hyphens that show only where the word is too long for a line.
    codes_title: "Deine Wiederher\u{ad}stellungs\u{ad}codes",
    codes_lead: "Wenn du dein Telefon verlierst, lässt dich jeder dieser Codes einmal hinein.",
    codes_keep: "Wir zeigen sie nur jetzt. Druck sie aus, oder bewahre sie in einem \
                 Passwortmanager auf.",
    codes_list: "Wiederherstellungscodes",
    codes_submit: "Ich habe sie aufbewahrt",
    codes_paper: |cafe| {
        format!("Wiederherstellungscodes für die Anmeldung bei {cafe}. Jeder gilt einmal.")
    },
    passkey_title: "Passkey hinzufügen",
    passkey_lead: "Dein Gerät fragt gleich nach Fingerabdruck, Gesicht oder Bildschirmsperre. \
                   Nichts davon erfahren wir.",
    passkey_name: "Name des Passkeys",
    passkey_name_hint: "Damit du ihn wiedererkennst, zum Beispiel „Mein Telefon“.",
    passkey_submit: "Passkey hinzufügen",
    off_title: "Zweiten Schritt ausschalten?",
    off_lead: "Danach kann sich jeder, der dein Passwort kennt, als du anmelden.",
    off_codes: "Deine Authenticator-App und deine Wiederherstellungscodes gelten hier dann nicht \
                mehr.",
    off_submit: "Ausschalten",
    off_cancel: "Eingeschaltet lassen",
};

pub(super) const ES: Security = Security {
    app_title: "Configura una aplicación de autenticación",
    app_get: "Abre en tu teléfono una aplicación de autenticación, o un gestor de contraseñas que \
              genere códigos. Sirve cualquiera.",
    app_scan: "Escanea con ella esta imagen.",
    app_picture: "Código QR para tu aplicación de autenticación",
    app_open: "Abrir en una aplicación de este dispositivo",
    app_type: "¿No puedes escanearla?",
    app_key: "Escribe esta clave en la aplicación:",
    app_enter: "Escribe las seis cifras que muestra ahora la aplicación.",
    app_submit: "Activar",
    codes_title: "Tus códigos de recuperación",
    codes_lead: "Si pierdes el teléfono, cada uno de estos códigos te deja entrar una vez.",
    codes_keep: "Solo los mostramos ahora. Imprímelos o guárdalos en un gestor de contraseñas.",
    codes_list: "Códigos de recuperación",
    codes_submit: "Ya los he guardado",
    codes_paper: |cafe| {
        format!("Códigos de recuperación para entrar en {cafe}. Cada uno sirve una sola vez.")
    },
    passkey_title: "Añade una clave de acceso",
    passkey_lead: "Tu dispositivo te pedirá la huella, la cara o el bloqueo de pantalla. Nada de \
                   eso nos llega.",
    passkey_name: "Nombre de la clave de acceso",
    passkey_name_hint: "Para reconocerla, por ejemplo «Mi teléfono».",
    passkey_submit: "Añadir la clave de acceso",
    off_title: "¿Desactivar el segundo paso?",
    off_lead: "Después, quien conozca tu contraseña podrá entrar como si fueras tú.",
    off_codes: "Tu aplicación de autenticación y tus códigos de recuperación dejarán de servir \
                aquí.",
    off_submit: "Desactivar",
    off_cancel: "Dejarlo activado",
};
