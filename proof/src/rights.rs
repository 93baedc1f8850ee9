//! What roles may not do, tried with their own credentials (infra/forbidden.toml).

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::aws::{Caller, Refusal, tags};
use crate::outputs::{Function, Outputs};

/// The list.
#[derive(Debug, Deserialize)]
struct List {
    forbidden: Vec<Forbidden>,
}

/// A call that must be refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Forbidden {
    /// The roles that are refused, or …
    by: Option<Vec<String>>,
    /// … those that are not; all others are.
    never_by: Option<Vec<String>>,
    service: String,
    action: String,
    with: toml::Value,
    why: String,
}

impl Forbidden {
    fn is_for(&self, role: &str) -> bool {
        let listed = |roles: &Option<Vec<String>>| {
            roles.as_ref().map(|roles| roles.iter().any(|listed| listed == role))
        };
        listed(&self.by).unwrap_or_else(|| listed(&self.never_by) == Some(false))
    }
}

/// Tries every forbidden call with the credentials of every role it is forbidden to; gives how many
/// were refused.
///
/// # Errors
/// When one was not, or was refused for another reason than rights.
pub async fn forbidden_calls_are_denied(
    owner: &Caller,
    outputs: &Outputs,
    list: &Path,
) -> anyhow::Result<usize> {
    let list = std::fs::read_to_string(list).with_context(|| list.display().to_string())?;
    let list: List = toml::from_str(&list)?;
    let names = names(outputs)?;
    let mut denied = 0;
    for (role, function) in &outputs.functions {
        let caller = as_role(owner, function).await.with_context(|| format!("role {role}"))?;
        is_known_as(&caller, function).await?;
        for call in list.forbidden.iter().filter(|call| call.is_for(role)) {
            let with = fill_in(serde_json::to_value(&call.with)?, &names)?;
            let what = format!("{role} calling {}:{} ({})", call.service, call.action, call.why);
            let Err(error) = caller.call(&call.service, &call.action, with).await else {
                bail!("{what} was let through");
            };
            let refusal = Refusal::within(&error).filter(|refusal| refusal.is_denied());
            ensure!(refusal.is_some(), "{what} was answered with {error:#}");
            denied += 1;
        }
    }
    Ok(denied)
}

/// A refusal proves something only if these are the credentials of the role. That the role may do
/// what it must was seen before, when orders were collected.
async fn is_known_as(caller: &Caller, function: &Function) -> anyhow::Result<()> {
    let identity = caller.call("sts", "GetCallerIdentity", json!({})).await?;
    let arn = tags(identity.as_str().unwrap_or_default(), "Arn");
    let role = format!(":assumed-role/{}/", function.role_name()?);
    ensure!(arn.iter().any(|arn| arn.contains(&role)), "{role} is known as {identity}");
    Ok(())
}

/// Takes on the role of a function. The owner lets itself in first; a function's role lets in
/// nobody but Lambda.
async fn as_role(owner: &Caller, function: &Function) -> anyhow::Result<Caller> {
    let role = function.role_name()?;
    let trust = json!({ "Version": "2012-10-17", "Statement": [
        {
            "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": { "Service": "lambda.amazonaws.com" },
        },
        { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "*" } },
    ] });
    let update = json!({ "RoleName": role, "PolicyDocument": trust.to_string() });
    owner.call("iam", "UpdateAssumeRolePolicy", update).await?;
    let assume = json!({ "RoleArn": function.role_arn, "RoleSessionName": "proof" });
    let session = owner.call("sts", "AssumeRole", assume).await?;
    let part = |tag: &str| {
        let part = tags(session.as_str().unwrap_or_default(), tag).into_iter().next();
        part.with_context(|| format!("no {tag} in {session}"))
    };
    Ok(owner.with(&part("AccessKeyId")?, &part("SecretAccessKey")?, &part("SessionToken")?))
}

/// What stands for what in the list.
fn names(outputs: &Outputs) -> anyhow::Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::from([
        ("prefix".to_owned(), outputs.prefix()?.to_owned()),
        ("machine".to_owned(), outputs.state_machine_arn.clone()),
        ("user-pool".to_owned(), outputs.sign_in.user_pool_id.clone()),
    ]);
    names.extend(outputs.topics.iter().map(|(name, arn)| (name.clone(), arn.clone())));
    for (name, queue) in &outputs.queues {
        names.insert(format!("queue-{name}"), queue.url.clone());
        names.insert(format!("queue-{name}-dead"), queue.dead.url.clone());
    }
    Ok(names)
}

fn fill_in(value: Value, names: &BTreeMap<String, String>) -> anyhow::Result<Value> {
    Ok(match value {
        Value::Object(map) => {
            let fields = map.into_iter();
            let filled =
                fields.map(|(key, value)| Ok((filled(&key, names)?, fill_in(value, names)?)));
            Value::Object(filled.collect::<anyhow::Result<_>>()?)
        }
        Value::String(text) => Value::String(filled(&text, names)?),
        other => other,
    })
}

fn filled(text: &str, names: &BTreeMap<String, String>) -> anyhow::Result<String> {
    let mut pieces = text.split("${");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) =
            piece.split_once('}').with_context(|| format!("{text} does not close"))?;
        let value = names.get(name).with_context(|| format!("nothing is called {name}"))?;
        filled.push_str(value);
        filled.push_str(rest);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(text: &str) -> Forbidden {
        let rest = "service = 'sns'\naction = 'Publish'\nwith = {}\nwhy = 'so'";
        toml::from_str(&format!("{text}\n{rest}")).expect("a call")
    }

    #[test]
    fn what_is_never_done_by_some_is_forbidden_to_all_others() {
        let never = call("never-by = ['relay']");
        assert!(never.is_for("api") && !never.is_for("relay"));
        let by = call("by = ['relay']");
        assert!(!by.is_for("api") && by.is_for("relay"));
    }

    #[test]
    fn names_are_filled_in_and_an_unknown_one_is_told() {
        let names = BTreeMap::from([("prefix".to_owned(), "p".to_owned())]);
        let value =
            fill_in(json!({ "a": ["x"], "${prefix}-b": "${prefix}-t" }), &names).expect("known");
        assert_eq!(value, json!({ "a": ["x"], "p-b": "p-t" }));
        let error = filled("${other}", &names).expect_err("unknown").to_string();
        assert!(error.contains("other"), "{error}");
    }

    #[test]
    fn the_list_of_this_project_can_be_read() {
        let list: List =
            toml::from_str(include_str!("../../infra/forbidden.toml")).expect("a list");
        assert!(list.forbidden.iter().all(|call| call.by.is_some() != call.never_by.is_some()));
    }
}
