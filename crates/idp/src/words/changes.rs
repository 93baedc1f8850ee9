//! Texts of changing one's e-mail or password, and of closing one's account.

use super::Around;

#[derive(Debug)]
pub(crate) struct Changes {
    pub(crate) email_title: &'static str,
    /// Around the present address.
    pub(crate) email_lead: Around,
    pub(crate) email_new: &'static str,
    pub(crate) email_submit: &'static str,

    pub(crate) password_title: &'static str,
    /// The title for who has none so far.
    pub(crate) password_first: &'static str,
    pub(crate) password_after: &'static str,
    pub(crate) password_submit: &'static str,

    pub(crate) close_title: &'static str,
    /// Around the address of the account.
    pub(crate) close_lead: Around,
    pub(crate) close_gone: &'static str,
    pub(crate) close_stays: &'static str,
    pub(crate) close_final: &'static str,
    pub(crate) close_submit: &'static str,
    pub(crate) close_cancel: &'static str,
}
