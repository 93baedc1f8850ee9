//! In French.

use super::Failure;

pub(super) const fn text(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::UnknownClient => (
            "Nous ne connaissons pas cette application",
            "Une application qui n’est pas enregistrée chez nous vous a envoyé ici. Prévenez ceux \
             qui s’en occupent.",
        ),
        Failure::WrongRedirect => (
            "Nous ne vous envoyons pas là-bas",
            "L’application d’où vous venez veut vous envoyer à une adresse qui n’est pas \
             enregistrée pour elle. Pour votre sécurité, nous nous arrêtons ici. Prévenez ceux \
             qui s’occupent de l’application.",
        ),
        Failure::BadRequest => (
            "Nous ne comprenons pas",
            "Il manque quelque chose à la demande, ou quelque chose est mal écrit. Revenez en \
             arrière et réessayez.",
        ),
        Failure::LinkInvalid => (
            "Ce lien ne marche plus",
            "Il a déjà servi, ou il est trop ancien. Demandez-en un nouveau.",
        ),
        Failure::Expired => (
            "Cela a duré trop longtemps",
            "Pour votre sécurité, une connexion doit aboutir dans un certain délai. Recommencez, \
             en autorisant les cookies.",
        ),
        Failure::NotFound => ("Cette page n’existe pas", "Vérifiez l’adresse, ou recommencez."),
        Failure::Forbidden => (
            "Vous ne pouvez pas faire cela",
            "Votre compte n’en a pas le droit. Si vous pensez qu’il le devrait, demandez à ceux \
             qui tiennent le café.",
        ),
        Failure::CrossSite => (
            "Cela venait d’ailleurs",
            "Un autre site a envoyé ce formulaire en votre nom ; nous n’avons donc rien fait. Si \
             c’était vous, recommencez ici.",
        ),
        Failure::Busy => (
            "Il y a la queue à la porte",
            "Beaucoup de gens se connectent en ce moment. Réessayez dans un instant.",
        ),
        Failure::Broken => (
            "Quelque chose s’est mal passé chez nous",
            "Ce n’est pas de votre faute, et nous l’avons noté. Réessayez dans un instant.",
        ),
    }
}
