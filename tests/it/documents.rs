//! The README and the examples are run: every `console` block line by line, every `examples/*/run.sh`, with the built
//! program first on the path and the repository's test data in the working folder. What a block shows below a command
//! is what the command prints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::program::project;

/// A working folder with `testdata` and `examples` in it and `huike` on the path.
fn shell(line: &str, folder: &Path) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_huike")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    Command::new("bash")
        .args(["-o", "pipefail", "-c", line])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", folder)
        .env("COLUMNS", "80")
        .output()
        .unwrap()
}

fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["testdata", "examples"] {
        std::os::unix::fs::symlink(project().join(name), folder.path().join(name)).unwrap();
    }
    fs::create_dir(folder.path().join("out")).unwrap();
    folder
}

/// A command of a document.
struct Shown {
    line: String,
    /// The exit code it states; 0 where it states none.
    code: i32,
    /// What the document shows that it prints; nothing where it shows nothing.
    output: String,
}

/// The commands of all `console` blocks.
fn commands(file: &str) -> Vec<Shown> {
    let text = fs::read_to_string(project().join(file)).unwrap();
    let mut inside = false;
    let mut found: Vec<Shown> = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let (command, code) = command.split_once(" # exit ").unwrap_or((command, "0"));
            found.push(Shown { line: command.into(), code: code.parse().unwrap(), output: String::new() });
        } else if let Some(command) = found.last_mut().filter(|_| inside) {
            command.output.push_str(line);
            command.output.push('\n');
        }
    }
    found
}

fn run_all(file: &str, at_least: usize) {
    let commands = commands(file);
    assert!(commands.len() >= at_least, "{file} has {} commands", commands.len());
    assert!(commands.iter().any(|command| !command.output.is_empty()), "{file} shows no output");
    let folder = workplace();
    for Shown { line, code, output } in commands {
        let outcome = shell(&line, folder.path());
        let said = String::from_utf8_lossy(&outcome.stderr);
        assert_eq!(outcome.status.code(), Some(code), "{file}: {line}\n{said}");
        if !output.is_empty() {
            assert_eq!(String::from_utf8_lossy(&outcome.stdout), output, "{file}: {line}");
        }
    }
    assert!(folder.path().join("out/segments/report.html").is_file());
}

#[test]
fn the_readme_does_what_it_says() {
    run_all("README.md", 10);
}

#[test]
fn the_chinese_readme_does_what_it_says() {
    run_all("README.zh-CN.md", 10);
}

#[test]
fn the_first_command_of_the_readmes_runs() {
    for file in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(project().join(file)).unwrap();
        let line = text.lines().find(|line| line.starts_with("cargo run --release -- ")).unwrap();
        let command = line.replace("cargo run --release -- ", "huike ");
        let folder = workplace();
        let output = shell(&command, folder.path());
        assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.path().join("out/segments/run.json").is_file());
    }
}

#[test]
fn both_readmes_have_the_same_parts() {
    let parts = |file: &str| -> (usize, usize, usize) {
        let text = fs::read_to_string(project().join(file)).unwrap();
        let count = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        (count("## "), count("| "), commands(file).len())
    };
    assert_eq!(parts("README.md"), parts("README.zh-CN.md"));
}

#[test]
fn pictures_and_links_of_the_readmes_exist() {
    for file in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(project().join(file)).unwrap();
        let targets: Vec<&str> = text.split("](").skip(1).map(|rest| &rest[..rest.find(')').unwrap()]).collect();
        assert!(targets.len() >= 2, "{file}");
        for target in targets {
            assert!(project().join(target).exists(), "{file}: {target}");
        }
    }
}

fn examples() -> Vec<PathBuf> {
    let mut scripts: Vec<PathBuf> = fs::read_dir(project().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("run.sh"))
        .filter(|script| script.is_file())
        .collect();
    scripts.sort();
    scripts
}

#[test]
fn the_messy_exports_are_what_their_script_prints() {
    let folder = workplace();
    let make = "examples/inspect-messy/make.sh";
    let english = shell(&format!("{make} en | cmp - testdata/messy.csv"), folder.path());
    assert!(english.status.success(), "{}", String::from_utf8_lossy(&english.stdout));
    let chinese = shell(&format!("{make} zh"), folder.path()).stdout;
    let (expected, _, _) = encoding_rs::GB18030.encode(std::str::from_utf8(&chinese).unwrap());
    assert_eq!(fs::read(project().join("testdata/zh/messy.csv")).unwrap(), *expected);
}

#[test]
fn every_example_runs() {
    assert!(examples().len() >= 4);
    for script in examples() {
        let folder = workplace();
        let output = shell(&script.display().to_string(), folder.path());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}\n{said}", script.display());
    }
}

#[test]
fn the_nightly_example_is_silent_and_shows_movement_the_second_night() {
    let folder = workplace();
    let script = project().join("examples/nightly-segments/run.sh");
    for night in 1..=2 {
        let output = shell(&script.display().to_string(), folder.path());
        assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(), "night {night}");
        assert_eq!(folder.path().join("out/segments/transitions.csv").is_file(), night == 2);
    }
}

#[test]
fn help_examples_run() {
    for command in ["segment", "inspect", "demo-data", "lot-signals", "recall-scope", "satisfaction-report"] {
        let folder = workplace();
        let help = shell(&format!("huike {command} --help"), folder.path());
        let help = String::from_utf8(help.stdout).unwrap();
        let (_, examples) = help.split_once("Examples:").unwrap();
        let examples: Vec<&str> = examples.lines().map(str::trim).filter(|line| line.starts_with("huike ")).collect();
        assert!(examples.len() >= 3, "{command}");
        // The examples name files of the user's; here they are those of testdata.
        fs::create_dir_all(folder.path().join("exports")).unwrap();
        let names = "complaints production genealogy movements stock customers surveys follow_ups";
        let names: Vec<String> = names.split(' ').map(|name| format!("{name}.csv")).collect();
        let files = [("orders.csv", "orders.csv"), ("customers.csv", "customers.parquet")];
        for (from, to) in files.into_iter().chain(names.iter().map(|name| (name.as_str(), name.as_str()))) {
            fs::copy(project().join("testdata").join(from), folder.path().join(to)).unwrap();
        }
        fs::write(folder.path().join("signals.csv"), "lot_id,signal\n240623-001-01,true\n240703-017-01,false\n")
            .unwrap();
        let pack = shell("gzip -c orders.csv > exports/orders-1.csv.gz", folder.path());
        assert!(pack.status.success());
        for example in examples {
            let example = example.replace("--customers 100000", "--customers 1000");
            let output = shell(&example, folder.path());
            assert!(output.status.success(), "{example}\n{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
