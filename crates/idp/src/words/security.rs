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
