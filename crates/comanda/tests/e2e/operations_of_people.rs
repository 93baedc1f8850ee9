//! What the operations about people are sent, and whom they are about.

use idp::words::Language;
use kernel::Role;
use serde_json::{Value, json};

use crate::app::TestApp;

/// A body that is taken, for those that take one.
pub(crate) fn body(operation: &str) -> Option<Value> {
    Some(match operation {
        "PUT me" => json!({"name": "Anna", "email": "anna@example.org", "phone": "+49 30 1234"}),
        "POST me/addresses" | "PUT me/addresses/{address}" => json!({
            "label": "Home", "lines": ["Street 1"], "postcode": "10999", "city": "Berlin",
            "country": "DE", "delivery_note": "2nd floor", "default": true,
        }),
        "PUT me/preferences" => json!({
            "language": "de", "diets": ["vegan"], "allergens": ["milk", "nuts"],
            "notifications": {"order_updates": true, "offers": false},
        }),
        "PUT me/favourites" => json!({"items": [
            {"location": "loc_here", "product": "prd_flat-white", "options": ["opt_oat-milk"],
             "note": "extra hot"},
        ]}),
        "POST me/consents" => {
            json!({"document": "terms", "version": "2026-11", "decision": "given"})
        }
        "POST me/claims" => json!({"guest_token": "that of a guest"}),
        // Keys of RFC 8291, section 5, at a port of this machine where nobody listens.
        "PUT me/push-subscriptions" => json!({
            "endpoint": "http://127.0.0.1:9/push", "expirationTime": 1.5,
            "keys": {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                     "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
        }),
        "DELETE me/push-subscriptions" => json!({"endpoint": "http://127.0.0.1:9/push"}),
        "POST staff" => json!({"email": "mo@cafe.example", "role": "manager",
                               "locations": ["loc_here"], "language": "de"}),
        "PUT staff/{member}" => json!({"role": "manager", "locations": ["loc_here"]}),
        _ => return None,
    })
}

/// Somebody who was invited to work here: one of the staff, and of those of whom something is kept.
pub(crate) async fn somebody(app: &TestApp) -> String {
    let idp = app.app.idp.as_ref().expect("people sign in here");
    let here = vec!["loc_here".parse().expect("an id")];
    let invited = idp.invite("ben@cafe.example", Role::Barista, here, Language::En).await;
    invited.expect("an invitation").user
}
