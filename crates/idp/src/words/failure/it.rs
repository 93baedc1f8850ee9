//! In Italian.

use super::Failure;

pub(super) const fn text(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::UnknownClient => (
            "Non conosciamo questa app",
            "Ti ha mandato qui un’app che non è registrata presso di noi. Avvisa chi la gestisce.",
        ),
        Failure::WrongRedirect => (
            "Non ti mandiamo lì",
            "L’app da cui arrivi vuole farti proseguire a un indirizzo che non è registrato per \
             lei. Per la tua sicurezza ci fermiamo qui. Avvisa chi gestisce l’app.",
        ),
        Failure::BadRequest => (
            "Non capiamo",
            "Nella richiesta manca qualcosa, o qualcosa è scritto male. Torna indietro e riprova.",
        ),
        Failure::LinkInvalid => (
            "Questo link non vale più",
            "È già stato usato, o è troppo vecchio. Chiedine uno nuovo.",
        ),
        Failure::Expired => (
            "È passato troppo tempo",
            "Per la tua sicurezza un accesso va concluso entro un po’. Ricomincia, con i cookie \
             consentiti.",
        ),
        Failure::NotFound => {
            ("Questa pagina non esiste", "Controlla l’indirizzo, oppure ricomincia.")
        }
        Failure::Forbidden => (
            "Non puoi farlo",
            "Il tuo account non ne ha il permesso. Se pensi che dovrebbe averlo, chiedi a chi \
             gestisce il bar.",
        ),
        Failure::CrossSite => (
            "Arrivava da un’altra parte",
            "Un altro sito ha inviato questo modulo a nome tuo, perciò non abbiamo fatto nulla. \
             Se eri tu, ricomincia qui.",
        ),
        Failure::Busy => (
            "C’è la fila alla porta",
            "In questo momento accedono in tanti. Riprova tra un attimo.",
        ),
        Failure::Broken => (
            "Qualcosa è andato storto da noi",
            "Non è colpa tua, e ne abbiamo preso nota. Riprova tra un attimo.",
        ),
    }
}
