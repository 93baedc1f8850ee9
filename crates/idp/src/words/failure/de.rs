//! In German.

use super::Failure;

pub(super) const fn text(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::UnknownClient => (
            "Diese App kennen wir nicht",
            "Dich hat eine App hierher geschickt, die bei uns nicht angemeldet ist. Sag denen \
             Bescheid, die sie betreiben.",
        ),
        Failure::WrongRedirect => (
            "Dorthin schicken wir dich nicht",
            "Die App, von der du kommst, will dich an eine Adresse weiterschicken, die nicht für \
             sie eingetragen ist. Zu deiner Sicherheit hören wir hier auf. Sag denen Bescheid, \
             die die App betreiben.",
        ),
        Failure::BadRequest => (
            "Das verstehen wir nicht",
            "In der Anfrage fehlt etwas, oder etwas ist falsch geschrieben. Geh zurück und \
             versuch es noch einmal.",
        ),
        Failure::LinkInvalid => (
            "Dieser Link gilt nicht mehr",
            "Er wurde schon benutzt oder ist zu alt. Fordere einen neuen an.",
        ),
        Failure::Expired => (
            "Das hat zu lange gedauert",
            "Zu deiner Sicherheit muss eine Anmeldung nach einer Weile fertig sein. Beginne noch \
             einmal und lass Cookies zu.",
        ),
        Failure::NotFound => {
            ("Diese Seite gibt es nicht", "Prüfe die Adresse, oder beginne noch einmal.")
        }
        Failure::Forbidden => (
            "Das darfst du nicht",
            "Dein Konto darf das nicht. Wenn du meinst, es sollte, dann frag die Leute, die das \
             Café betreiben.",
        ),
        Failure::CrossSite => (
            "Das kam von woanders",
            "Eine andere Website hat dieses Formular in deinem Namen geschickt. Wir haben deshalb \
             nichts getan. Wenn du es warst, beginne hier noch einmal.",
        ),
        Failure::Busy => (
            "Gerade ist hier viel los",
            "Viele melden sich in diesem Augenblick an. Versuch es gleich noch einmal.",
        ),
        Failure::Broken => (
            "Bei uns ist etwas schiefgegangen",
            "Es liegt nicht an dir, und wir haben es notiert. Versuch es gleich noch einmal.",
        ),
    }
}
