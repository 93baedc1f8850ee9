//! The command line: what can be asked of the program, and how it says that something is wrong.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use kernel::{LocationId, Role};

use crate::commands::{self, ClientCommand, UserCommand, WorkflowCommand};
use crate::config::{self, Config, Sources};

#[derive(Debug, Parser)]
#[command(
    name = "comanda",
    version,
    about = "Online ordering for a café or bakery, in one program.",
    after_help = "Start with: comanda serve --demo"
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command; each stands for a key of the configuration.
#[derive(Debug, Args)]
struct Common {
    /// The configuration file [default: comanda.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder for the signing key and, with SQLite, the records
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<String>,
    /// Where records are: memory, sqlite:FILE or `postgres://USER:PASSWORD@HOST/DATABASE`
    #[arg(
        long,
        global = true,
        value_name = "URL",
        help = "Where records are: memory, sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE"
    )]
    store: Option<String>,
    /// error, warn, info, debug or trace, or a filter such as info,orders=debug
    #[arg(long, global = true, value_name = "LEVEL")]
    log: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests, and work on messages
    Serve(ServeArgs),
    /// Only work on messages, beside servers on the same PostgreSQL
    Work,
    /// Bring the database up to this version, and say what it is
    Migrate,
    /// Read menus from files and write them to files
    #[command(subcommand)]
    Menu(MenuCommand),
    /// Invite people, and say what they may do
    #[command(subcommand)]
    User(UserCommand),
    /// Register programs that people sign in to
    #[command(subcommand)]
    Client(ClientCommand),
    /// Look after the queues
    #[command(subcommand)]
    Queue(QueueCommand),
    /// Try workflow definitions out, and look after their executions
    #[command(subcommand)]
    Workflow(WorkflowCommand),
    /// Make a signing key that is kept elsewhere than in a file
    #[command(subcommand)]
    Key(KeyCommand),
    /// Make a token with this instance's own key
    Token(TokenArgs),
    /// Say what is wrong with the configuration, and how to mend it
    Check,
    /// Write the generated contracts: OpenAPI, wiring, configuration schema
    #[command(hide = true)]
    Contracts {
        /// The folder to write to
        #[arg(long, default_value = "contracts")]
        out: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// How to serve.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Bring along a demo café and a demo bakery
    #[arg(long)]
    pub(crate) demo: bool,
    /// What this process does
    #[arg(long, value_delimiter = ',', default_value = "api,work", value_name = "ROLES")]
    pub(crate) roles: Vec<ServerRole>,
}

/// A part of what a server does; replicas may share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ServerRole {
    /// Answer requests
    Api,
    /// Work on messages
    Work,
}

/// What can be done with menus.
#[derive(Debug, Subcommand)]
pub(crate) enum MenuCommand {
    /// Bring a location and its menu up to a file; repeating it changes nothing
    Import {
        /// A TOML file of a whole location, or a CSV file of products
        file: PathBuf,
        /// The location, for a CSV file
        #[arg(long)]
        location: Option<LocationId>,
    },
    /// Write a location and its menu to a file
    Export {
        /// Ends in .toml for the whole location, in .csv for its products; - for TOML on standard
        /// output
        file: PathBuf,
        /// The location
        #[arg(long)]
        location: LocationId,
    },
}

/// What can be done with queues.
#[derive(Debug, Subcommand)]
pub(crate) enum QueueCommand {
    /// Say how many messages each queue has
    List,
    /// Show messages without taking them
    Peek {
        /// The queue
        queue: String,
        /// Show dead letters instead
        #[arg(long)]
        dead: bool,
        /// How many at most
        #[arg(long, default_value_t = 10)]
        limit: usize,
    },
    /// Put dead letters back into their queue
    Redrive {
        /// The queue
        queue: String,
    },
    /// Throw messages away for ever
    Purge {
        /// The queue
        queue: String,
        /// Throw away dead letters instead
        #[arg(long)]
        dead: bool,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
}

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Print a new signing key in base64, to be kept in Secrets Manager or encrypted by KMS; see
    /// `identity.key_file`
    Generate,
}

/// Whose token to make.
#[derive(Debug, Args)]
pub(crate) struct TokenArgs {
    /// The role it holds
    #[arg(long, default_value = "customer")]
    pub(crate) role: Role,
    /// Where it holds, for baristas and managers; may be given several times
    #[arg(long = "location", value_name = "LOCATION")]
    pub(crate) locations: Vec<LocationId>,
    /// Whom it is about [default: the role]
    #[arg(long, value_name = "WHO")]
    pub(crate) subject: Option<String>,
    /// How long it is valid, in hours
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u64).range(1..=8760))]
    pub(crate) hours: u64,
}

impl Cli {
    fn sources(&self) -> Sources {
        let listen =
            if let Command::Serve(args) = &self.command { args.listen.clone() } else { None };
        let common = &self.common;
        let flags = [
            ("data", common.data.clone()),
            ("store.url", common.store.clone()),
            ("log.level", common.log.clone()),
            ("server.listen", listen),
        ];
        let set = flags.into_iter().filter_map(|(key, value)| Some((key, value?)));
        let mut sources = Sources::of_process();
        sources.file.clone_from(&common.config);
        sources.flags = set.collect();
        sources
    }
}

/// Runs the program: reads the command line, does it, and says what went wrong.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            commands::complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    let sources = cli.sources();
    // These need no configuration, or look at it themselves.
    match &cli.command {
        Command::Completions { shell } => {
            commands::completions(*shell, &mut <Cli as clap::CommandFactory>::command());
            return Ok(ExitCode::SUCCESS);
        }
        Command::Key(command) => {
            commands::key(command);
            return Ok(ExitCode::SUCCESS);
        }
        Command::Check => return commands::run(commands::check(&sources)),
        Command::Contracts { out } => {
            return commands::run(commands::contracts(out)).map(|()| ExitCode::SUCCESS);
        }
        _ => {}
    }
    if let Command::Workflow(command) = cli.command {
        return commands::workflow(&sources, command);
    }
    let config: Config = config::load(&sources)?;
    let done = match cli.command {
        Command::Serve(args) => commands::run(commands::serve(&config, &args)),
        Command::Work => commands::run(commands::work(&config)),
        Command::Migrate => commands::run(commands::migrate(&config)),
        Command::Menu(command) => commands::run(commands::menu(&config, command)),
        Command::User(command) => commands::run(commands::user(&config, command)),
        Command::Client(command) => commands::run(commands::client(&config, command)),
        Command::Queue(command) => commands::run(commands::queue(&config, command)),
        Command::Token(args) => commands::run(commands::token(&config, args)),
        Command::Check
        | Command::Contracts { .. }
        | Command::Completions { .. }
        | Command::Key(_)
        | Command::Workflow(_) => Ok(()),
    };
    done.map(|()| ExitCode::SUCCESS)
}
