//! The apps in the bucket of the site, as the distribution finds them. A stand-in runs no
//! distribution, so what stands before the bucket is tried elsewhere (infra/terraform/tests).

use anyhow::{Context, ensure};
use hyper::Method;
use serde_json::json;

use crate::http::Reply;
use crate::sign_in;
use crate::stage::Stage;

/// What has its contents in its name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Every app is there with all its first page names, and is told who signs people in; the sign-in
/// sends people back into it. How many files were looked at, or `None` where the site is elsewhere.
///
/// # Errors
/// When a file is missing or is told to be another, or nobody comes back into an app.
pub async fn apps_are_there(stage: &Stage) -> anyhow::Result<Option<usize>> {
    let (Some(site), Some(bucket)) = (&stage.outputs.site, &stage.outputs.site_bucket) else {
        return Ok(None);
    };
    let read = |key: String| async move {
        let path = format!("/{bucket}/{key}");
        stage.aws.rest("s3", Method::GET, &path, "").await.context(path)
    };
    let mut seen = 0;
    for app in ["order", "counter", "office"] {
        let page = read(format!("{app}/index.html")).await?;
        is(&page, "text/html; charset=utf-8", "no-cache")?;
        let page = page.text();
        let assets = named(&page, &format!("/{app}/assets/"));
        ensure!(!assets.is_empty(), "the first page of {app} names no file: {page}");
        for asset in &assets {
            let file = read(format!("{app}/assets/{asset}")).await?;
            let script = asset.rsplit_once('.').is_some_and(|(_, end)| end == "js");
            let kind =
                if script { "text/javascript; charset=utf-8" } else { "text/css; charset=utf-8" };
            is(&file, kind, FOR_EVER)?;
        }
        let told = read(format!("{app}/config.json")).await?;
        is(&told, "application/json", "no-cache")?;
        let (told, place) = (told.json(), &stage.outputs.sign_in);
        let wanted = (&json!(place.issuer), &json!(place.client_id), &json!(""));
        ensure!(
            (&told["issuer"], &told["client_id"], &told["api"]) == wanted,
            "{app} is told {told}, and not {wanted:?}"
        );
        seen += 2 + assets.len();
    }
    let picture = read("pictures/espresso.svg".to_owned()).await?;
    ensure!(picture.header("content-type") == Some("image/svg+xml"), "{:?}", picture.headers);
    let back_to = format!("{site}/order/signed-in");
    let place = &stage.outputs.sign_in;
    sign_in::on_hosted_page(&stage.aws, place, &back_to, "anna@example.org")
        .await
        .context(back_to)?;
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
    ensure!(told == (Some(kind), Some(keep)), "{told:?} is not {kind}, {keep}");
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
