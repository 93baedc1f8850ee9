//! The apps, as the distribution answers for them: addresses, headers, and what an app is told.

use anyhow::{Context, ensure};
use hyper::Method;
use serde_json::json;

use crate::http::{self, Reply};
use crate::sign_in;
use crate::stage::Stage;

/// What has its contents in its name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Every app is there with all that its first page names, at every address that only its script
/// knows, and is told who signs people in; the sign-in sends people back into it. How many files
/// were looked at, or `None` where the site is elsewhere.
///
/// # Errors
/// When a file is missing or is told to be another, or nobody comes back into an app.
pub async fn apps_are_there(stage: &Stage) -> anyhow::Result<Option<usize>> {
    let Some(site) = &stage.outputs.site else { return Ok(None) };
    let host = site.trim_start_matches("https://");
    let read = |path: String| async move {
        let request = http::request(Method::GET, host, &path, &[], "")?;
        http::send(stage.aws.address(), request).await
    };
    let root = read("/".to_owned()).await?;
    ensure!(root.header("location") == Some("/order/"), "/ is answered {}", root.status);
    let mut seen = 0;
    for app in ["order", "counter", "office"] {
        let page = read(format!("/{app}/l/mitte/anything")).await?;
        is(&page, "text/html; charset=utf-8", ASK_AGAIN)?;
        may_stand_in_a_frame_of(&page, "'none'")?;
        let page = page.text();
        let assets = named(&page, &format!("/{app}/assets/"));
        ensure!(!assets.is_empty(), "the first page of {app} names no file: {page}");
        for asset in &assets {
            let file = read(format!("/{app}/assets/{asset}")).await?;
            let script = asset.rsplit_once('.').is_some_and(|(_, end)| end == "js");
            let kind = if script { "text/javascript" } else { "text/css" };
            is(&file, &format!("{kind}; charset=utf-8"), FOR_EVER)?;
        }
        let framed = read(format!("/{app}/silent.html")).await?;
        is(&framed, "text/html; charset=utf-8", ASK_AGAIN)?;
        may_stand_in_a_frame_of(&framed, "'self'")?;
        let gone = read(format!("/{app}/assets/gone.js")).await?;
        ensure!(gone.status.is_client_error(), "a file that is gone is answered {}", gone.status);
        let told = read(format!("/{app}/config.json")).await?;
        is(&told, "application/json", ASK_AGAIN)?;
        let (told, place) = (told.json(), &stage.outputs.sign_in);
        let wanted = (&json!(place.issuer), &json!(place.client_id), &json!(""));
        ensure!(
            (&told["issuer"], &told["client_id"], &told["api"]) == wanted,
            "{app} is told {told}, and not {wanted:?}"
        );
        seen += 3 + assets.len();
    }
    let picture = read("/pictures/espresso.svg".to_owned()).await?;
    ensure!(picture.header("content-type") == Some("image/svg+xml"), "{:?}", picture.headers);
    let (place, back_to) = (&stage.outputs.sign_in, format!("{site}/order/signed-in"));
    let anna = sign_in::on_hosted_page(&stage.aws, place, &back_to, "anna@example.org").await;
    anna.with_context(|| format!("Anna comes back to {back_to}"))?;
    Ok(Some(seen + 1))
}

/// The names after `folder` in the attributes of a page.
fn named(page: &str, folder: &str) -> Vec<String> {
    let quoted = format!("\"{folder}");
    let after = page.split(&quoted).skip(1);
    after.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
}

fn is(file: &Reply, kind: &str, keep: &str) -> anyhow::Result<()> {
    let told = (file.header("content-type"), file.header("cache-control"));
    ensure!(told == (Some(kind), Some(keep)), "{}: {told:?}, not {kind}, {keep}", file.status);
    Ok(())
}

fn may_stand_in_a_frame_of(page: &Reply, whose: &str) -> anyhow::Result<()> {
    let policy = page.header("content-security-policy").unwrap_or_default();
    let wanted = format!("frame-ancestors {whose};");
    ensure!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    ensure!(policy.contains(&wanted), "{policy} has no {wanted}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_files_in_quotation_marks() {
        let page = r#"<link href="/order/icon.svg"><script src="/order/assets/a-1.js"></script>
            <link rel="stylesheet" href="/order/assets/b-2.css">"#;
        assert_eq!(named(page, "/order/assets/"), ["a-1.js", "b-2.css"]);
    }
}
