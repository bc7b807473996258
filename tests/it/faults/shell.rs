//! Starts the program where the builder of `program.rs` is not enough: under a shell's limits, or to be killed while
//! it runs. It asserts only that a result folder is whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_128;

use crate::program::{Outcome, Room};

/// Runs a shell script in the room; `$HUIKE` is the program, temporary files go to `tmp`.
pub(crate) fn shell(room: &Room, script: &str) -> Outcome {
    let output = environment(Command::new("sh"), room).args(["-c", script]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Outcome { code: output.status.code(), stdout: output.stdout, stderr }
}

/// Starts the program in the room, with its standard input open, and does not wait for it.
pub(crate) fn spawn(room: &Room, arguments: &str) -> Child {
    let mut command = environment(Command::new(env!("CARGO_BIN_EXE_huike")), room);
    command.args(arguments.split_whitespace());
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn environment(mut command: Command, room: &Room) -> Command {
    std::fs::create_dir_all(room.path("tmp")).unwrap();
    command.current_dir(room.path("")).env_clear().env("TMPDIR", room.path("tmp"));
    command.env("HUIKE", env!("CARGO_BIN_EXE_huike"));
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
}

/// The exit code of a child that ends within `seconds`; nothing, and no child, where it does not.
pub(crate) fn patient(child: &mut Child, seconds: u64) -> Option<i32> {
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// Waits until the run holds its output folder, from when on signals are listened to.
pub(super) fn holds(room: &Room, out: &str) {
    let end = Instant::now() + Duration::from_secs(20);
    while !room.path(out).is_dir() || !room.names(out).iter().any(|name| name.starts_with(".huike-")) {
        assert!(Instant::now() < end, "the run never took hold of {out}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Sends a signal by name, such as `INT`.
pub(super) fn signal(child: &Child, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {}", child.id())]).status();
    assert!(status.unwrap().success());
}

/// The contents of a folder by file name; of the manifest what must not differ between two runs.
pub(super) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            files.insert(format!("{name}/"), Vec::new());
            continue;
        }
        let mut bytes = std::fs::read(entry.path()).unwrap();
        if name == "run.json" {
            let mut manifest: serde_json::Value = serde_json::from_slice(&bytes).expect("a whole manifest");
            manifest.as_object_mut().unwrap().remove("run");
            bytes = manifest.to_string().into_bytes();
        }
        files.insert(name, bytes);
    }
    files
}

/// Insists that the folder holds one result: every file of the manifest with the length and hash it says, and no other.
pub(super) fn whole(room: &Room, out: &str) {
    let manifest = room.manifest(out);
    let mut names = vec!["run.json".to_string()];
    for output in manifest["outputs"].as_array().unwrap() {
        let name = output["file"].as_str().unwrap();
        let bytes = room.bytes(&format!("{out}/{name}"));
        assert_eq!(format!("{:032x}", xxh3_128(&bytes)), output["hash"].as_str().unwrap(), "{name}");
        assert_eq!(bytes.len() as u64, output["bytes"].as_u64().unwrap(), "{name}");
        names.push(name.to_string());
    }
    names.sort();
    assert_eq!(room.names(out), names);
}
