//! `comanda menu`: a file in, the same file out.

use crate::program::Program;

const CAFE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/cafe.toml");

#[test]
fn importing_a_file_twice_changes_nothing_the_second_time() {
    let program = Program::new();
    program.run(["menu", "import", CAFE]).succeeded().says("Made loc_demo-cafe with ");
    program.run(["menu", "import", CAFE]).succeeded().says("nothing was changed");
    let dearer = std::fs::read_to_string(CAFE).expect("the demo").replace("\"3.90\"", "\"4.10\"");
    program.write("dearer.toml", dearer);
    program.run(["menu", "import", "dearer.toml"]).succeeded().says("Changed loc_demo-cafe");
    program.run(["menu", "import", "dearer.toml"]).succeeded().says("nothing was changed");
}

#[test]
fn what_is_exported_is_what_was_imported() {
    let program = Program::new();
    program.run(["menu", "import", CAFE]).succeeded();
    let export = ["menu", "export", "first.toml", "--location", "loc_demo-cafe"];
    program.run(export).succeeded().says("Wrote loc_demo-cafe to first.toml.");
    program.run(["menu", "import", "first.toml"]).succeeded().says("nothing was changed");
    let other = Program::new();
    other.write("first.toml", program.read("first.toml"));
    other.run(["menu", "import", "first.toml"]).succeeded().says("Made loc_demo-cafe");
    other.run(["menu", "export", "second.toml", "--location", "loc_demo-cafe"]).succeeded();
    assert_eq!(other.read("second.toml"), program.read("first.toml"));
    let said = other.run(["menu", "export", "-", "--location", "loc_demo-cafe"]).succeeded();
    assert_eq!(said.out.trim_end(), program.read("first.toml").trim_end());

    let csv = ["menu", "export", "products.csv", "--location", "loc_demo-cafe"];
    program.run(csv).succeeded();
    let import = ["menu", "import", "products.csv", "--location", "loc_demo-cafe"];
    program.run(import).succeeded().says("nothing was changed");
    let changed = program.read("products.csv").replace("3.90", "4.00");
    program.write("products.csv", changed);
    program.run(import).succeeded().says("Changed loc_demo-cafe");
    program.run(csv).succeeded();
    assert!(program.read("products.csv").contains("4.00"));
}

#[test]
fn every_fault_of_a_file_is_told_with_its_line_and_field() {
    let program = Program::new();
    let cafe = std::fs::read_to_string(CAFE).expect("the demo");
    let faulty = cafe.replacen("price = \"3.90\"", "price = \"3,90\"", 1);
    let faulty = faulty.replacen("option_groups = [\"size\"]", "option_groups = [\"siez\"]", 1);
    let line = |words: &str| {
        let place = faulty.lines().position(|line| line.contains(words)).expect("it is there");
        format!("line {}: ", place + 1)
    };
    let expected = [format!("{}price: ", line("3,90")), format!("{}option_groups: ", line("siez"))];
    program.write("faulty.toml", &faulty);
    let said =
        program.run(["menu", "import", "faulty.toml"]).failed("faulty.toml was not imported");
    for words in &expected {
        assert!(said.err.contains(words), "{words} {said:?}");
    }
    program.run(["menu", "export", "-", "--location", "loc_demo-cafe"]).failed("loc_demo-cafe");
    program.write("no.toml", "format = 1\n[location\n");
    program.run(["menu", "import", "no.toml"]).failed("line 2");
    program.write("bytes.toml", b"\xff\xfe");
    program.run(["menu", "import", "bytes.toml"]).failed("bytes.toml cannot be read");
}

#[test]
fn a_command_that_is_not_whole_says_what_is_missing() {
    let program = Program::new();
    program.write("menu.csv", "id,category,name,price\n");
    program.run(["menu", "import", "menu.csv"]).failed("add --location loc_");
    program.run(["menu", "import", CAFE, "--location", "loc_x"]).failed("leave out --location");
    program.run(["menu", "import", "menu.pdf"]).failed("menu.pdf");
    program.write("menu.pdf", "");
    program.run(["menu", "import", "menu.pdf"]).failed("must end in .toml");
    program.run(["menu", "import", "menu.csv", "--location", "loc_x"]).failed("loc_x");
}
