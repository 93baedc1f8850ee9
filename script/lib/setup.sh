# shellcheck shell=sh
# What script/run and script/test share: finds what is needed, installs what it may, and otherwise
# says exactly what to type. Asks nothing, so it works with standard input closed.

cd "$(dirname "$0")/.." || exit 1
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

say() {
    printf '%s\n' "$*"
}

# fail SENTENCE [COMMAND]: stops, and shows the command that helps.
fail() {
    printf '\n%s\n' "$1" >&2
    [ $# -lt 2 ] || printf '\n    %s\n\n' "$2" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# Runs a command as root, if that needs no password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }
}

# install_packages WHY PACKAGE...: with apt-get, where there is one and we may.
install_packages() {
    why=$1
    shift
    has apt-get || fail "$why, and this system has no apt-get. Install what Debian calls: $*"
    may_be_root || fail "$why. Install it, then start again:" "sudo apt-get install -y $*"
    say "$why: installing $*"
    {
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
                --no-install-recommends "$@"
    } </dev/null || fail "apt-get failed. Install by hand, then start again: $*"
}

# The C compiler builds SQLite and the cryptography. `cc` alone is not enough: it needs headers.
need_compiler() {
    if ! has cc || ! printf '#include <stdio.h>\n' | cc -E - >/dev/null 2>&1; then
        install_packages "A C compiler is needed" gcc libc6-dev make
    fi
}

# newer_or_same HAVE WANTED: compares versions such as 1.95.0 and 1.95.
newer_or_same() {
    have_major=${1%%.*} have_rest=${1#*.}
    want_major=${2%%.*} want_rest=${2#*.}
    have_minor=${have_rest%%.*} want_minor=${want_rest%%.*}
    [ "$have_major" -gt "$want_major" ] ||
        { [ "$have_major" = "$want_major" ] && [ "$have_minor" -ge "$want_minor" ]; }
}

# Rust comes through rustup. Which toolchain is downloaded onto a machine is its owner's decision.
need_rust() {
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    rustup_line="curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
    if ! has cargo; then
        has curl || install_packages "curl is needed to get Rust" curl ca-certificates
        fail "Rust $wanted or newer is needed. This installs it, then start again:" "$rustup_line"
    fi
    found=$(cargo --version 2>/dev/null | sed 's/^cargo \([0-9.]*\).*/\1/')
    if ! newer_or_same "${found:-0.0}" "$wanted"; then
        sentence="Rust $wanted or newer is needed, and cargo is ${found:-not working}."
        if has rustup; then
            fail "$sentence This updates it:" "rustup update stable && rustup default stable"
        fi
        fail "$sentence This installs a newer one beside it:" "$rustup_line"
    fi
}

# Formatter and linter; rustup's minimal profile leaves them out.
need_rust_tools() {
    if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then
        return
    fi
    has rustup || fail "rustfmt and clippy are needed. On Debian:" "apt-get install rustfmt rust-clippy"
    say "Adding rustfmt and clippy"
    rustup component add rustfmt clippy </dev/null || fail "rustup could not add rustfmt and clippy."
}

need_nextest() {
    cargo nextest --version >/dev/null 2>&1 && return
    say "Building cargo-nextest, which runs the tests. Once; it takes some minutes."
    cargo install cargo-nextest --locked </dev/null ||
        fail "cargo-nextest did not build; see above. There are ready-made ones at https://nexte.st"
}

# A server of its own is started for each run; one that is already running is left alone.
need_postgres() {
    for initdb in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] && return
    done
    has initdb || install_packages "PostgreSQL is needed for the tests" postgresql
}

# Where programs of ours are kept that no package manager brings; the next checkout finds them, too.
tools="${XDG_CACHE_HOME:-$HOME/.cache}/comanda/tools"

# need_python_tool NAME WHAT: a virtual environment of its own, with what script/lib/NAME.txt pins.
# The list is laid beside it when all of it is installed: another list, and it is made anew.
need_python_tool() {
    cmp -s "script/lib/$1.txt" "$tools/$1/installed.txt" && return
    if ! has python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        install_packages "Python 3 is needed for $2" python3 python3-venv
    fi
    say "Installing $1, $2, into $tools/$1. Once; it takes a minute or two."
    rm -rf -- "${tools:?}/$1"
    {
        python3 -m venv "$tools/$1" &&
            "$tools/$1/bin/pip" install --quiet --disable-pip-version-check --requirement "script/lib/$1.txt"
    } </dev/null || fail "$1 could not be installed; see above. It comes from PyPI: is that in reach?" \
        "$tools/$1/bin/pip install --requirement script/lib/$1.txt"
    cp "script/lib/$1.txt" "$tools/$1/installed.txt"
}

# The tests of everything that speaks to AWS run against it; no account is ever used.
need_stand_ins() {
    need_python_tool ministack "which stands in for AWS"
}

# What looks at infrastructure. Terraform itself is no package of Debian: `cargo xtask ci infra` says where it is.
need_infra_linters() {
    need_python_tool checkov "which looks for what is insecure in infrastructure"
    need_python_tool cfn-lint "which looks for what is wrong in CloudFormation"
}

# The apps are built with it, and clients that others wrote run in it. Debian's Node is often too old,
# and which newer one comes onto a machine is its owner's decision.
need_node() {
    found=$(node --version 2>/dev/null | sed 's/^v//')
    if ! newer_or_same "${found:-0.0}" 20.19 || ! has npm; then
        fail "Node.js 20.19 or newer is needed, with npm, and node is ${found:-not there}. Install it, then start again:" \
            "https://nodejs.org/en/download"
    fi
}

need_browser() {
    has chromium || has chromium-browser || has google-chrome ||
        install_packages "A browser is needed to try the sign-in pages" chromium
}

# need_node_packages FOLDER: what its package-lock.json pins, laid beside what was installed.
need_node_packages() {
    cmp -s "$1/package-lock.json" "$1/node_modules/installed.json" && return
    say "Installing the packages of $1"
    npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund </dev/null ||
        fail "They could not be installed; see above. They come from npm's registry: is that in reach?" \
            "npm ci --prefix $1"
    cp "$1/package-lock.json" "$1/node_modules/installed.json"
}

need_clients() {
    need_node
    need_browser
    need_node_packages web
    need_python_tool authlib "which signs in as a client in Python"
}
