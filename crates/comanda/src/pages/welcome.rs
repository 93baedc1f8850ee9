//! The page at `/welcome`: where one is, and where to go.

use serde_json::Value;

use super::layout::{escape, page};

/// The page.
pub(super) fn welcome(openapi: &Value) -> String {
    let version = openapi["info"]["version"].as_str().unwrap_or_default();
    let main = format!(
        r#"<main id="main" class="narrow" tabindex="-1">
<h1>This is a café's ordering server</h1>
<p class="lead">Comanda takes orders from a customer's phone and carries them to the counter. This
server is up and running version {}.</p>
<ul class="doors">
<li><a href="/order/"><strong>Order</strong><span>What customers use: menu, cart, and where their
order is.</span></a></li>
<li><a href="/counter/"><strong>Counter</strong><span>What baristas use: tickets, the till, and the
board for customers.</span></a></li>
<li><a href="/office/"><strong>Office</strong><span>What managers and admins use: sales, menu, staff
and settings.</span></a></li>
<li><a href="/sign-in"><strong>Sign in</strong><span>To your account: how you sign in, and
where.</span></a></li>
<li><a href="/v1/locations"><strong>Locations</strong><span>Every shop of this café. The menu of
one is at <code>/v1/locations/<wbr>LOCATION/<wbr>menu</code>.</span></a></li>
<li><a href="/docs"><strong>API</strong><span>Every operation, with an example to paste into a
shell.</span></a></li>
<li><a href="/problems"><strong>Problems</strong><span>What each error code means, and what to
do.</span></a></li>
<li><a href="/health/ready"><strong>Health</strong><span>Whether the server and its database are
ready.</span></a></li>
<li><a href="/openapi.json"><strong>OpenAPI</strong><span>The same as the API page, for
programs.</span></a></li>
</ul>
</main>"#,
        escape(version)
    );
    page("Welcome", "/welcome", &main)
}
