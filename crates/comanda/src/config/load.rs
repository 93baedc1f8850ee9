//! Reading the configuration from its sources, and saying what is wrong with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use toml::{Table, Value};

use super::Config;

/// The file looked for when none is named.
const DEFAULT_FILE: &str = "comanda.toml";
/// What the names of our environment variables begin with: `COMANDA_SERVER__LISTEN`.
const PREFIX: &str = "COMANDA_";

/// Where the configuration comes from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file; without it `comanda.toml`, if there is one.
    pub file: Option<PathBuf>,
    /// The environment: names and values.
    pub environment: BTreeMap<String, String>,
    /// Keys set on the command line, such as `server.listen`, and their values.
    pub flags: Vec<(&'static str, String)>,
}

impl Sources {
    /// The process's own environment, and nothing else yet.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn of_process() -> Self {
        let environment = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX)).collect();
        Self { environment, ..Self::default() }
    }
}

/// Reads the configuration.
///
/// # Errors
/// A sentence for each source that cannot be read and for the first key that is unknown or has a
/// value it cannot have; or everything that does not go together.
pub fn load(sources: &Sources) -> anyhow::Result<Config> {
    let mut table = match &sources.file {
        Some(file) => read(file)?,
        None if Path::new(DEFAULT_FILE).exists() => read(Path::new(DEFAULT_FILE))?,
        None => Table::new(),
    };
    let known = Table::try_from(Config::default()).context("the defaults are plain data")?;
    for (name, value) in &sources.environment {
        // COMANDA_TEST_POSTGRES and the like belong to the project's own tests.
        let Some(rest) = name.strip_prefix(PREFIX).filter(|rest| !rest.starts_with("TEST_")) else {
            continue;
        };
        let key = rest.to_lowercase().replace("__", ".");
        let key =
            check_key(&known, &key).with_context(|| format!("environment variable {name}"))?;
        set(&mut table, &known, &key, value)
            .with_context(|| format!("environment variable {name}"))?;
    }
    for (key, value) in &sources.flags {
        set(&mut table, &known, key, value)?;
    }
    let config: Config = table
        .try_into()
        .map_err(|error: toml::de::Error| anyhow::anyhow!("{}", error.message()))?;
    let flaws = config.flaws();
    if !flaws.is_empty() {
        bail!("{}", flaws.join("\n  and: "));
    }
    Ok(config)
}

fn read(file: &Path) -> anyhow::Result<Table> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the configuration file {shown} cannot be read"))?;
    let table: Table =
        text.parse().with_context(|| format!("the configuration file {shown} is not TOML"))?;
    let known = Table::try_from(Config::default()).context("the defaults are plain data")?;
    check_table(&known, &table, "").with_context(|| format!("the configuration file {shown}"))?;
    // Values of the wrong kind are said with line and column, which only the text has.
    toml::from_str::<Config>(&text)
        .with_context(|| format!("the configuration file {shown} has a value it cannot have"))?;
    Ok(table)
}

fn check_table(known: &Table, given: &Table, path: &str) -> anyhow::Result<()> {
    for (name, value) in given {
        let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match (known.get(name), value) {
            (Some(Value::Table(known)), Value::Table(given)) => check_table(known, given, &key)?,
            (Some(_), _) => {}
            (None, _) => return unknown(known, &key, name),
        }
    }
    Ok(())
}

/// The key itself, if it is known.
fn check_key(known: &Table, key: &str) -> anyhow::Result<String> {
    let mut table = known;
    let mut parts = key.split('.').peekable();
    while let Some(part) = parts.next() {
        match (table.get(part), parts.peek()) {
            (Some(Value::Table(inner)), Some(_)) => table = inner,
            (Some(Value::Table(_)), None) => bail!("{key} is a group of keys, not a key"),
            (Some(_), None) => {}
            _ => unknown(table, key, part)?,
        }
    }
    Ok(key.to_owned())
}

fn unknown(known: &Table, key: &str, name: &str) -> anyhow::Result<()> {
    let near = known
        .keys()
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    if let Some(near) = near.filter(|near| strsim::jaro_winkler(near, name) > 0.7) {
        let near = format!("{}{near}", &key[..key.len() - name.len()]);
        bail!("there is no key {key}; did you mean {near}?")
    }
    let names: Vec<&str> = known.keys().map(String::as_str).collect();
    bail!("there is no key {key}; known here are {}", names.join(", "))
}

/// Sets a key from text, read as what its default is: a number stays a number, and a list is parted
/// at its commas.
fn set(table: &mut Table, known: &Table, key: &str, text: &str) -> anyhow::Result<()> {
    let mut parts: Vec<&str> = key.split('.').collect();
    let name = parts.pop().context("a key has a name")?;
    let (mut table, mut known) = (table, known);
    for part in parts {
        let inner = table.entry(part).or_insert_with(|| Value::Table(Table::new()));
        table = inner.as_table_mut().with_context(|| format!("{part} is a group of keys"))?;
        known = known.get(part).and_then(Value::as_table).context("checked before")?;
    }
    let value = match known.get(name) {
        Some(Value::Integer(_)) => Value::Integer(
            text.parse().with_context(|| format!("{key} is a number, not \"{text}\""))?,
        ),
        Some(Value::Boolean(_)) => Value::Boolean(
            text.parse().with_context(|| format!("{key} is true or false, not \"{text}\""))?,
        ),
        Some(Value::Array(_)) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        _ => Value::String(text.to_owned()),
    };
    table.insert(name.to_owned(), value);
    Ok(())
}
