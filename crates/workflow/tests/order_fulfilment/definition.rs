//! The definition itself: it is accepted, and keeps to what the contract of its tasks asks for.

use serde_json::{Map, Value};
use workflow::asl::{self, Definition};

/// The file.
pub(crate) const TEXT: &str = include_str!("../../../orders/workflows/order-fulfilment.asl.json");

/// What the reader makes of it.
pub(crate) fn definition() -> Definition {
    asl::read(TEXT).unwrap_or_else(|flaws| panic!("refused: {flaws:#?}"))
}

/// Once it is ready there is no way back: these are tried until they are done, like the way out.
pub(crate) const AFTER_READY: [&str; 4] =
    ["FreeCapacity", "LetMoneyGo", "MarkNoShow", "UseUpStock"];
/// The way out: these are tried until they are done.
pub(crate) const WAY_OUT: [&str; 6] = [
    "Close",
    "VoidPayment",
    "ReleaseStock",
    "ReleaseCapacity",
    "ReturnQrToken",
    "TellCustomerItIsOff",
];

fn states() -> Map<String, Value> {
    let whole: Value = serde_json::from_str(TEXT).expect("JSON");
    whole["States"].as_object().expect("states").clone()
}

fn tasks() -> Map<String, Value> {
    states().into_iter().filter(|(_, state)| state["Type"] == "Task").collect()
}

fn is_settling(name: &str) -> bool {
    AFTER_READY.contains(&name) || WAY_OUT.contains(&name)
}

#[test]
fn it_is_accepted_and_every_state_says_what_it_does() {
    let definition = definition();
    for (name, state) in &definition.states.states {
        let comment = state.comment.as_deref().unwrap_or_default();
        assert!(comment.ends_with(['.', '?']) && comment.len() < 110, "{name}: {comment:?}");
        assert!(name.chars().all(|c| c.is_ascii_alphabetic()), "{name}");
    }
}

#[test]
fn every_task_has_a_limit_and_tries_again_what_may_pass() {
    for (name, state) in tasks() {
        assert!(state.get("TimeoutSeconds").is_some(), "{name} may take for ever");
        let retry = &state["Retry"][0];
        let errors = retry["ErrorEquals"].as_array().expect("errors");
        assert_eq!(retry["JitterStrategy"], "FULL", "{name}");
        if is_settling(&name) {
            assert_eq!(errors, &["States.ALL"], "{name}");
            assert_eq!(
                (&retry["MaxAttempts"], &retry["MaxDelaySeconds"]),
                (&20.into(), &60.into())
            );
        } else {
            assert!(errors.contains(&"service.unavailable".into()), "{name}");
            assert_eq!((&retry["MaxAttempts"], &retry["MaxDelaySeconds"]), (&8.into(), &30.into()));
        }
    }
}

#[test]
fn an_error_on_the_way_leads_to_the_way_out_and_a_lost_message_stops_nothing() {
    for (name, state) in tasks() {
        let catch = state["Catch"].as_array().and_then(|list| list.last().cloned());
        if is_settling(&name) {
            assert_eq!(catch, None, "{name} is left for somebody to take up again");
            continue;
        }
        let catch = catch.unwrap_or_else(|| panic!("{name} catches nothing"));
        assert_eq!(catch["ErrorEquals"][0], "States.ALL", "{name}");
        let next = match name.as_str() {
            "CapturePayment" => "TellStaffNotCaptured",
            name if name.starts_with("Tell") => state["Next"].as_str().expect("a state"),
            _ => "NoteWhatWentWrong",
        };
        assert_eq!(catch["Next"], next, "{name}");
    }
}

/// Stock is put aside in the sequence of orders; a mail that is not taken keeps nobody waiting.
#[test]
fn stock_is_asked_for_in_sequence_at_a_location_and_people_are_told_order_by_order() {
    let mut queues = Vec::new();
    for (name, state) in tasks() {
        let Some(queue) = state["Arguments"]["QueueUrl"].as_str() else { continue };
        let group = if queue == "${products_queue}" { "$location" } else { "$order" };
        assert_eq!(state["Arguments"]["MessageGroupId"], format!("{{% {group} %}}"), "{name}");
        queues.push(queue.to_owned());
    }
    for queue in ["${products_queue}", "${notify_queue}"] {
        assert!(queues.iter().any(|known| known == queue), "{queue}");
    }
}

#[test]
fn a_token_is_only_given_to_a_task_that_answers_by_it() {
    for (name, state) in states() {
        let waits = state["Resource"]
            .as_str()
            .is_some_and(|resource| resource.ends_with("waitForTaskToken"));
        assert_eq!(state.to_string().contains("$states.context.Task.Token"), waits, "{name}");
    }
}

/// On AWS one function performs all of these, and its input says which is asked for.
#[test]
fn every_function_is_told_by_which_name_it_is_called() {
    let mut called = 0;
    for (name, state) in tasks() {
        let given = &state["Arguments"];
        let (function, input) = match given.get("FunctionName") {
            Some(function) => (function, &given["Payload"]),
            None => (&state["Resource"], given),
        };
        let Some(function) = function.as_str().and_then(|text| text.strip_prefix("${")) else {
            continue;
        };
        assert_eq!(format!("{}}}", input["task"].as_str().unwrap_or_default()), function, "{name}");
        called += 1;
    }
    assert_eq!(called, 21);
}

/// `templatefile` of Terraform takes the file as it is: `${` and `%{` begin what it fills in.
#[test]
fn nothing_looks_like_a_placeholder_that_is_none() {
    assert_eq!(TEXT.matches("%{").count(), 0, "Terraform would read a directive");
    for rest in TEXT.split("${").skip(1) {
        let (name, _) = rest.split_once('}').expect("a placeholder ends");
        let is_plain = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(name.chars().all(is_plain), "Terraform could not fill in ${{{name}}}");
    }
}

/// As Terraform fills it in: one function, and the addresses of two queues.
fn filled_in() -> String {
    let function = "arn:aws:lambda:eu-central-1:123456789012:function:comanda-prod-tasks";
    let queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/comanda-prod-";
    let mut filled = String::new();
    for (place, part) in TEXT.split("${").enumerate() {
        let Some((name, rest)) = part.split_once('}').filter(|_| place > 0) else {
            filled.push_str(part);
            continue;
        };
        match name.strip_suffix("_queue") {
            Some(name) => filled.extend([queue, name, ".fifo"]),
            None => filled.push_str(function),
        }
        filled.push_str(rest);
    }
    filled
}

#[test]
fn filled_in_for_aws_it_is_still_accepted() {
    let whole = filled_in();
    asl::read(&whole).unwrap_or_else(|flaws| panic!("refused: {flaws:#?}"));
    assert_eq!(whole.matches(":function:comanda-prod-tasks\"").count(), 21);
    assert_eq!(whole.matches("/comanda-prod-products.fifo\"").count(), 3);
    assert_eq!(whole.matches("/comanda-prod-notify.fifo\"").count(), 8);
}

#[test]
fn every_variable_is_there_from_the_first_state_on() {
    let states = states();
    let first = states["TakeSlip"]["Assign"].as_object().expect("variables").clone();
    let mut others = Vec::new();
    for state in states.values() {
        let lists = ["Choices", "Catch"].into_iter().filter_map(|list| state[list].as_array());
        let nested = lists.flatten().filter_map(|item| item.get("Assign"));
        others.extend(nested.chain(state.get("Assign")).cloned());
    }
    for name in others.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        assert!(first.contains_key(name), "{name} may be read before it is set");
    }
}
