//! Texts of getting an account, and of getting back into one: codes by mail, a new password, an
//! invitation.

use kernel::Role;

use super::Around;

#[derive(Debug)]
pub(crate) struct SignUp {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) name_hint: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) have_account: &'static str,
    pub(crate) sign_in: &'static str,

    /// Around the address that a mail went to, for a new account.
    pub(crate) verify_lead: Around,
    /// The same for a new password: whether there is an account is not said.
    pub(crate) reset_lead: Around,
    /// The same for another address.
    pub(crate) change_lead: Around,
    pub(crate) code_title: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) code_submit: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) start_again: &'static str,

    pub(crate) forgotten_title: &'static str,
    pub(crate) forgotten_lead: &'static str,
    pub(crate) forgotten_submit: &'static str,
    pub(crate) forgotten_back: &'static str,

    /// Under the new password, and on the button.
    pub(crate) reset_after: &'static str,
    pub(crate) reset_submit: &'static str,

    /// With the café's name.
    pub(crate) invited_title: fn(&str) -> String,
    /// Around the role.
    pub(crate) invited_lead: Around,
    pub(crate) invited_submit: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) barista: &'static str,
    pub(crate) manager: &'static str,
    pub(crate) admin: &'static str,
}

impl SignUp {
    /// A role as it stands in a sentence, after "as".
    pub(crate) const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Customer => self.customer,
            Role::Barista => self.barista,
            Role::Manager => self.manager,
            Role::Admin => self.admin,
        }
    }
}
