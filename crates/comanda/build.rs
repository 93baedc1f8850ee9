//! Has a release built anew when an app was: its files are embedded, and a file that is new is
//! nothing that the compiler looks for. While the apps are worked on they are read from disk.
#![expect(clippy::disallowed_methods, reason = "Cargo tells a build script by the environment")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        for app in ["order", "counter", "office"] {
            println!("cargo::rerun-if-changed=../../web/apps/{app}/dist");
        }
        println!("cargo::rerun-if-changed=../../web/pictures");
    }
}
