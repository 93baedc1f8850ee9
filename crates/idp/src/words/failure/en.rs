//! In English.

use super::Failure;

pub(super) const fn text(failure: Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::UnknownClient => (
            "We do not know this app",
            "An app sent you here that is not registered with us. Tell whoever runs it.",
        ),
        Failure::WrongRedirect => (
            "We will not send you there",
            "The app that sent you here wants you to go on at an address that is not registered \
             for it. For your safety we stop here. Tell whoever runs the app.",
        ),
        Failure::BadRequest => (
            "We do not understand that",
            "Something is missing in the request, or is written wrongly. Go back and try again.",
        ),
        Failure::LinkInvalid => (
            "This link no longer works",
            "It was used already, or it is too old. Ask for a new one.",
        ),
        Failure::Expired => (
            "That took too long",
            "For your safety a sign-in has to be finished within a while. Begin again, with \
             cookies allowed.",
        ),
        Failure::NotFound => ("There is no such page", "Check the address, or begin again."),
        Failure::Forbidden => (
            "You cannot do that",
            "Your account may not do that. If you think it should, ask whoever runs the café.",
        ),
        Failure::CrossSite => (
            "That came from somewhere else",
            "Another site sent this form on your behalf, so we did nothing. If it was you, begin \
             again here.",
        ),
        Failure::Busy => {
            ("There is a queue at the door", "Many people sign in just now. Try again in a moment.")
        }
        Failure::Broken => (
            "Something went wrong on our side",
            "It is not your fault, and we have noted it. Try again in a moment.",
        ),
    }
}
