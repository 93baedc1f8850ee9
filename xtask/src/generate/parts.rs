//! What is generated where.

use anyhow::Result;

use super::sections::Section;
use super::{costs, diagram, refusals, rights, routes, sheet, stack};

const STACK: &str = "infra/cloudformation/serverless-espresso";

/// Makes what stands in a generated part.
type Make = fn() -> Result<String>;

/// Every generated part of a file, in the order they are written.
pub(super) fn parts() -> Vec<Section> {
    let parts: [(&str, &str, Make); 11] = [
        ("api.yaml", "deployment", routes::deployment),
        ("api.yaml", "operations", routes::operations),
        ("api.yaml", "refusals", || Ok(refusals::responses())),
        ("messages.yaml", "addresses", stack::queue_urls),
        ("messages.yaml", "queues", stack::queues),
        ("records.yaml", "tables", stack::tables),
        ("roles.yaml", "arns", rights::role_arns),
        ("roles.yaml", "everybody", rights::everybody),
        ("roles.yaml", "roles", rights::roles),
        ("template.yaml", "tasks", stack::tasks),
        ("watch.yaml", "alarms", rights::alarms),
    ];
    let mut sections: Vec<Section> = parts
        .into_iter()
        .map(|(file, name, make)| Section {
            file: format!("{STACK}/{file}"),
            name: name.to_owned(),
            make: Box::new(make),
        })
        .collect();
    sections.extend(rights::SETS.map(|set| Section {
        file: format!("{STACK}/roles.yaml"),
        name: format!("who may {set}"),
        make: Box::new(move || rights::who_may(set)),
    }));
    for blueprint in costs::BLUEPRINTS {
        let folder = format!("infra/terraform/blueprints/{blueprint}");
        let readme = format!("{folder}/README.md");
        sections.push(Section {
            file: readme.clone(),
            name: "diagram".to_owned(),
            make: Box::new(move || diagram::of(&folder)),
        });
        sections.push(Section {
            file: readme,
            name: "costs".to_owned(),
            make: Box::new(move || sheet::bill_of(blueprint)),
        });
        sections.push(Section {
            file: format!("infra/terraform/blueprints/{blueprint}/costs.md"),
            name: "arithmetic".to_owned(),
            make: Box::new(move || sheet::arithmetic_of(blueprint)),
        });
    }
    sections
}
